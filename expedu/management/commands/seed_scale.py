"""Fill the scale database with a fictional country of any size."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from expedu.scale import build, is_scale_database, shape_of, tidy


class Command(BaseCommand):
    help = "Vult de meetdatabase (EXPEDU_DATABASE=scale) met verzonnen mensen; wat erin stond, verdwijnt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--experts", type=int, default=100_000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--duo", type=Path, help="Een bestand van DUO met scholen: hun aantallen tellen dan.")

    def handle(self, **options: Any) -> None:
        if not is_scale_database():
            raise CommandError("Alleen voor de meetdatabase: zet EXPEDU_DATABASE=scale ervoor.")
        shape = shape_of(options["duo"].read_bytes()) if options["duo"] else None
        started = time.monotonic()
        build(options["experts"], seed=options["seed"], shape=shape)
        tidy()
        seconds = time.monotonic() - started
        self.stdout.write(f"experts={options['experts']} seconds={seconds:.0f}")
