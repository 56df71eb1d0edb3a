"""Fill an empty database with the fictional world of the demo."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from expedu.celery import tasks_go_to
from expedu.demo.world import build_world
from organisations.choices import Source
from organisations.models import School


class Command(BaseCommand):
    help = "Vult een lege database met een verzonnen wereld: 3 netwerken, 12 besturen, 60 scholen, 600 mensen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Doe niets als er al een demo staat.")
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="Doe alsof het deze dag is.")

    def handle(self, **options: Any) -> None:
        if School.objects.filter(source=Source.DEMO).exists():
            if options["if_empty"]:
                self.stdout.write("De demo staat er al.")
                return
            raise CommandError("Er staat al een demo in deze database. Begin met een lege.")
        # Nothing of the acted-out past may reach a worker: its mails were read long ago.
        with tasks_go_to("memory://"), transaction.atomic():
            build_world(options["today"] or timezone.localdate(), self.say)

    def say(self, text: str) -> None:
        self.stdout.write(f"  {text} ...")
        self.stdout.flush()
