"""What each kind of file says, row by row: schools, names of boards, networks, coordinates. Bytes in, values out."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from organisations.choices import HolidayRegion, NetworkSource
from organisations.duo.coordinates import rd_km
from organisations.duo.place_names import as_written
from organisations.duo.text import FileRefusedError, Row, RowError, Table, read_table, too_many_wrong

SCHOOL_CODE = re.compile(r"\d{2}[A-Z]{2}\d{2}")
_BRIN = re.compile(r"\d{2}[A-Z]{2}")
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")

SCHOOL_COLUMNS = {
    "code": ("VESTIGINGSCODE", "VESTIGINGSNUMMER"),
    "brin": ("INSTELLINGSCODE", "BRIN NUMMER", "BRIN"),
    "name": ("VESTIGINGSNAAM", "NAAM_VESTIGING", "INSTELLINGSNAAM_VESTIGING"),
    "board": ("BEVOEGD GEZAG NUMMER",),
    "street": ("STRAATNAAM",),
    "house_number": ("HUISNUMMER-TOEVOEGING",),
    "postcode": ("POSTCODE", "POSTCODE_VESTIGING"),
    "city": ("PLAATSNAAM",),
    "municipality_code": ("GEMEENTENUMMER", "GEMEENTECODE_VESTIGING"),
    "municipality": ("GEMEENTENAAM", "GEMEENTENAAM_VESTIGING"),
    "province": ("PROVINCIE",),
    "denomination": ("DENOMINATIE", "DENOMINATIE_VESTIGING"),
    "phone": ("TELEFOONNUMMER",),
    "website": ("INTERNETADRES",),
    "region_code": ("ONDERWIJSGEBIED CODE",),
    "region_name": ("ONDERWIJSGEBIED NAAM",),
    "holiday_region": ("VAKANTIEREGIO",),
}
_REQUIRED = ("code", "name", "board", "postcode", "city")
# Copied as they stand, when the file has the column.
_COPIED = ("street", "house_number", "province", "denomination", "phone", "website")
_LONGEST = {"name": 160, "street": 120, "house_number": 30, "city": 80, "municipality": 80, "province": 40}
_LONGEST |= {"denomination": 60, "phone": 20, "website": 200, "region_name": 120}
# Filled in on (nearly) every row of a sound file. With more blanks than this share the file is not complete.
_ALWAYS_FILLED = ("street", "municipality_code", "province", "region_code", "holiday_region")
_MOST_BLANK_SHARE = 0.05
# A file of this many rows claims to be the whole country, and then has all provinces.
_NATIONAL_FROM = 200
# Folded: small letters, no spaces, hyphens or accents.
_NORTH_AND_EAST = ("groningen", "fryslan", "drenthe", "overijssel", "gelderland", "flevoland")
_WEST_AND_SOUTH = ("utrecht", "noordholland", "zuidholland", "zeeland", "noordbrabant", "limburg")
_PROVINCES = frozenset((*_NORTH_AND_EAST, *_WEST_AND_SOUTH))


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school as the file has it. `fields` are columns of the School model; only what the file tells is in it."""

    line: int
    code: str
    board_number: str
    region: tuple[str, str] | None
    fields: dict[str, str]


@dataclass(slots=True)
class SchoolFile:
    rows: list[SchoolRow]
    errors: list[RowError]
    ignored_columns: list[str] = field(default_factory=list)

    @property
    def row_count(self) -> int:
        return len(self.rows) + len(self.errors)

    @property
    def mentioned_codes(self) -> frozenset[str]:
        """Codes of schools that a skipped row may be about; none of them is closed by this file."""
        cells = (cell.strip().upper() for error in self.errors for cell in error.cells)
        return frozenset(cell for cell in cells if SCHOOL_CODE.fullmatch(cell))

    @property
    def has_unreadable_code(self) -> bool:
        """Some skipped row does not say which school it is about, so no school can be missed."""
        return any(not any(SCHOOL_CODE.fullmatch(c.strip().upper()) for c in e.cells) for e in self.errors)


