"""What the schedule asks of this app. Everything here may come late, or twice."""

from celery import shared_task
from django.utils import timezone

from reviews import actions


@shared_task
def sweep_reviews() -> None:
    """Invite both sides, remind once, tell what can be read, and who else may decide about a late report."""
    now = timezone.now()
    actions.invite_reviewers(now)
    actions.remind_reviewers(now)
    actions.tell_revealed(now)
    actions.escalate_reports(timezone.localdate(now))


@shared_task
def nightly_reviews() -> None:
    """Bring the figures for matching up to date, and invite experts whose help works to grow."""
    now = timezone.now()
    actions.refresh_ratings(now)
    actions.invite_to_grow(now)
