import pytest

from organisations.choices import NetworkSource
from organisations.duo.tables import network_code, read_board_names, read_coordinates, read_networks, read_schools
from organisations.duo.text import FileRefusedError
from tests.organisations.duo.files import HEADER, file_of, school, schools, text_of


def test_a_school_is_read_and_made_uniform() -> None:
    row = read_schools(file_of([school(7, board="8123", municipality_code="99", website=" ")])).rows[0]

    assert (row.code, row.board_number, row.region) == ("07ZZ00", "08123", ("03", "Friesland"))
    assert row.fields["postcode"] == "9007AB"
    assert row.fields["city"] == "Oud Kerkje"
    assert row.fields["municipality_code"] == "0099"
    assert row.fields["holiday_region"] == "noord"
    assert row.fields["website"] == ""


def test_a_code_of_two_digits_is_completed_with_the_brin() -> None:
    assert read_schools(file_of([school(7, code="1")])).rows[0].code == "07ZZ01"


def test_header_texts_of_other_years_mean_the_same() -> None:
    text = text_of(schools(2)).replace("INSTELLINGSCODE", "BRIN NUMMER").replace("VESTIGINGSCODE", "VESTIGINGSNUMMER")

    assert len(read_schools(text.replace("VESTIGINGSNAAM", "VESTIGINGSNAAM ").encode()).rows) == 2


def test_a_column_the_file_lacks_is_not_told() -> None:
    row = read_schools(text_of(schools(1), without="holiday_region").encode()).rows[0]

    assert "holiday_region" not in row.fields


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"code": "ZZ0700"}, "vestigingscode 'ZZ0700' klopt niet"),
        ({"code": "08ZZ00"}, "hoort niet bij 07ZZ"),
        ({"name": " "}, "naam ontbreekt"),
        ({"name": "x" * 161}, "langer dan 160"),
        ({"board": "0"}, "bestuursnummer '0' klopt niet"),
        ({"board": "123456"}, "bestuursnummer"),
        ({"postcode": "0123 AB"}, "postcode"),
        ({"holiday_region": "Oost"}, "vakantieregio 'Oost' bestaat niet"),
    ],
)
def test_a_wrong_row_is_skipped_and_named(wrong: dict[str, str], reason: str) -> None:
    file = read_schools(file_of([*schools(4), school(7, **wrong)]))

    assert [row.code for row in file.rows] == ["01ZZ00", "02ZZ00", "03ZZ00", "04ZZ00"]
    assert file.errors[0].line == 6
    assert reason in file.errors[0].reason


def test_the_second_row_of_one_school_is_an_error() -> None:
    file = read_schools(file_of([*schools(3), school(1, name="Dubbel")]))

    assert [(error.line, error.reason) for error in file.errors] == [(5, "01ZZ00 staat ook op regel 2")]


def test_a_skipped_row_still_mentions_its_school() -> None:
    file = read_schools(file_of([*schools(4), school(7, name="")]))

    assert file.mentioned_codes == {"07ZZ00"}
    assert not file.has_unreadable_code


def test_a_row_without_a_readable_code_may_be_about_any_school() -> None:
    assert read_schools(file_of([*schools(4), school(7, code="??")])).has_unreadable_code


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([*schools(20), *(school(number, name="") for number in range(30, 35))], "5 van de 25 regels kloppen niet"),
        ([*schools(20), *(school(number, street="") for number in range(30, 40))], "STRAATNAAM is leeg op 10"),
        ([school(n % 99, brin=f"{n % 99:02}A{chr(65 + n // 99)}", code="00") for n in range(200)], "11 van de 12"),
    ],
)
def test_a_file_that_is_not_complete_is_refused(rows: list[dict[str, str]], words: str) -> None:
    with pytest.raises(FileRefusedError, match=words):
        read_schools(file_of(rows))


def test_a_part_of_the_country_may_lack_provinces_when_told_so() -> None:
    rows = [school(n % 99, brin=f"{n % 99:02}A{chr(65 + n // 99)}", code="00") for n in range(200)]

    assert len(read_schools(file_of(rows), is_partial=True).rows) == 200


def test_another_kind_of_file_is_refused() -> None:
    text = text_of(schools(2), without="postcode").replace(HEADER["phone"], "LEERLINGEN_2025")

    with pytest.raises(FileRefusedError, match="POSTCODE"):
        read_schools(text.encode())


def test_names_of_boards_are_read() -> None:
    names, errors = read_board_names(b"bevoegd_gezag_nummer;naam;sectoren\n8123;Stichting Een;bo\n98002;;bo\n")

    assert names == {"08123": "Stichting Een"}
    assert [error.line for error in errors] == [3]


@pytest.mark.parametrize("text", ["PO2202", "PO 22.02", "2202-PO", "po-22-02"])
def test_a_network_has_one_code_however_it_is_spelled(text: str) -> None:
    assert network_code(text) == "PO2202"


def test_europoort_is_no_network() -> None:
    assert network_code("Europoort") is None


def test_a_postcode_table_knows_networks_by_four_digits() -> None:
    table, errors = read_networks(b"pc4;gemeente;swv_po\n9001;A;PO9901\n9002;B;Europoort\n9003;C;\n")

    assert table.source is NetworkSource.POSTCODE
    assert table.network_of("01ZZ00", "9001AB") == "PO9901"
    assert table.network_of("03ZZ00", "9003AB") is None
    assert [error.line for error in errors] == [3]


def test_a_list_knows_networks_by_location_before_school() -> None:
    table, _errors = read_networks(
        b"BRIN NUMMER,ADMINISTRATIENUMMER,SAMENWERKINGSVERBAND\n01ZZ,PO9901,Samen Een\n01ZZ02,PO9902,Samen Twee\n"
    )

    assert table.source is NetworkSource.LIST
    assert table.network_of("01ZZ00", "9001AB") == "PO9901"
    assert table.network_of("01ZZ02", "9001AB") == "PO9902"
    assert table.names["PO9902"] == "Samen Twee"


def test_coordinates_come_with_a_decimal_comma_and_a_row_of_totals() -> None:
    found, errors = read_coordinates(b"POSTCODE;LAT;LON\n9001;53,21938317;6,56820053\nGrand Total;52,1;5,3\n")

    assert found == {"9001": (233.883, 582.065)}
    assert [error.line for error in errors] == [3]
