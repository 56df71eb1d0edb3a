"""What a file of school locations says, row by row. Bytes in, values out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from organisations.choices import HolidayRegion, SchoolKind
from organisations.duo.place_names import as_written
from organisations.errors import FileRefusedError
from organisations.tables import Row, RowError, Table, check_end, check_errors, fold, read_table

SCHOOL_CODE = re.compile(r"\d{2}[A-Z]{2}\d{2}")
BRIN = re.compile(r"\d{2}[A-Z]{2}")
POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")

# Our name -> what DUO has called it over the years. The code comes with or without the BRIN in front.
CODE_COLUMNS = {
    "code": ("VESTIGINGSCODE", "VESTIGINGSNUMMER", "VESTIGINGS NUMMER"),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRIN"),
}
SCHOOL_COLUMNS = CODE_COLUMNS | {
    "name": ("VESTIGINGSNAAM", "NAAM_VESTIGING", "INSTELLINGSNAAM_VESTIGING", "NAAM"),
    "kind": ("SOORT PRIMAIR ONDERWIJS", "SOORT_PO", "SOORT_VESTIGING", "TYPE_PO", "SOORT"),
    "cluster": ("CLUSTER",),
    "board": ("BEVOEGD GEZAG NUMMER",),
    "street": ("STRAATNAAM", "STRAATNAAM_VESTIGING", "STRAAT"),
    "house_number": ("HUISNUMMER-TOEVOEGING", "HUISNUMMER_TOEVOEGING_VESTIGING", "HUISNUMMER"),
    "postcode": ("POSTCODE", "POSTCODE_VESTIGING"),
    "city": ("PLAATSNAAM", "PLAATSNAAM_VESTIGING", "PLAATS"),
    "municipality_code": ("GEMEENTENUMMER", "GEMEENTECODE_VESTIGING", "GEMEENTECODE"),
    "municipality": ("GEMEENTENAAM", "GEMEENTENAAM_VESTIGING", "GEMEENTE"),
    "province": ("PROVINCIE", "PROVINCIE_VESTIGING"),
    "denomination": ("DENOMINATIE", "DENOMINATIE_VESTIGING"),
    "phone": ("TELEFOONNUMMER",),
    "website": ("INTERNETADRES", "WEBSITE"),
    "holiday_region": ("VAKANTIEREGIO",),
}
# Every division of the country DUO knows, by its code; one of them (settings.DUO_REGION) is our region.
AREAS = {
    "onderwijsgebied": ("ONDERWIJSGEBIED CODE", "ONDERWIJSGEBIED NAAM"),
    "rpa": ("RPA-GEBIED CODE", "RPA-GEBIED NAAM", "RPA CODE", "RPA NAAM"),
    "rmc": ("RMC-REGIO CODE", "RMC-REGIO NAAM", "RMC CODE", "RMC NAAM"),
    "corop": ("COROPGEBIED CODE", "COROPGEBIED NAAM", "COROP CODE", "COROP NAAM"),
    "nodaal": ("NODAAL GEBIED CODE", "NODAAL GEBIED NAAM"),
    "wgr": ("WGR-GEBIED CODE", "WGR-GEBIED NAAM"),
}
for _area, _headers in AREAS.items():
    SCHOOL_COLUMNS[f"{_area}_code"] = _headers[::2]
    SCHOOL_COLUMNS[f"{_area}_name"] = _headers[1::2]
REQUIRED = ("code", "name", "board", "postcode", "city")
# Only files of other schools have these.
_SECONDARY = ("ONDERWIJSSTRUCTUUR", "ONDERWIJSSTRUCTUUR VO", "SOORT VO")

_LONGEST = {"name": 160, "street": 120, "house_number": 30, "city": 80, "municipality": 80, "province": 40}
_LONGEST |= {"denomination": 60, "phone": 20, "website": 200, "cluster": 10}
# A blank says that there is none.
_MAY_BE_BLANK = ("phone", "website", "house_number", "cluster")
# A blank says nothing: every school has one. With more blanks than this share the file is not complete.
_ALWAYS_FILLED = ("street", "municipality_code", "province", "onderwijsgebied_code", "holiday_region")
_COPIED = ("street", "province", "denomination")
_MOST_BLANK_SHARE = 0.05
# A file of this many rows claims to be the whole country, and then has all provinces.
_NATIONAL_FROM = 200
# Folded: small letters, no spaces, hyphens or accents.
_NORTH_AND_EAST = ("groningen", "fryslan", "drenthe", "overijssel", "gelderland", "flevoland")
_WEST_AND_SOUTH = ("utrecht", "noordholland", "zuidholland", "zeeland", "noordbrabant", "limburg")
_PROVINCES = frozenset((*_NORTH_AND_EAST, *_WEST_AND_SOUTH))

_KINDS = {
    SchoolKind.BO: ("bo", "bao", "bas", "basisschool", "basisonderwijs"),
    SchoolKind.SBO: ("sbo", "sbao", "speciaalbasisonderwijs"),
    SchoolKind.SO: ("so", "speciaalonderwijs"),
    SchoolKind.SO_VSO: ("sovso", "so/vso", "(v)so", "speciaalenvoortgezetspeciaalonderwijs"),
    SchoolKind.VSO: ("vso", "voortgezetspeciaalonderwijs"),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school as the file has it. `fields` are columns of the School model; only what the file tells is in it.

    `areas`: division of the country -> code. `kind` is None when the file does not say.
    """

    line: int
    code: str
    board_number: str
    fields: dict[str, str]
    kind: SchoolKind | None = None
    areas: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class SchoolFile:
    rows: list[SchoolRow]
    errors: list[RowError]
    ignored_columns: list[str] = field(default_factory=list)
    # (division, code) -> name
    area_names: dict[tuple[str, str], str] = field(default_factory=dict)
    name: str = ""

    @property
    def row_count(self) -> int:
        return len(self.rows) + len(self.errors)

    @property
    def kinds(self) -> frozenset[SchoolKind]:
        """Which kinds of schools the file is about; rows that do not say are ordinary schools."""
        return frozenset(row.kind or SchoolKind.BO for row in self.rows)


