import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from organisations.duo.actions import Files, import_duo
from organisations.duo.plan import report
from organisations.duo.tables import read_board_names, read_coordinates, read_networks, read_schools
from organisations.duo.text import FileRefusedError, RowError


class Command(BaseCommand):
    help = "Read DUO's file of all school locations; the last line says what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="addresses of all locations, as DUO publishes them")
        parser.add_argument("--boards", type=Path, help="names of boards: BEVOEGD GEZAG NUMMER and NAAM")
        parser.add_argument("--networks", type=Path, help="a postcode table (pc4; swv_po) or a list per school or BRIN")
        parser.add_argument("--coordinates", type=Path, help="POSTCODE;LAT;LON of four-digit postcodes")
        parser.add_argument("--partial", action="store_true", help="the file is a part of the country: close nothing")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            files = self._read(options)
            bar = tqdm(
                total=files.schools.row_count,
                unit=" scholen",
                file=sys.stderr,
                disable=options["verbosity"] == 0,
            )
            with bar:
                plan = import_duo(
                    files,
                    file_name=options["file"].name,
                    is_partial=options["partial"],
                    is_dry_run=options["dry_run"],
                    progress=bar.update,
                )
        except FileRefusedError as refused:
            raise CommandError(f"Niets veranderd. {refused}") from None
        self._tell_errors(options["file"], plan.errors)
        if options["verbosity"] > 0:
            for line in report(plan):
                self.stdout.write(line)
            if options["dry_run"]:
                self.stdout.write("Dit was een proef: er is niets veranderd.")
        self.stdout.write(plan.summary)

    def _read(self, options: dict[str, Any]) -> Files:
        schools = read_schools(self._bytes(options["file"]), is_partial=options["partial"])
        names: dict[str, str] = {}
        networks = coordinates = None
        if options["boards"]:
            names, errors = read_board_names(self._bytes(options["boards"]))
            self._tell_errors(options["boards"], errors)
        if options["networks"]:
            networks, errors = read_networks(self._bytes(options["networks"]))
            self._tell_errors(options["networks"], errors)
        if options["coordinates"]:
            coordinates, errors = read_coordinates(self._bytes(options["coordinates"]))
            self._tell_errors(options["coordinates"], errors)
        return Files(schools, names, networks, coordinates)

    def _bytes(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"Niets veranderd. {path} kan niet gelezen worden: {error.strerror}.") from None

    def _tell_errors(self, path: Path, errors: list[RowError]) -> None:
        for error in errors:
            self.stderr.write(f"{path.name}, regel {error.line} overgeslagen: {error.reason}")
