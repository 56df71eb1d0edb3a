"""Lists of people: read from any usual file, and every wrong row named with its reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import NotAllowedNow
from core.progress import WorkState
from organisations import actions, sheets
from organisations.choices import Role
from organisations.errors import FileRefusedError
from organisations.giving import giver_at
from organisations.models import Letter, StaffImport, StaffInvitation
from organisations.staff_lists import StaffLine, judge, read_staff_list
from tests.organisations.invitations import invite
from tests.organisations.world import World
from tests.worker import CeleryWorker, eventually
from users.models import User

HEADER = "Voornaam;Achternaam;E-mailadres;School;Rol"


def csv_of(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def judged(world: World, data: bytes, by: User | None = None) -> list[StaffLine]:
    rows, _ignored = read_staff_list(data)
    giver = giver_at(by or world.board_admin, world.board)
    return judge(rows, board=world.board, giver=giver, school=None)


def problem(world: World, row: str, by: User | None = None) -> str:
    return " ".join(judged(world, csv_of(row), by)[0].problems)


def test_columns_in_any_order_and_under_other_names(world: World) -> None:
    data = csv_of(f"{world.school.code};DIRECTEUR;Vries, Petra de;Petra@Linde.test", header="BRIN6;Rol;Naam;mail")
    (line,) = judged(world, data)
    assert (line.email, line.full_name, line.role) == ("petra@linde.test", "Petra de Vries", Role.DIRECTOR)
    assert (line.school, line.problems) == (world.school, [])


def test_excel_is_read_with_the_line_numbers_of_excel(world: World) -> None:
    rows = [("nina@linde.test", "Nina", world.school.name), (None, None, None), ("geen adres", "Bo", world.school.name)]
    data = sheets.workbook_bytes([("Blad1", ("e-mail", "roepnaam", "school"), rows)])
    assert [(line.number, bool(line.problems)) for line in judged(world, data)] == [(2, False), (4, True)]


def test_empty_lines_at_the_end_mean_nothing(world: World) -> None:
    data = csv_of(f"Nina;Nieuw;nina@linde.test;{world.school.code};", *[";;;;"] * 30)
    assert len(judged(world, data)) == 1


def test_windows_1252_with_commas(world: World) -> None:
    data = f'voornaam,e-mail,school\nZoë,zoe@linde.test,"{world.school.name}"\n'.encode("cp1252")
    assert judged(world, data)[0].first_name == "Zoë"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Nina;Nieuw;nina-linde.test;{code};", "“nina-linde.test” is geen e-mailadres."),
        ("Nina;Nieuw;;{code};", "Er staat geen e-mailadres."),
        (";;nina@linde.test;{code};", "Er staat geen naam."),
        ("Nina;Nieuw;nina@linde.test;99XX00;", "is niet van jullie"),
        ("Nina;Nieuw;nina@linde.test;{foreign};", "is niet van jullie"),
        ("Nina;Nieuw;nina@linde.test;;", "Er staat geen school."),
        ("Nina;Nieuw;nina@linde.test;{code};koning", "De rol “koning” kennen we niet."),
        ("Nina;Nieuw;nina@linde.test", "3 kolommen in plaats van 5"),
    ],
)
def test_what_is_wrong_is_said_at_the_row(world: World, row: str, words: str) -> None:
    filled = row.format(code=world.school.code, foreign=world.foreign_school.code)
    assert words in problem(world, filled)


def test_the_role_of_director_is_not_the_directors_to_give(world: World) -> None:
    row = f"Nina;Nieuw;nina@linde.test;{world.school.code};directeur"
    assert "geeft het bestuur" in problem(world, row, by=world.director)
    assert problem(world, row) == ""


def test_the_same_place_twice_names_the_first_row(world: World) -> None:
    row = f"Nina;Nieuw;nina@linde.test;{world.school.code};"
    assert judged(world, csv_of(row, row))[1].problems == ["Staat ook op regel 2."]


def test_one_address_has_one_name(world: World) -> None:
    code, sister = world.school.code, world.sister_school.code
    lines = judged(world, csv_of(f"Nina;Nieuw;n@linde.test;{code};", f"Bo;Berg;n@linde.test;{sister};"))
    assert lines[1].problems == ["Dit adres hoort op regel 2 bij Nina Nieuw."]


def test_who_is_there_or_was_asked_is_told_and_no_mistake(world: World) -> None:
    invite(world.director, world.school, email="bo@linde.test")
    code = world.school.code
    lines = judged(world, csv_of(f"D;V;{world.staff.email};{code};", f"Bo;B;bo@linde.test;{code};"))
    assert [line.problems for line in lines] == [[], []]
    assert [line.notes for line in lines] == [
        ["Heeft deze plek al en krijgt geen mail."],
        ["Is al uitgenodigd en krijgt geen tweede mail."],
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "geen CSV-bestand"),
        (b"PK\x03\x04 not a workbook", "niet heel"),
        (b"voornaam;achternaam\nNina;Nieuw\n", "Deze kolommen ontbreken: E-mailadres"),
        (b"e-mail\n", "alleen een kopregel"),
        (b"e-mail\n" + b"a@b.test\n" * 5001, "meer dan 5000 regels"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(data: bytes, words: str) -> None:
    with pytest.raises(FileRefusedError, match=words):
        read_staff_list(data)


def long_list(world: World, *, wrong: int, total: int = 2000) -> bytes:
    """`wrong` rows spread over the list have no good address."""
    every, rows = total // wrong, []
    for number in range(total):
        name = "fout" if number % every == every - 1 else f"collega{number}@linde.test"
        rows.append(f"Nina{number};Nieuw;{name};{world.school.code};")
    return csv_of(*rows)


def upload(world: World, data: bytes) -> StaffImport:
    return actions.upload_staff_list(world.board, by=world.board_admin, file_name="l.csv", data=data, school=None)


def test_in_two_thousand_rows_thirty_mistakes_are_named_and_nobody_is_asked(world: World) -> None:
    staff_import = upload(world, long_list(world, wrong=30))
    wrong = [line.number for line in actions.judge_staff_import(staff_import, by=world.board_admin) if line.problems]
    assert wrong == [66 * (n + 1) + 1 for n in range(30)]
    with pytest.raises(NotAllowedNow, match="30 regels kloppen nog niet"):
        actions.confirm_staff_import(staff_import, by=world.board_admin)
    assert (StaffInvitation.objects.count(), Letter.objects.count()) == (0, 0)


def test_skipping_them_asks_everybody_else_once(world: World) -> None:
    staff_import = upload(world, long_list(world, wrong=30))
    actions.confirm_staff_import(staff_import, by=world.board_admin, skip_wrong=True)
    staff_import.refresh_from_db()
    assert (staff_import.invited_count, staff_import.skipped_count, staff_import.rows) == (1970, 30, [])
    assert (staff_import.total, Letter.objects.filter(staff_import=staff_import).count()) == (1970, 1970)
    with pytest.raises(NotAllowedNow, match="al verstuurd"):
        actions.confirm_staff_import(staff_import, by=world.board_admin, skip_wrong=True)


def test_judging_costs_the_same_however_long_the_list(world: World) -> None:
    counts = []
    for total in (30, 300):
        rows, _ignored = read_staff_list(long_list(world, wrong=3, total=total))
        giver = giver_at(world.board_admin, world.board)
        with CaptureQueriesContext(connection) as queries:
            judge(rows, board=world.board, giver=giver, school=None)
        counts.append(len(queries))
    assert counts == [3, 3]


@pytest.mark.django_db(transaction=True)
def test_a_worker_mails_the_list_once_and_the_bar_is_full(world: World, celery_worker_process: CeleryWorker) -> None:
    staff_import = upload(world, long_list(world, wrong=2, total=50))
    actions.confirm_staff_import(staff_import, by=world.board_admin, skip_wrong=True)
    eventually(lambda: StaffImport.objects.get().state == WorkState.DONE)
    addresses = [mail["To"] for mail in celery_worker_process.mails()]
    assert (len(addresses), len(set(addresses))) == (48, 48)
