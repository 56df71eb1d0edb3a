import pytest

from organisations.choices import FileKind
from organisations.duo.files import NamedFile, read_files, recognise
from organisations.errors import FileRefusedError
from tests.organisations.duo.files import file_of, school, schools


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (file_of(schools(1)), FileKind.SCHOOLS),
        (file_of([school(1) | {"kind": "SBO"}]), FileKind.SCHOOLS),
        (b"pc4;gemeente_2015;swv_po;swv_vo\n1011;A;PO2707;VO2708\n", FileKind.NETWORKS),
        (b"BRIN NUMMER,ADMINISTRATIENUMMER\n01ZZ,PO9901\n", FileKind.NETWORKS),
        (b"\xef\xbb\xbfINSTELLINGSCODE;VESTIGINGSCODE;NAAM_VESTIGING;LEERLINGEN_2025\n", FileKind.PUPILS),
        (b'"INSTELLINGSCODE","VESTIGINGSCODE","PEILJAAR","AANTAL_LEERLINGEN"\n', FileKind.PUPILS),
        (b"POSTCODE;LAT;LON\n", FileKind.PLACES),
        (b"bevoegd_gezag_nummer;naam;sectoren\n", FileKind.BOARDS),
    ],
)
def test_a_file_is_known_by_its_columns(data: bytes, kind: FileKind) -> None:
    assert recognise(data) is kind


def test_what_is_nothing_we_know_is_said_so() -> None:
    with pytest.raises(FileRefusedError, match="Gevonden kolommen: naam, leeftijd"):
        recognise(b"naam;leeftijd\nTessa;40\n")


def test_a_refusal_and_a_skipped_row_say_in_which_file() -> None:
    wrong = NamedFile("leeg.csv", FileKind.BOARDS, b"BEVOEGD GEZAG NUMMER;NAAM\n")
    with pytest.raises(FileRefusedError, match=r"^leeg\.csv: "):
        read_files([wrong])

    right = NamedFile("scholen.csv", FileKind.SCHOOLS, file_of([*schools(4), school(7, name="")]))
    assert [error.file for error in read_files([right]).schools[0].errors] == ["scholen.csv"]
