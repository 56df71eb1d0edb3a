"""Tables beside the schools: networks, names of boards, pupils, places on the map. Bytes in, values out.

What a table says is remembered (`DuoTable`), so that each file can come alone, before or after the schools, and a
school that opens next month finds its network by itself.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from organisations.duo.coordinates import rd_km
from organisations.duo.schools import BRIN, CODE_COLUMNS, POSTCODE, SCHOOL_CODE, code_of
from organisations.errors import FileRefusedError
from organisations.tables import Row, RowError, check_errors, fold, header_of, read_table

_PC4 = re.compile(r"[1-9]\d{3}")

NETWORK_COLUMNS = CODE_COLUMNS | {
    "postcode": ("PC4", "POSTCODECIJFERS", "POSTCODE"),
    "network": ("SWV_PO", "ADMINISTRATIENUMMER", "SWV", "SWV CODE", "CODE SAMENWERKINGSVERBAND"),
    "name": ("SAMENWERKINGSVERBAND", "NAAM SAMENWERKINGSVERBAND", "SWV NAAM", "NAAM", "WERKNAAM"),
}
BOARD_COLUMNS = {"number": ("BEVOEGD GEZAG NUMMER",), "name": ("BEVOEGD GEZAG NAAM", "NAAM")}
PLACE_COLUMNS = CODE_COLUMNS | {
    "postcode": ("POSTCODE", "PC4", "POSTCODE_VESTIGING"),
    "lat": ("LAT", "LATITUDE", "GPS_LATITUDE", "BREEDTEGRAAD"),
    "lon": ("LON", "LNG", "LONGITUDE", "GPS_LONGITUDE", "LENGTEGRAAD"),
}
PUPIL_COLUMNS = CODE_COLUMNS | {
    "year": ("PEILJAAR", "PEILDATUM", "JAAR"),
    "count": ("AANTAL_LEERLINGEN", "LEERLINGEN", "AANTAL", "TOTAAL"),
}
YEAR_COLUMN = re.compile(r"(?:aantal)?leerlingen((?:19|20)\d\d)")

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pupils:
    """How many pupils on 1 October of `year`; None where DUO hides a small number."""

    year: int
    count: int | None


@dataclass(frozen=True, slots=True)
class SchoolPlace:
    """Where a school stands on the national grid, as long as it has this postcode ("" when the file does not say)."""

    x_km: float
    y_km: float
    postcode: str


@dataclass(slots=True)
class Tables:
    """Everything beside the schools, by what it is known by: a code, a BRIN, four digits of a postcode, a number."""

    board_names: dict[str, str] = field(default_factory=dict)
    network_names: dict[str, str] = field(default_factory=dict)
    network_of_school: dict[str, str] = field(default_factory=dict)
    network_of_postcode: dict[str, str] = field(default_factory=dict)
    pupils: dict[str, Pupils] = field(default_factory=dict)
    place_of_school: dict[str, SchoolPlace] = field(default_factory=dict)
    place_of_postcode: dict[str, Place] = field(default_factory=dict)

    def with_newer(self, newer: "Tables") -> "Tables":
        """What was remembered, overruled by what just came; pupils of an older year overrule nothing."""
        pupils = dict(self.pupils)
        for code, found in newer.pupils.items():
            if code not in pupils or found.year >= pupils[code].year:
                pupils[code] = found
        return Tables(
            self.board_names | newer.board_names,
            self.network_names | newer.network_names,
            self.network_of_school | newer.network_of_school,
            self.network_of_postcode | newer.network_of_postcode,
            pupils,
            self.place_of_school | newer.place_of_school,
            self.place_of_postcode | newer.place_of_postcode,
        )


@dataclass(slots=True)
class TableFile:
    """What one such file said, and the rows that were skipped."""

    tables: Tables
    errors: list[RowError]
    row_count: int
    name: str = ""


def read_board_names(data: bytes) -> TableFile:
    """Board number -> name."""
    table = read_table(data, BOARD_COLUMNS, ("number", "name"))
    names: dict[str, str] = {}
    errors = list(table.errors)
    for row in table.rows:
        number, board_name = row.values["number"].zfill(5), row.values["name"]
        is_number = number.isascii() and number.isdigit() and len(number) == 5
        if not is_number or not 0 < len(board_name) <= 200:
            errors.append(RowError(row.line, _("nummer of naam klopt niet"), row.cells))
        else:
            names[number] = board_name
    check_errors(errors, table)
    return TableFile(Tables(board_names=names), errors, table.row_count)


def read_networks(data: bytes) -> TableFile:
    """A postcode table (pc4; swv_po), a list per school or BRIN (as DUO and RIO publish them), or only names."""
    table = read_table(data, NETWORK_COLUMNS, ("network",))
    key = next((_KEYS[column] for column in ("code", "brin", "postcode") if column in table.columns), None)
    if key is None and "name" not in table.columns:
        raise FileRefusedError(_("De kolom PC4 of VESTIGINGSCODE ontbreekt."))
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    unclear: set[str] = set()
    errors = list(table.errors)
    for row in table.rows:
        code, text = network_code(row.values["network"]), row.values["network"]
        if not text or re.match(r"VO\W*\d{4}", text.upper()):
            continue  # in no network, or in one for secondary education: allowed, and not the same as wrong
        place = key(row) if key else ""
        if code is None or place is None:
            words = {"place": _place_in_words(row), "network": text}
            errors.append(RowError(row.line, _("'%(place)s' of '%(network)s' klopt niet") % words, row.cells))
            continue
        if codes.get(place, code) != code:
            unclear.add(place)
            words = {"place": place, "one": codes[place], "other": code}
            errors.append(RowError(row.line, _("%(place)s staat in %(one)s en in %(other)s") % words, row.cells))
            continue
        if place:
            codes[place] = code
        if row.values.get("name"):
            names[code] = row.values["name"][:160]
    check_errors(errors, table)
    for place in unclear:
        del codes[place]
    is_list = key is not None and key is not _pc4_of
    tables = Tables(network_names=names)
    if is_list:
        tables.network_of_school = codes
    else:
        tables.network_of_postcode = codes
    return TableFile(tables, errors, table.row_count)


def network_code(text: str) -> str | None:
    """PO2202, "PO 22.02" and "2202-PO" are one code: PO2202. None when it is none."""
    bare = re.sub(r"[\s.\-]", "", text.upper())
    match = re.fullmatch(r"(?:PO)?(\d{4})(?:PO)?", bare)
    return f"PO{match[1]}" if match else None


def read_places(data: bytes) -> TableFile:
    """Longitude and latitude of schools, or of four-digit postcodes."""
    table = read_table(data, PLACE_COLUMNS, ("lat", "lon"))
    is_per_school = "code" in table.columns
    if not is_per_school and "postcode" not in table.columns:
        raise FileRefusedError(_("De kolom POSTCODE of VESTIGINGSCODE ontbreekt."))
    tables = Tables()
    errors = list(table.errors)
    for row in table.rows:
        if is_per_school and not (row.values["lat"] or row.values["lon"]):
            continue
        key, place = (_school_of(row) if is_per_school else _pc4_of(row)), _place(row)
        if not key or place is None:
            errors.append(RowError(row.line, _("postcode of coördinaat klopt niet"), row.cells))
        elif is_per_school:
            postcode = row.values.get("postcode", "").replace(" ", "").upper()
            tables.place_of_school[key] = SchoolPlace(*place, postcode if POSTCODE.fullmatch(postcode) else "")
        else:
            tables.place_of_postcode[key] = place
    check_errors(errors, table)
    return TableFile(tables, errors, table.row_count)


def read_pupils(data: bytes) -> TableFile:
    """Pupils per school: years as columns (LEERLINGEN_2025), or one row per school and year. The last year counts."""
    years = {match[1]: header for header in header_of(data) if (match := YEAR_COLUMN.fullmatch(fold(header)))}
    columns = PUPIL_COLUMNS | {f"in{year}": (header,) for year, header in years.items()}
    table = read_table(data, columns, ("code",))
    if not years and "count" not in table.columns:
        raise FileRefusedError(_("Een kolom als LEERLINGEN_2025 of AANTAL_LEERLINGEN ontbreekt."))
    errors = list(table.errors)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in table.rows:
        code = _school_of(row)
        if code is None:
            words = {"value": row.values["code"]}
            errors.append(RowError(row.line, _("vestigingscode '%(value)s' klopt niet") % words, row.cells))
            continue
        for year, count in _counts(row, sorted(years)):
            if count:
                found[year, code].append(count)
    check_errors(errors, table)
    last = max((year for year, _code in found), default=0)
    pupils = {code: Pupils(year, _sum(counts)) for (year, code), counts in found.items() if year == last}
    return TableFile(Tables(pupils=pupils), errors, table.row_count)


def _counts(row: Row, years: list[str]) -> Iterable[tuple[int, str]]:
    if years:
        return [(int(year), row.values[f"in{year}"]) for year in years]
    year = re.match(r"\d{4}", row.values.get("year", ""))
    return [(int(year[0]) if year else 0, row.values["count"])]


def _sum(counts: list[str]) -> int | None:
    """All rows of a school together; None when one of them is hidden (<5, *): hidden is never nought."""
    return sum(int(count) for count in counts) if all(count.isascii() and count.isdigit() for count in counts) else None


def _school_of(row: Row) -> str | None:
    code = code_of(row.values)
    return code if SCHOOL_CODE.fullmatch(code) else None


def _school_or_brin_of(row: Row) -> str | None:
    code = code_of(row.values) or row.values.get("brin", "").upper()
    return code if SCHOOL_CODE.fullmatch(code) or BRIN.fullmatch(code) else None


def _pc4_of(row: Row) -> str | None:
    return row.values["postcode"] if _PC4.fullmatch(row.values["postcode"]) else None


def _place(row: Row) -> Place | None:
    try:
        latitude, longitude = (float(row.values[name].replace(",", ".")) for name in ("lat", "lon"))
    except ValueError:
        return None
    return rd_km(latitude, longitude) if 50 < latitude < 54 and 3 < longitude < 8 else None


def _place_in_words(row: Row) -> str:
    return next((value for name in ("code", "brin", "postcode") if (value := row.values.get(name))), "")


_KEYS: dict[str, Callable[[Row], str | None]] = {
    "code": _school_or_brin_of,
    "brin": _school_or_brin_of,
    "postcode": _pc4_of,
}
