import pytest

from organisations.duo.references import (
    Pupils,
    SchoolPlace,
    Tables,
    network_code,
    read_board_names,
    read_networks,
    read_places,
    read_pupils,
)
from organisations.errors import FileRefusedError

MARTINI = (233.883, 582.065)


def test_names_of_boards_are_read() -> None:
    file = read_board_names(b"bevoegd_gezag_nummer;naam;sectoren\n8123;Stichting Een;bo\n98002;;bo\n")

    assert file.tables.board_names == {"08123": "Stichting Een"}
    assert [error.line for error in file.errors] == [3]


@pytest.mark.parametrize("text", ["PO2202", "PO 22.02", "2202-PO", "po-22-02"])
def test_a_network_has_one_code_however_it_is_spelled(text: str) -> None:
    assert network_code(text) == "PO2202"


def test_europoort_is_no_network() -> None:
    assert network_code("Europoort") is None


def test_a_postcode_table_knows_networks_by_four_digits() -> None:
    file = read_networks(b"pc4;gemeente;swv_po\n9001;A;PO9901\n9002;B;Europoort\n9003;C;\n")

    assert file.tables.network_of_postcode == {"9001": "PO9901"}
    assert [error.line for error in file.errors] == [3]


def test_a_list_knows_networks_by_location_and_by_school() -> None:
    tables = read_networks(
        b"BRIN NUMMER,ADMINISTRATIENUMMER,SAMENWERKINGSVERBAND\n01ZZ,PO9901,Samen Een\n01ZZ02,PO9902,Samen Twee\n"
    ).tables

    assert tables.network_of_school == {"01ZZ": "PO9901", "01ZZ02": "PO9902"}
    assert tables.network_names == {"PO9901": "Samen Een", "PO9902": "Samen Twee"}


def test_a_suffix_in_a_list_is_completed_with_the_brin() -> None:
    data = b'"BRIN NUMMER","VESTIGINGSCODE","SWV"\n"01ZZ","1","PO9901"\n'

    assert read_networks(data).tables.network_of_school == {"01ZZ01": "PO9901"}


def test_networks_of_secondary_education_are_passed_by() -> None:
    file = read_networks(b"BRIN;SWV\n01ZZ;VO9901\n02ZZ;PO9901\n")

    assert file.tables.network_of_school == {"02ZZ": "PO9901"}
    assert file.errors == []


def test_a_school_in_two_networks_is_in_neither_and_named() -> None:
    file = read_networks(b"BRIN;SWV\n01ZZ;PO9901\n02ZZ;PO9901\n01ZZ;PO9902\n")

    assert file.tables.network_of_school == {"02ZZ": "PO9901"}
    assert [(error.line, error.reason) for error in file.errors] == [(4, "01ZZ staat in PO9901 en in PO9902")]


def test_a_file_may_only_name_networks() -> None:
    assert read_networks(b"SWV;NAAM\nPO9901;Samen Sterk\n").tables.network_names == {"PO9901": "Samen Sterk"}


def test_coordinates_come_with_a_decimal_comma_and_a_row_of_totals() -> None:
    file = read_places(b"POSTCODE;LAT;LON\n9001;53,21938317;6,56820053\nGrand Total;52,1;5,3")

    assert file.tables.place_of_postcode == {"9001": MARTINI}
    assert [error.line for error in file.errors] == [3]


def test_coordinates_of_schools_are_good_as_long_as_the_school_stays() -> None:
    file = read_places(b"VESTIGINGSCODE,POSTCODE,LAT,LON\n01ZZ00,9001 ab,53.21938317,6.56820053\n02ZZ00,9002AB,,\n")

    assert file.tables.place_of_school == {"01ZZ00": SchoolPlace(*MARTINI, "9001AB")}
    assert file.errors == []


def test_pupils_of_the_last_year_count_and_hidden_is_not_nought() -> None:
    file = read_pupils(
        b"INSTELLINGSCODE;VESTIGINGSCODE;LEERLINGEN_2024;LEERLINGEN_2025\n"
        b"01ZZ;01ZZ00;99;100\n02ZZ;02ZZ00;9;<5\n03ZZ;03ZZ00;7;*\n04ZZ;04ZZ00;7;\n05ZZ;05ZZ00;7;0\n"
    )

    assert file.tables.pupils == {
        "01ZZ00": Pupils(2025, 100),
        "02ZZ00": Pupils(2025, None),
        "03ZZ00": Pupils(2025, None),
        "05ZZ00": Pupils(2025, 0),
    }


def test_a_year_column_nobody_filled_in_yet_is_passed_by() -> None:
    file = read_pupils(b"VESTIGINGSCODE;LEERLINGEN_2025;LEERLINGEN_2026\n01ZZ00;100;\n")

    assert file.tables.pupils == {"01ZZ00": Pupils(2025, 100)}


def test_rows_of_one_school_and_year_are_added_up() -> None:
    file = read_pupils(
        b"INSTELLINGSCODE,VESTIGINGSCODE,TYPE_PO,PEILJAAR,AANTAL_LEERLINGEN\n"
        b"01ZZ,00,So,2025,30\n01ZZ,00,Vso,2025,12\n01ZZ,00,So,2024,99\n02ZZ,00,So,2025,30\n02ZZ,00,Vso,2025,<5\n"
    )

    assert file.tables.pupils == {"01ZZ00": Pupils(2025, 42), "02ZZ00": Pupils(2025, None)}


def test_pupils_of_an_older_year_overrule_nothing() -> None:
    newer, older = Tables(pupils={"01ZZ00": Pupils(2025, 100)}), Tables(pupils={"01ZZ00": Pupils(2024, 90)})

    assert newer.with_newer(older).pupils == newer.pupils
    assert older.with_newer(newer).pupils == newer.pupils


@pytest.mark.parametrize(
    ("read", "data", "words"),
    [
        (read_networks, b"SWV;X\nPO9901;1\n", "PC4 of VESTIGINGSCODE"),
        (read_places, b"LAT;LON\n53,2;6,5\n", "POSTCODE of VESTIGINGSCODE"),
        (read_pupils, b"VESTIGINGSCODE;NAAM\n01ZZ00;A\n", "LEERLINGEN_2025"),
        (read_pupils, b"VESTIGINGSCODE;AANTAL\nx;1\ny;1\n", "2 van de 2 regels"),
    ],
)
def test_a_file_that_cannot_be_such_a_table_is_refused(read, data, words) -> None:
    with pytest.raises(FileRefusedError, match=words):
        read(data)
