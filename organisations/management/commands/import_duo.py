import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from organisations.choices import FileKind, SchoolKind
from organisations.duo.actions import Comparison
from organisations.duo.files import Files, NamedFile, read_files, recognise
from organisations.duo.imports import import_now
from organisations.duo.report import lines_of, notes_of, report
from organisations.errors import FileRefusedError
from organisations.permissions import can_import_schools
from users.models import User

_TABLES = {
    "boards": FileKind.BOARDS,
    "networks": FileKind.NETWORKS,
    "coordinates": FileKind.PLACES,
    "pupils": FileKind.PUPILS,
}


class Command(BaseCommand):
    help = "Read DUO's files: school locations and tables beside them, each may come alone; the last line says it all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="*", type=Path, help="addresses of all locations, as DUO publishes them")
        parser.add_argument("--boards", type=Path, help="names of boards: BEVOEGD GEZAG NUMMER and NAAM")
        parser.add_argument("--networks", type=Path, help="a postcode table (pc4; swv_po) or a list per school or BRIN")
        parser.add_argument("--coordinates", type=Path, help="LAT;LON of schools or of four-digit postcodes")
        parser.add_argument("--pupils", type=Path, help="pupils per school: LEERLINGEN_2025, or a row per PEILJAAR")
        parser.add_argument("--kind", choices=SchoolKind.values, help="of the schools, when the file does not say")
        parser.add_argument("--partial", action="store_true", help="the file is a part of the country: close nothing")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--override", metavar="REASON", default="", help="go on past the brake; needs --by")
        parser.add_argument("--by", metavar="EMAIL", help="the platform admin who takes responsibility")

    def handle(self, *args: Any, **options: Any) -> None:
        by = self._admin(options["by"], bool(options["override"]))
        try:
            files = self._read(options)
            comparison = self._import(files, by, options)
        except FileRefusedError as refused:
            raise CommandError(f"Niets veranderd. {refused}") from None
        self._tell(comparison, files, options)
        self.stdout.write(comparison.plan.summary)

    def _admin(self, email: str | None, is_overriding: bool) -> User | None:
        if email is None and not is_overriding:
            return None
        by = User.objects.filter(email__iexact=email or "").first()
        if by is None or not can_import_schools(by):
            raise CommandError("Niets veranderd. Noem met --by het e-mailadres van een platformbeheerder.")
        return by

    def _read(self, options: dict[str, Any]) -> Files:
        """What the options name; a file of another kind where schools are expected is refused by its name."""
        named = [NamedFile(path.name, FileKind.SCHOOLS, self._bytes(path)) for path in options["file"]]
        named += [
            NamedFile(options[name].name, kind, self._bytes(options[name]))
            for name, kind in _TABLES.items()
            if options[name]
        ]
        if not named:
            raise CommandError("Noem minstens één bestand; --help zegt welke er kunnen.")
        kind = SchoolKind(options["kind"]) if options["kind"] else None
        try:
            return read_files(named, is_partial=options["partial"], kind=kind)
        except FileRefusedError as refused:
            raise FileRefusedError(f"{refused}{self._hint(named)}") from None

    def _hint(self, named: Iterable[NamedFile]) -> str:
        """For who gives a table where the schools should be."""
        options = {kind: name for name, kind in _TABLES.items()}
        for file in named:
            if file.kind is FileKind.SCHOOLS:
                try:
                    found = recognise(file.data)
                except FileRefusedError:
                    continue
                if found in options:
                    return f" Dit lijkt een bestand voor --{options[found]}."
        return ""

    def _import(self, files: Files, by: User | None, options: dict[str, Any]) -> Comparison:
        quiet = options["verbosity"] == 0
        with tqdm(total=files.row_count, unit=" scholen", file=sys.stderr, disable=quiet) as bar:

            def progressed(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            return import_now(
                files,
                is_partial=options["partial"],
                is_dry_run=options["dry_run"],
                by=by,
                override_reason=options["override"],
                progressed=progressed,
            )

    def _tell(self, comparison: Comparison, files: Files, options: dict[str, Any]) -> None:
        errors = [*comparison.plan.errors, *(error for file in files.tables for error in file.errors)]
        for error in errors:
            self.stderr.write(f"{error.file}, regel {error.line} overgeslagen: {error.reason}")
        if options["verbosity"] == 0:
            return
        ignored = [name for file in files.schools for name in file.ignored_columns]
        lines = lines_of(comparison.plan, comparison.tables, comparison.board_names, errors)
        for line in report(lines, notes_of(comparison.plan, ignored)):
            self.stdout.write(line)
        if comparison.brake and options["dry_run"]:
            self.stdout.write(f"De rem staat erop: {comparison.brake}")
        if options["dry_run"]:
            self.stdout.write("Dit was een proef: er is niets veranderd.")

    def _bytes(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"Niets veranderd. {path} kan niet gelezen worden: {error.strerror}.") from None