def read_schools(data: bytes, *, is_partial: bool = False) -> SchoolFile:
    """The schools in an address file of DUO. `is_partial`: known to be a part of the country.

    Raises FileRefusedError when the file cannot be trusted as a whole: see text.py, and here when more than 2% of its
    rows are wrong, when columns are blank on many rows, or when a national file lacks provinces.
    """
    table = read_table(data, SCHOOL_COLUMNS, _REQUIRED)
    rows: list[SchoolRow] = []
    errors = list(table.errors)
    lines: dict[str, int] = {}
    for row in table.rows:
        found = _school(row)
        if isinstance(found, SchoolRow) and found.code in lines:
            found = RowError(
                row.line,
                _("%(code)s staat ook op regel %(line)s") % {"code": found.code, "line": lines[found.code]},
                row.cells,
            )
        if isinstance(found, RowError):
            errors.append(found)
        else:
            lines[found.code] = found.line
            rows.append(found)
    errors.sort(key=lambda error: error.line)
    _check_errors(errors, table)
    _check_complete(table, is_partial)
    return SchoolFile(rows, errors, table.ignored_columns)


def _school(row: Row) -> SchoolRow | RowError:
    values = row.values
    code = values["code"].upper()
    brin = values.get("brin", "").upper()
    if _BRIN.fullmatch(brin) and code.isdigit() and len(code) <= 2:
        code = brin + code.zfill(2)
    board = values["board"].zfill(5)
    postcode = values["postcode"].replace(" ", "").upper()
    holiday_region = values.get("holiday_region", "").lower()
    problem = ""
    if not SCHOOL_CODE.fullmatch(code):
        problem = _("vestigingscode '%(value)s' klopt niet") % {"value": values["code"]}
    elif _BRIN.fullmatch(brin) and not code.startswith(brin):
        problem = _("vestigingscode %(code)s hoort niet bij %(brin)s") % {"code": code, "brin": brin}
    elif not values["name"]:
        problem = _("de naam ontbreekt")
    elif not (board.isascii() and board.isdigit() and len(board) == 5 and int(board)):
        problem = _("bestuursnummer '%(value)s' klopt niet") % {"value": values["board"]}
    elif not _POSTCODE.fullmatch(postcode):
        problem = _("postcode '%(value)s' klopt niet") % {"value": values["postcode"]}
    elif holiday_region and holiday_region not in HolidayRegion.values:
        problem = _("vakantieregio '%(value)s' bestaat niet") % {"value": values["holiday_region"]}
    else:
        problem = _too_long(values)
    if problem:
        return RowError(row.line, problem, row.cells)
    fields = {name: values[name] for name in _COPIED if name in values}
    fields |= {"name": values["name"], "postcode": postcode, "city": as_written(values["city"])}
    if "municipality" in values:
        fields["municipality"] = as_written(values["municipality"])
    if "municipality_code" in values:
        fields["municipality_code"] = values["municipality_code"].zfill(4)[:4] if values["municipality_code"] else ""
    if holiday_region:
        fields["holiday_region"] = holiday_region
    region_code = values.get("region_code", "")
    region = (region_code.zfill(2), values.get("region_name") or region_code) if region_code else None
    return SchoolRow(row.line, code, board, region, fields)


def _too_long(values: dict[str, str]) -> str:
    for name, longest in _LONGEST.items():
        if len(values.get(name, "")) > longest:
            return _("%(column)s is langer dan %(longest)s tekens") % {
                "column": SCHOOL_COLUMNS[name][0],
                "longest": longest,
            }
    return ""


def _check_errors(errors: list[RowError], table: Table) -> None:
    if too_many_wrong(len(errors), table.row_count):
        raise FileRefusedError(
            _("%(wrong)s van de %(total)s regels kloppen niet. De eerste, regel %(line)s: %(reason)s.")
            % {
                "wrong": len(errors),
                "total": table.row_count,
                "line": errors[0].line,
                "reason": errors[0].reason,
            }
        )


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
                "(%(missing)s). Is dat de bedoeling, voeg dan --partial toe; dan sluit er geen school."
            )
            % {"count": len(missing), "missing": ", ".join(sorted(missing))}
        )


