"""From the bytes of a CSV or Excel file to rows with line numbers, or a refusal in one sentence. Knows no column."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Protocol

from django.utils.translation import gettext as _

from organisations import sheets
from organisations.errors import FileRefusedError

DELIMITERS = (";", ",", "\t", "|")
# A table may have some wrong rows; with more than this share something is wrong with the table.
MOST_WRONG_SHARE = 0.02
# ... but in a small table this many wrong rows never count as too many by themselves.
ALWAYS_TOLERATED = 3

_MAGIC = {
    b"PK\x03\x04": "zip- of Excelbestand",
    b"\x1f\x8b": "gzip-bestand",
    b"%PDF": "pdf",
    b"\xd0\xcf\x11\xe0": "Excel",
}
_UTF16_AND_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# What Dutch names turn into when a file was read in one character set and saved in another.
_MANGLED = re.compile("Ã[\u0080-\u00ff\u0152-\u2122]|â€|Â[\u0080-\u00bf]|[\ufffdƒ‰‹›†‡•£¤¥¦¬¯¶ŸÕ¡¿]")
_SPREADSHEET_HINT = re.compile(r"sep=.?", re.IGNORECASE)
_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")


class Lines(Protocol):
    """What csv.reader makes: rows of cells, and the number of the line it has come to."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that is skipped. `cells` is what stood in it, so that nothing it may be about gets closed."""

    line: int
    reason: str
    cells: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file (counted from 1, the header being 1) under the names this project uses."""

    line: int
    values: dict[str, str]
    cells: tuple[str, ...]


@dataclass(slots=True)
class Table:
    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    columns: frozenset[str] = frozenset()
    ignored_columns: list[str] = field(default_factory=list)
    # The file ends in the middle of its last line, or somebody's editor left the line end out.
    ends_open: bool = False

    @property
    def row_count(self) -> int:
        return len(self.rows) + len(self.errors)


def read_table(
    data: bytes, synonyms: Mapping[str, Sequence[str]], required: Sequence[str], *, skip_blank: bool = False
) -> Table:
    """The rows of a CSV file in any of the usual encodings and delimiters. Many empty lines, or half a last one, mean
    that it is not complete, unless `skip_blank`.

    `synonyms` maps our column name to the header texts that mean it, in DUO's spelling; case, spaces, hyphens and
    underscores do not matter. Raises FileRefusedError when the whole file cannot be trusted.
    """
    text = decode(data)
    delimiter = _best_delimiter(text, synonyms)
    lines = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    try:
        header = _header(lines)
        places = _places(header, synonyms)
        _check_header(header, places, synonyms, required)
        table, last_is_whole = _read_rows(lines, header, places, skip_blank=skip_blank)
    except csv.Error:
        raise FileRefusedError(
            _("Rond regel %(line)s kloppen de aanhalingstekens niet; misschien is het bestand afgebroken.")
            % {"line": lines.line_num}
        ) from None
    if not table.row_count:
        raise FileRefusedError(_("Het bestand heeft alleen een kopregel en geen gegevens."))
    if not last_is_whole and not skip_blank:
        raise FileRefusedError(
            _("De laatste regel (%(line)s) is niet heel: het bestand is afgebroken. Haal het opnieuw op.")
            % {"line": lines.line_num}
        )
    table.ignored_columns = [name.strip() for number, name in enumerate(header) if number not in places.values()]
    table.ends_open = not text.endswith("\n")
    return table


def read_list(data: bytes, synonyms: Mapping[str, Sequence[str]], required: Sequence[str], *, most: int) -> Table:
    """As `read_table`, for lists people keep themselves: CSV or Excel, at most `most` rows, and empty lines in between
    mean nothing. In Excel the first sheet counts."""
    if data.startswith(b"PK\x03\x04"):
        header, lines = sheets.rows_of(data, most=most)
        places = _places(header, synonyms)
        _check_header(header, places, synonyms, required)
        table = Table(columns=frozenset(places))
        for line, cells in lines:
            values = {name: cells[number] if number < len(cells) else "" for name, number in places.items()}
            table.rows.append(Row(line, values, tuple(cells)))
        table.ignored_columns = [name for number, name in enumerate(header) if name and number not in places.values()]
        if not table.rows:
            raise FileRefusedError(_("Het bestand heeft alleen een kopregel en geen gegevens."))
        return table
    table = read_table(data, synonyms, required, skip_blank=True)
    if table.row_count > most:
        raise FileRefusedError(sheets.too_long(most))
    return table


def header_of(data: bytes) -> list[str]:
    """The names of the columns, whatever they mean."""
    text = decode(data)
    return _header(csv.reader(StringIO(text), delimiter=_best_delimiter(text, {})))


def check_errors(errors: Sequence[RowError], table: Table) -> None:
    """Raises FileRefusedError when more rows are wrong than a table with a few mistakes has."""
    if too_many_wrong(len(errors), table.row_count):
        raise FileRefusedError(
            _("%(wrong)s van de %(total)s regels kloppen niet. De eerste, regel %(line)s: %(reason)s.")
            % {"wrong": len(errors), "total": table.row_count, "line": errors[0].line, "reason": errors[0].reason}
        )


def check_end(errors: Sequence[RowError], table: Table) -> None:
    """Raises FileRefusedError when the last row is wrong and has no line end: the file stops in the middle of it."""
    last = max((row.line for row in table.rows), default=0)
    if table.ends_open and any(error.line >= last for error in errors):
        raise FileRefusedError(
            _("De laatste regel (%(line)s) is niet heel: het bestand is afgebroken. Haal het opnieuw op.")
            % {"line": max(error.line for error in errors)}
        )


def decode(data: bytes) -> str:
    """UTF-8 (with or without a mark in front) or else windows-1252. Raises FileRefusedError for anything else."""
    if not data.strip():
        raise FileRefusedError(_("Het bestand is leeg."))
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise FileRefusedError(_("Dit is geen CSV-bestand maar een %(kind)s.") % {"kind": kind})
    if data.startswith(_UTF16_AND_32) or b"\x00" in data:
        raise FileRefusedError(
            _("Het bestand staat niet in UTF-8 of windows-1252 (wel UTF-16, of het is geen tekst). Sla het op als CSV.")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise FileRefusedError(
                _("Het bestand staat niet in UTF-8 of windows-1252: op regel %(line)s staat een onbekend teken.")
                % {"line": line}
            ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(text):
        raise FileRefusedError(_("Er staan stuurtekens in het bestand: dit is geen gewone tekst."))
    mangled = [number for number, line in enumerate(text.split("\n"), start=1) if _MANGLED.search(line)]
    if len(mangled) > max(2, text.count("\n") // 1000):
        raise FileRefusedError(
            _(
                "De letters met accenten zijn verminkt op %(count)s regels, zoals regel %(line)s: "
                "het bestand is met de verkeerde tekenset opgeslagen."
            )
            % {"count": len(mangled), "line": mangled[0]}
        )
    return text


def fold(header: str) -> str:
    """A header text without case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_\-\ufeff]+", "", header).lower()


