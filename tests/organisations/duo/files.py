"""Small files in DUO's shape, about schools that do not exist."""

from collections.abc import Sequence

HEADER = {
    "province": "PROVINCIE",
    "board": "BEVOEGD GEZAG NUMMER",
    "brin": "INSTELLINGSCODE",
    "code": "VESTIGINGSCODE",
    "name": "VESTIGINGSNAAM",
    "street": "STRAATNAAM",
    "house_number": "HUISNUMMER-TOEVOEGING",
    "postcode": "POSTCODE",
    "city": "PLAATSNAAM",
    "municipality_code": "GEMEENTENUMMER",
    "municipality": "GEMEENTENAAM",
    "denomination": "DENOMINATIE",
    "phone": "TELEFOONNUMMER",
    "website": "INTERNETADRES",
    "region_code": "ONDERWIJSGEBIED CODE",
    "region_name": "ONDERWIJSGEBIED NAAM",
    "holiday_region": "VAKANTIEREGIO",
}
# Columns of some files only: in the file when a row has them.
MORE = {
    "kind": "SOORT PRIMAIR ONDERWIJS",
    "cluster": "CLUSTER",
    "rpa_code": "RPA-GEBIED CODE",
    "rpa_name": "RPA-GEBIED NAAM",
    "structure": "ONDERWIJSSTRUCTUUR",
}


def school(number: int, **values: str) -> dict[str, str]:
    """One row; schools 1 to 9 are on board 98001, 10 to 19 on 98002, and so on."""
    return {
        "province": "Friesland",
        "board": f"{98001 + number // 10}",
        "brin": f"{number:02}ZZ",
        "code": f"{number:02}ZZ00",
        "name": f"School {number}",
        "street": "Kerkstraat",
        "house_number": f"{number}-A",
        "postcode": f"90{number:02} AB",
        "city": "OUD KERKJE",
        "municipality_code": "0099",
        "municipality": "S GRAVENDORP",
        "denomination": "Openbaar",
        "phone": " ",
        "website": "",
        "region_code": "03",
        "region_name": "Friesland",
        "holiday_region": "Noord",
    } | values


def special(number: int, kind: str, **values: str) -> dict[str, str]:
    """As `school`, of another kind."""
    return school(number, **values) | {"kind": kind}


def schools(count: int) -> list[dict[str, str]]:
    return [school(number) for number in range(1, count + 1)]


def text_of(rows: Sequence[dict[str, str]], *, delimiter: str = ";", newline: str = "\r\n", without: str = "") -> str:
    more = [name for name in MORE if any(name in row for row in rows)]
    columns = [*more, *(name for name in HEADER if name != without)]
    lines = [[(MORE | HEADER)[name] for name in columns], *([row.get(name, "") for name in columns] for row in rows)]
    return "".join(delimiter.join(line) + newline for line in lines)


def file_of(rows: Sequence[dict[str, str]], *, encoding: str = "cp1252") -> bytes:
    return text_of(rows).encode(encoding)
