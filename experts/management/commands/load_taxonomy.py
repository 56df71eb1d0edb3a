"""Load the list of skills."""

from typing import Any

from django.core.management.base import BaseCommand

from experts.taxonomy import load_taxonomy


class Command(BaseCommand):
    help = "Load categories, skills, forms of help and target groups; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(load_taxonomy()))