def read_schools(data: bytes, *, is_partial: bool = False, kind: SchoolKind | None = None) -> SchoolFile:
    """The schools in an address file of DUO. `is_partial`: known to be a part of the country. `kind`: of all rows that
    do not say it themselves.

    Raises FileRefusedError when the file cannot be trusted as a whole: see text.py, and here when more than 2% of its
    rows are wrong, when columns are blank on many rows, or when a national file lacks provinces.
    """
    table = read_table(data, SCHOOL_COLUMNS, REQUIRED)
    _check_primary(table)
    rows: list[SchoolRow] = []
    errors = list(table.errors)
    lines: dict[str, int] = {}
    for row in table.rows:
        found = _school(row, kind)
        if isinstance(found, SchoolRow) and found.code in lines:
            words = {"code": found.code, "line": lines[found.code]}
            found = RowError(row.line, _("%(code)s staat ook op regel %(line)s") % words, row.cells)
        if isinstance(found, RowError):
            errors.append(found)
        else:
            lines[found.code] = found.line
            rows.append(found)
    errors.sort(key=lambda error: error.line)
    check_errors(errors, table)
    check_end(errors, table)
    _check_complete(table, is_partial)
    return SchoolFile(rows, errors, table.ignored_columns, _area_names(table.rows))


def code_of(values: dict[str, str]) -> str:
    """The six characters of a location, from a code in full or from BRIN and suffix; whatever stands there if wrong."""
    code, brin = values.get("code", "").upper(), values.get("brin", "").upper()
    if BRIN.fullmatch(brin) and code.isascii() and code.isdigit() and len(code) <= 2:
        return brin + code.zfill(2)
    return code


def school_kind(text: str) -> SchoolKind | None:
    """BO, SBO, SO, SO/VSO or VSO, however it is spelled; None when it is none of them."""
    return _KIND_OF.get(fold(text))


def codes_in(cells: Iterable[str]) -> set[str]:
    """Location codes that stand in these cells."""
    return {code for cell in cells if SCHOOL_CODE.fullmatch(code := cell.strip().upper())}


