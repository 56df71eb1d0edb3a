"""How many made-up marks a score should start with, from the marks there are. Once a year; prints, changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reviews import scoring
from reviews.votes import votes_by_expert


class Command(BaseCommand):
    help = "Work out k (PRIOR_VOTES) anew from all marks that count. Prints it; a person changes it, and says so."

    def handle(self, *args: Any, **options: Any) -> None:
        votes = votes_by_expert(timezone.now())
        marks = [[vote.mark for vote in mine] for mine in votes.values()]
        try:
            fitted = scoring.refit(marks)
        except ValueError as error:
            raise CommandError(str(error)) from error
        count = sum(map(len, marks))
        self.stdout.write(f"k={fitted:.1f} now={scoring.PRIOR_VOTES:.1f} marks={count} experts={len(marks)}")
