"""Excel files in and out: rows of text with the numbers Excel shows, and a small workbook to download."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from organisations.errors import FileRefusedError

# What a workbook may grow to when it is unpacked; more is a mistake or a trap.
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
MOST_COLUMNS = 60
MOST_LEADING_LINES = 20
# A cell that begins like this is a formula to a spreadsheet program.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows_of(data: bytes, *, most: int) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header of the first sheet, and its rows that say something as (line as Excel numbers it, cells as text).

    Formulas give the value last computed. Raises FileRefusedError for what is no workbook, is far too large, or has
    more than `most` rows.
    """
    _check_size(data)
    try:
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
    except Exception:  # whatever openpyxl stumbles on in a file that is only called so
        raise FileRefusedError(_("Dit Excelbestand is niet te lezen. Sla het opnieuw op.")) from None
    header: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for line, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        cells = [text_of(value) for value in values]
        if not any(cells):
            continue
        if not header:
            if line > MOST_LEADING_LINES:
                break
            header = cells
        elif len(rows) >= most:
            raise FileRefusedError(too_long(most))
        else:
            rows.append((line, cells))
    workbook.close()
    return header, rows


def too_long(most: int) -> str:
    return _("Dit bestand heeft meer dan %(most)s regels. Knip het in stukken.") % {"most": most}


def text_of(value: object) -> str:
    """What a cell says, as somebody reads it: whole numbers without a point, days as 2026-08-31, no double spaces."""
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return " ".join(str(value).split())


def workbook_bytes(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """A workbook of sheets (title, header, rows). Text that would be a formula is written as text."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, header, rows in sheets:
        sheet = workbook.create_sheet(title[:31])
        sheet.append([harmless(cell) for cell in header])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in rows:
            sheet.append([harmless(cell) for cell in row])
        sheet.freeze_panes = "A2"
        for number in range(1, len(header) + 1):
            sheet.column_dimensions[get_column_letter(number)].width = 24
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def harmless(value: object) -> object:
    """Text no spreadsheet program will run: what begins like a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _check_size(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile:
        raise FileRefusedError(_("Dit Excelbestand is niet heel. Sla het opnieuw op.")) from None
    if size > MOST_UNPACKED_BYTES:
        raise FileRefusedError(_("Dit Excelbestand is uitgepakt veel te groot."))
