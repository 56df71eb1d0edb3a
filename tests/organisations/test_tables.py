import pytest

from organisations.errors import FileRefusedError
from organisations.tables import decode, fold, header_of, read_table, too_many_wrong

SYNONYMS = {"number": ("NUMMER", "NR"), "name": ("NAAM",)}


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        read_table(data, SYNONYMS, ("number", "name"))
    return str(refused.value)


def names(data: bytes) -> list[str]:
    return [row.values["name"] for row in read_table(data, SYNONYMS, ("number", "name")).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    assert names("nummer;naam\r\n1;Fryslân ’t Zand\r\n".encode(encoding)) == ["Fryslân ’t Zand"]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_usual_delimiters_are_read(delimiter: str) -> None:
    assert names(f'nummer{delimiter}naam\n1{delimiter}"a{delimiter} b"\n'.encode()) == [
        " ".join(f"a{delimiter} b".split())
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_usual_line_ends_are_read(newline: str) -> None:
    assert names(newline.join(["nummer;naam", "1;a", "2;b", ""]).encode()) == ["a", "b"]


def test_headers_match_whatever_their_case_and_dashes() -> None:
    assert fold("\ufeffBevoegd-Gezag_nummer ") == fold("BEVOEGD GEZAG NUMMER")
    assert names(b" NAAM ;nr;extra\n a  b ;1;x\n") == ["a b"]


def test_unknown_columns_are_named() -> None:
    assert read_table(b"naam;nr;extra\na;1;x\n", SYNONYMS, ("name",)).ignored_columns == ["extra"]


def test_a_row_with_too_few_columns_is_an_error_with_its_line() -> None:
    rows = "".join(f"{number};naam\n" for number in range(10))
    table = read_table(f"nummer;naam\nkort\n{rows}".encode(), SYNONYMS, ("number", "name"))

    assert [(error.line, error.reason) for error in table.errors] == [(2, "1 kolommen in plaats van 2")]
    assert len(table.rows) == 10


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "leeg"),
        (b"\r\n  \r\n", "leeg"),
        (b"PK\x03\x04abc", "zip- of Excelbestand"),
        ("nummer;naam\n1;a\n".encode("utf-16"), "UTF-16"),
        ("nummer;naam\n1;a\n".encode("utf-16-le"), "UTF-16"),
        (b"nummer;naam\n1;a\x81b\n", "regel 2"),
        (b"nummer;naam\n1;a\x07b\n", "stuurtekens"),
        (b"1;a\n2;b\n", "geen kopregel"),
        (b"nummer;plaats\n1;a\n", "kolommen ontbreken: NAAM"),
        (b"nummer;naam\n", "alleen een kopregel"),
        (b"nummer;naam\n1;a\n2", "laatste regel (3)"),
        (b'nummer;naam\n1;a\n2;"b', "aanhalingstekens"),
        (b"nummer;naam\n1;a\n;\n;\n;\n;\n2;b\n", "4 van de 6 regels zijn leeg"),
    ],
)
def test_what_cannot_be_trusted_is_refused_with_a_reason(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_a_wrong_character_set_is_seen_in_the_accents(encoding: str) -> None:
    text = "nummer;naam\n" + "1;Sûdwest-Fryslân\n" * 5

    assert "verkeerde tekenset" in refusal(text.encode(encoding))


def test_text_encoded_twice_is_seen() -> None:
    once = ("nummer;naam\n" + "1;Fryslân\n" * 5).encode()

    assert "verkeerde tekenset" in refusal(once.decode("cp1252").encode())


def test_one_strange_letter_is_no_reason_to_refuse() -> None:
    assert "•" in decode("naam\n• een\n".encode())


def test_a_few_wrong_rows_are_tolerated_and_many_are_not() -> None:
    assert not too_many_wrong(3, 10)
    assert too_many_wrong(4, 10)
    assert too_many_wrong(2, 3)
    assert not too_many_wrong(20, 1000)
    assert too_many_wrong(21, 1000)


def test_a_spreadsheets_hint_and_blank_lines_above_the_header_are_passed_by() -> None:
    assert names(b"\r\nsep=;\r\nnummer;naam\r\n1;a\r\n") == ["a"]


def test_delimiters_too_many_at_the_end_of_a_line_are_no_error() -> None:
    assert names(b"nummer;naam\n1;a;\n2;b;;\n") == ["a", "b"]


def test_the_columns_of_a_file_are_read_whatever_they_mean() -> None:
    assert header_of("\ufeffEen,Twee\n1,2\n".encode()) == ["Een", "Twee"]
