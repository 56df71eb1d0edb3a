import pytest

from organisations.choices import SchoolKind
from organisations.duo.schools import codes_in, read_schools, school_kind
from organisations.errors import FileRefusedError
from tests.organisations.duo.files import HEADER, file_of, school, schools, text_of


def test_a_school_is_read_and_made_uniform() -> None:
    row = read_schools(file_of([school(7, board="8123", municipality_code="99", website=" ")])).rows[0]

    assert (row.code, row.board_number, row.areas) == ("07ZZ00", "08123", {"onderwijsgebied": "03"})
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


@pytest.mark.parametrize("text", ["SO/VSO", "sovso", "SO-VSO", "(V)SO"])
def test_a_kind_of_school_has_one_word_however_it_is_spelled(text: str) -> None:
    assert school_kind(text) is SchoolKind.SO_VSO


def test_the_kinds_of_a_file_are_those_of_its_rows() -> None:
    rows = [school(1) | {"kind": "SBO"}, school(2) | {"kind": "SO"}, school(3) | {"kind": "So"}]

    assert read_schools(file_of(rows)).kinds == {SchoolKind.SBO, SchoolKind.SO}
    assert read_schools(file_of(schools(2))).kinds == {SchoolKind.BO}
    assert read_schools(file_of(schools(2)), kind=SchoolKind.VSO).kinds == {SchoolKind.VSO}


def test_all_divisions_of_the_country_are_kept_with_their_names() -> None:
    rows = [school(number) | {"rpa_code": "5", "rpa_name": "Drechtsteden"} for number in (1, 2)]
    file = read_schools(file_of(rows))

    assert file.rows[0].areas == {"onderwijsgebied": "03", "rpa": "05"}
    assert file.area_names["rpa", "05"] == "Drechtsteden"


def test_friesland_has_one_name() -> None:
    assert read_schools(file_of([school(1, province="Fryslân")])).rows[0].fields["province"] == "Friesland"


def test_a_telephone_number_gets_back_the_nought_a_spreadsheet_took() -> None:
    assert read_schools(file_of([school(1, phone="512345678")])).rows[0].fields["phone"] == "0512345678"


def test_a_blank_says_nothing_where_every_school_has_something() -> None:
    fields = read_schools(file_of([*schools(4), school(7, municipality="", province=" ", phone=" ")])).rows[4].fields

    assert "municipality" not in fields
    assert "province" not in fields
    assert fields["phone"] == ""


def test_secondary_schools_are_refused() -> None:
    rows = [school(1) | {"structure": "VMBO/HAVO"}]

    with pytest.raises(FileRefusedError, match="voortgezet onderwijs"):
        read_schools(file_of(rows))


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
        ({"kind": "MBO"}, "soort school 'MBO' kennen we niet"),
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


def test_a_code_is_found_in_any_cell() -> None:
    assert codes_in(["x", " 07zz00 ", "07ZZ"]) == {"07ZZ00"}


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


def test_a_file_that_stops_in_its_last_cell_is_refused() -> None:
    data = file_of(schools(20)).removesuffix(b"d\r\n")

    with pytest.raises(FileRefusedError, match="afgebroken"):
        read_schools(data)