def _school(row: Row, kind_of_file: SchoolKind | None) -> SchoolRow | RowError:
    values = row.values
    board = values["board"].zfill(5)
    postcode = values["postcode"].replace(" ", "").upper()
    problem = _problem(values, board, postcode)
    if problem:
        return RowError(row.line, problem, row.cells)
    fields = {name: values[name] for name in _COPIED if values.get(name)}
    fields |= {name: values[name] for name in _MAY_BE_BLANK if name in values}
    fields |= {"name": values["name"], "postcode": postcode}
    if values["city"]:
        fields["city"] = as_written(values["city"])
    if fields.get("province", "").startswith("Frysl"):
        fields["province"] = "Friesland"  # one name for it, or every other file would change it
    if re.fullmatch(r"[1-9]\d{8}", fields.get("phone", "")):
        fields["phone"] = f"0{fields['phone']}"  # a spreadsheet took the nought away
    if values.get("municipality"):
        fields["municipality"] = as_written(values["municipality"])
    if values.get("municipality_code"):
        fields["municipality_code"] = values["municipality_code"].zfill(4)[:4]
    if values.get("holiday_region"):
        fields["holiday_region"] = values["holiday_region"].lower()
    areas = {area: code.zfill(2) for area in AREAS if (code := values.get(f"{area}_code"))}
    kind = school_kind(values["kind"]) if values.get("kind") else kind_of_file
    return SchoolRow(row.line, code_of(values), board, fields, kind, areas)


def _problem(values: dict[str, str], board: str, postcode: str) -> str:
    """What is wrong with a row, or nothing."""
    code, brin = code_of(values), values.get("brin", "").upper()
    holiday_region = values.get("holiday_region", "").lower()
    if not SCHOOL_CODE.fullmatch(code):
        return _("vestigingscode '%(value)s' klopt niet") % {"value": values["code"]}
    if BRIN.fullmatch(brin) and not code.startswith(brin):
        return _("vestigingscode %(code)s hoort niet bij %(brin)s") % {"code": code, "brin": brin}
    if not values["name"]:
        return _("de naam ontbreekt")
    if not (board.isascii() and board.isdigit() and len(board) == 5 and int(board)):
        return _("bestuursnummer '%(value)s' klopt niet") % {"value": values["board"]}
    if not POSTCODE.fullmatch(postcode):
        return _("postcode '%(value)s' klopt niet") % {"value": values["postcode"]}
    if holiday_region and holiday_region not in HolidayRegion.values:
        return _("vakantieregio '%(value)s' bestaat niet") % {"value": values["holiday_region"]}
    if values.get("kind") and school_kind(values["kind"]) is None:
        return _("soort school '%(value)s' kennen we niet") % {"value": values["kind"]}
    for name, longest in _LONGEST.items():
        if len(values.get(name, "")) > longest:
            words = {"column": SCHOOL_COLUMNS[name][0], "longest": longest}
            return _("%(column)s is langer dan %(longest)s tekens") % words
    return ""


def _area_names(rows: list[Row]) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for row in rows:
        for area in AREAS:
            code, name = row.values.get(f"{area}_code"), row.values.get(f"{area}_name")
            if code and name:
                names.setdefault((area, code.zfill(2)), name[:120])
    return names


def _check_primary(table: Table) -> None:
    other = {fold(name) for name in _SECONDARY}
    if any(fold(name) in other for name in table.ignored_columns):
        raise FileRefusedError(_("Dit zijn scholen voor voortgezet onderwijs; Expedu is voor het primair onderwijs."))


def _check_complete(table: Table, is_partial: bool) -> None:
    for name in _ALWAYS_FILLED:
        blank = sum(not row.values[name] for row in table.rows) if name in table.columns else 0
        if blank > max(3, _MOST_BLANK_SHARE * len(table.rows)):
            raise FileRefusedError(
                _("De kolom %(column)s is leeg op %(blank)s van de %(total)s regels: het bestand is niet compleet.")
                % {"column": SCHOOL_COLUMNS[name][0], "blank": blank, "total": len(table.rows)}
            )
    if is_partial or "province" not in table.columns or table.row_count < _NATIONAL_FROM:
        return
    found = {re.sub(r"[\s\-]", "", row.values["province"]).lower().replace("â", "a") for row in table.rows}
    missing = _PROVINCES - {"fryslan" if province == "friesland" else province for province in found}
    if missing:
        raise FileRefusedError(
            _(
                "Het bestand is niet compleet: uit %(count)s van de 12 provincies staat er geen school in "
                "(%(missing)s). Is het een deel van het land, zeg dat er dan bij; dan sluit er geen school."
            )
            % {"count": len(missing), "missing": ", ".join(sorted(missing))}
        )