def too_many_wrong(wrong: int, total: int) -> bool:
    """More wrong rows than a table with a few mistakes has: above 2% and above three, or more than half."""
    return wrong > max(ALWAYS_TOLERATED, total * MOST_WRONG_SHARE) or wrong * 2 > total


def _best_delimiter(text: str, synonyms: Mapping[str, Sequence[str]]) -> str:
    """The delimiter with which the first line names the most columns we know, else the most columns at all."""
    first = next((line for line in text.split("\n") if line.strip() and not _SPREADSHEET_HINT.fullmatch(line)), "")

    def score(delimiter: str) -> tuple[int, int]:
        header = next(csv.reader([first], delimiter=delimiter), [])
        return len(_places(header, synonyms)), len(header)

    return max(DELIMITERS, key=score)


def _header(lines: "Lines") -> list[str]:
    """The first line that says something; spreadsheets put a line "sep=;" in front of it."""
    for cells in lines:
        if any(cell.strip() for cell in cells) and not _SPREADSHEET_HINT.match(cells[0].strip()):
            return cells
    return []


def _places(header: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Our column name -> its number in the file; the first wins when a name stands there twice."""
    folded = [fold(name) for name in header]
    found: dict[str, int] = {}
    for ours, theirs in synonyms.items():
        for name in theirs:
            if ours not in found and fold(name) in folded:
                found[ours] = folded.index(fold(name))
    return found


def _check_header(
    header: Sequence[str],
    places: Mapping[str, int],
    synonyms: Mapping[str, Sequence[str]],
    required: Sequence[str],
) -> None:
    missing = [synonyms[name][0] for name in required if name not in places]
    if missing and not places:
        raise FileRefusedError(
            _("De eerste regel is geen kopregel met namen van kolommen. Gevonden: %(found)s.")
            % {"found": ", ".join(cell.strip() for cell in header[:6])}
        )
    if missing:
        raise FileRefusedError(
            _("Deze kolommen ontbreken: %(missing)s. Gevonden: %(found)s.")
            % {"missing": ", ".join(missing), "found": ", ".join(cell.strip() for cell in header)}
        )


def _read_rows(
    lines: "Lines", header: Sequence[str], places: Mapping[str, int], *, skip_blank: bool
) -> tuple[Table, bool]:
    """The rows, and whether the last one has all its columns."""
    table = Table(columns=frozenset(places))
    blank = 0
    is_whole = True
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            blank += 1
            continue
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()  # a delimiter too many at the end of the line
        is_whole = len(cells) == len(header)
        if is_whole:
            values = {name: " ".join(cells[number].split()) for name, number in places.items()}
            table.rows.append(Row(lines.line_num, values, tuple(cells)))
        else:
            reason = _("%(found)s kolommen in plaats van %(expected)s") % {
                "found": len(cells),
                "expected": len(header),
            }
            table.errors.append(RowError(lines.line_num, reason, tuple(cells)))
    total = blank + table.row_count
    if not skip_blank and too_many_wrong(blank, total):
        raise FileRefusedError(
            _("%(blank)s van de %(total)s regels zijn leeg: het bestand is niet compleet.")
            % {"blank": blank, "total": total}
        )
    return table, is_whole
