"""Which kind of file is this, and all files of one import together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.utils.translation import gettext as _

from organisations.choices import FileKind, SchoolKind
from organisations.duo import references, schools
from organisations.duo.references import TableFile, Tables
from organisations.duo.schools import SchoolFile, read_schools
from organisations.errors import FileRefusedError
from organisations.tables import fold, header_of

_Read = TypeVar("_Read", SchoolFile, TableFile)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as it came: what it is called, what it is about and its bytes."""

    name: str
    kind: FileKind
    data: bytes


@dataclass(frozen=True, slots=True)
class Files:
    """What was read: school locations, and tables beside them; any of them may be missing."""

    schools: tuple[SchoolFile, ...] = ()
    tables: tuple[TableFile, ...] = ()

    @property
    def fresh(self) -> Tables:
        """What all tables say together; the last one wins."""
        said = Tables()
        for file in self.tables:
            said = said.with_newer(file.tables)
        return said

    @property
    def names(self) -> list[str]:
        return [file.name for file in self.schools] + [file.name for file in self.tables]

    @property
    def row_count(self) -> int:
        """Of the schools, or of the tables when they come alone."""
        return sum(file.row_count for file in self.schools) or sum(file.row_count for file in self.tables)


_TABLE_READERS: dict[FileKind, Callable[..., TableFile]] = {
    FileKind.NETWORKS: references.read_networks,
    FileKind.PUPILS: references.read_pupils,
    FileKind.PLACES: references.read_places,
    FileKind.BOARDS: references.read_board_names,
}


def recognise(data: bytes) -> FileKind:
    """What a file is about, by its columns. Raises FileRefusedError when it is nothing we know."""
    header = header_of(data)
    folded = {fold(name) for name in header}

    def has(columns: Mapping[str, Sequence[str]], *names: str) -> bool:
        return all(any(fold(header) in folded for header in columns[name]) for name in names)

    if has(schools.SCHOOL_COLUMNS, *schools.REQUIRED):
        return FileKind.SCHOOLS
    if has(references.NETWORK_COLUMNS, "network"):
        return FileKind.NETWORKS
    is_pupils = has(references.PUPIL_COLUMNS, "count") or any(references.YEAR_COLUMN.fullmatch(name) for name in folded)
    if has(schools.CODE_COLUMNS, "code") and is_pupils:
        return FileKind.PUPILS
    if has(references.PLACE_COLUMNS, "lat", "lon"):
        return FileKind.PLACES
    if has(references.BOARD_COLUMNS, "number", "name"):
        return FileKind.BOARDS
    found = ", ".join(name.strip() for name in header[:12])
    raise FileRefusedError(_("Dit is geen bestand dat we kennen. Gevonden kolommen: %(found)s.") % {"found": found})


def read_files(
    files: Iterable[NamedFile],
    *,
    is_partial: bool = False,
    kind: SchoolKind | None = None,
    after_each: Callable[[], object] = lambda: None,
) -> Files:
    """Read them all. Raises FileRefusedError, naming the file, when one of them cannot be trusted."""
    found_schools: list[SchoolFile] = []
    found_tables: list[TableFile] = []
    for file in files:
        try:
            if file.kind is FileKind.SCHOOLS:
                school_file = read_schools(file.data, is_partial=is_partial, kind=kind)
                found_schools.append(_called(school_file, file.name))
            else:
                found_tables.append(_called(_TABLE_READERS[file.kind](file.data), file.name))
        except FileRefusedError as refused:
            raise FileRefusedError(f"{file.name}: {refused}") from None
        after_each()
    return Files(tuple(found_schools), tuple(found_tables))


def _called(file: _Read, name: str) -> _Read:
    file.name = name
    file.errors = [replace(error, file=name) for error in file.errors]
    return file
