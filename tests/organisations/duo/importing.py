"""Running the command in a test, with small files."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from tests.organisations.duo.files import file_of

POSTCODES = b"pc4;swv_po\n9001;PO9901\n9002;PO9902\n"


class Importer:
    """Writes a file and runs the command on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = ""

    def __call__(self, rows: Sequence[dict[str, str]] | bytes, **options: Any) -> dict[str, int]:
        """The counts of the last line."""
        lines = self.lines(rows, **options)
        return {name: int(value) for name, value in (pair.split("=") for pair in lines[-1].split())}

    def lines(self, rows: Sequence[dict[str, str]] | bytes, **options: Any) -> list[str]:
        path = self.folder / "scholen.csv"
        path.write_bytes(rows if isinstance(rows, bytes) else file_of(rows))
        return self._run([path], options)

    def tables(self, **options: Any) -> list[str]:
        """Without schools."""
        return self._run([], options)

    def _run(self, paths: list[Path], options: dict[str, Any]) -> list[str]:
        for name in ("boards", "networks", "coordinates", "pupils"):
            if name in options:
                (self.folder / name).write_bytes(options[name])
                options[name] = self.folder / name
        out, err = StringIO(), StringIO()
        call_command("import_duo", *paths, stdout=out, stderr=err, **options)
        self.notes = err.getvalue()
        return out.getvalue().splitlines()


def counts(**changed: int) -> dict[str, int]:
    names = ("new", "changed", "renamed", "closed", "reopened", "unchanged", "errors")
    return dict.fromkeys(names, 0) | changed