def read_board_names(data: bytes) -> tuple[dict[str, str], list[RowError]]:
    """Board number -> name."""
    columns = {"number": ("BEVOEGD GEZAG NUMMER",), "name": ("BEVOEGD GEZAG NAAM", "NAAM")}
    table = read_table(data, columns, ("number", "name"))
    names: dict[str, str] = {}
    errors = list(table.errors)
    for row in table.rows:
        number, name = row.values["number"].zfill(5), row.values["name"]
        if not (number.isascii() and number.isdigit() and len(number) == 5) or not 0 < len(name) <= 200:
            errors.append(RowError(row.line, _("nummer of naam klopt niet"), row.cells))
        else:
            names[number] = name
    _check_errors(errors, table)
    return names, errors


@dataclass(frozen=True, slots=True)
class NetworkTable:
    """Which network a school is in: by four digits of its postcode, or by its code (6 characters) or BRIN (4)."""

    source: NetworkSource
    codes: dict[str, str]
    names: dict[str, str]

    def network_of(self, school_code: str, postcode: str) -> str | None:
        """The network's code, or None when the table does not say."""
        if self.source is NetworkSource.POSTCODE:
            return self.codes.get(postcode[:4])
        return self.codes.get(school_code) or self.codes.get(school_code[:4])


def read_networks(data: bytes) -> tuple[NetworkTable, list[RowError]]:
    """A postcode table (pc4; swv_po) or a list per school or BRIN (as DUO and RIO publish them)."""
    columns = {
        "postcode": ("PC4", "POSTCODECIJFERS"),
        "school": ("VESTIGINGSCODE", "BRIN NUMMER", "INSTELLINGSCODE", "BRIN"),
        "network": ("SWV_PO", "ADMINISTRATIENUMMER", "SWV"),
        "name": ("SAMENWERKINGSVERBAND",),
    }
    table = read_table(data, columns, ("network",))
    source = NetworkSource.LIST if "school" in table.columns else NetworkSource.POSTCODE
    column, pattern = ("school", r"\d{2}[A-Z]{2}(\d{2})?") if "school" in table.columns else ("postcode", r"[1-9]\d{3}")
    if column not in table.columns:
        raise FileRefusedError(_("De kolom PC4 of VESTIGINGSCODE ontbreekt."))
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    errors = list(table.errors)
    for row in table.rows:
        place, code = row.values[column].upper(), network_code(row.values["network"])
        if not row.values["network"]:
            continue  # in no network: allowed, and not the same as wrong
        if code is None or not re.fullmatch(pattern, place):
            reason = _("'%(place)s' of '%(network)s' klopt niet") % {"place": place, "network": row.values["network"]}
            errors.append(RowError(row.line, reason, row.cells))
            continue
        codes[place] = code
        if row.values.get("name"):
            names[code] = row.values["name"][:160]
    _check_errors(errors, table)
    return NetworkTable(source, codes, names), errors


def network_code(text: str) -> str | None:
    """PO2202, "PO 22.02" and "2202-PO" are one code: PO2202. None when it is none."""
    bare = re.sub(r"[\s.\-]", "", text.upper())
    match = re.fullmatch(r"(?:PO)?(\d{4})(?:PO)?", bare)
    return f"PO{match[1]}" if match else None


def read_coordinates(data: bytes) -> tuple[dict[str, tuple[float, float]], list[RowError]]:
    """Four digits of a postcode -> kilometres on the national grid."""
    columns = {"postcode": ("POSTCODE", "PC4"), "lat": ("LAT", "LATITUDE"), "lon": ("LON", "LONGITUDE")}
    table = read_table(data, columns, ("postcode", "lat", "lon"))
    found: dict[str, tuple[float, float]] = {}
    errors = list(table.errors)
    for row in table.rows:
        try:
            latitude, longitude = (float(row.values[name].replace(",", ".")) for name in ("lat", "lon"))
        except ValueError:
            latitude = longitude = 0.0
        if not (50 < latitude < 54 and 3 < longitude < 8 and re.fullmatch(r"[1-9]\d{3}", row.values["postcode"])):
            errors.append(RowError(row.line, _("postcode of coördinaat klopt niet"), row.cells))
            continue
        found[row.values["postcode"]] = rd_km(latitude, longitude)
    _check_errors(errors, table)
    return found, errors
