"""Two fictional files in the shape of DUO's, for the platform admin: last month's was applied, this month's waits."""

from datetime import date, timedelta

from expedu.demo.clock import at
from organisations.choices import FileKind
from organisations.duo import imports
from organisations.duo.files import NamedFile
from organisations.models import DuoImport
from users.models import User

HEADER = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;"
    "PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;ONDERWIJSGEBIED CODE;ONDERWIJSGEBIED NAAM;VAKANTIEREGIO"
)
# code, name, board, street, number, postcode
LAST_MONTH = (
    ("71ZZ00", "De Driesprong", "90201", "Veldweg", "2", "9901 AA"),
    ("72ZZ00", "Het Bolwerk", "90201", "Singel", "18", "9901 AB"),
    ("73ZZ00", "De Meerpaal", "90202", "Havenstraat", "5", "9902 BA"),
    ("74ZZ00", "'t Schip", "90202", "Kade", "31-A", "9902 BC"),
    ("75ZZ00", "De Springplank", "90202", "Dorpsstraat", "7", "9903 CA"),
)
THIS_MONTH = (
    ("71ZZ00", "Kindcentrum De Driesprong", "90201", "Veldweg", "2", "9901 AA"),
    ("72ZZ00", "Het Bolwerk", "90202", "Singel", "18", "9901 AB"),
    ("73ZZ00", "De Meerpaal", "90202", "Lage Kade", "12", "9902 BD"),
    ("74ZZ01", "'t Schip", "90202", "Kade", "31-A", "9902 BC"),
    ("76ZZ00", "De Nieuwe Wereld", "90203", "Ringdijk", "1", "9904 DA"),
)
BOARDS = "BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n90201;Stichting De Driehoek\n90202;Stichting Aan Zee\n"


def hand_in_school_files(admin: User, today: date) -> None:
    """Read and apply last month's files, and leave this month's for the platform admin to look at."""
    with at(today - timedelta(days=31), hour=9):
        duo_import = _read(admin, ("vestigingen-vorige-maand.csv", _schools(LAST_MONTH)), ("besturen.csv", BOARDS))
        imports.start_apply(duo_import, by=admin)
        imports.apply_import(duo_import.pk)
    with at(today, hour=8):
        _read(admin, ("vestigingen-deze-maand.csv", _schools(THIS_MONTH)))


def _read(admin: User, *named: tuple[str, str]) -> DuoImport:
    files = [
        NamedFile(name, FileKind.BOARDS if text is BOARDS else FileKind.SCHOOLS, text.encode()) for name, text in named
    ]
    duo_import = imports.upload(files, by=admin)
    imports.read_import(duo_import.pk)
    duo_import.refresh_from_db()
    return duo_import


def _schools(rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [HEADER]
    for code, name, board, street, number, postcode in rows:
        address = f"{street};{number};{postcode};ZILVERSTRAND;0999;ZILVERSTRAND"
        lines.append(f"Groningen;{board};{code};{name};{address};Openbaar;91;Het Zilte Land;Noord")
    return "\n".join(lines) + "\n"
