"""The command from file to database; files are small and about schools that do not exist."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from organisations.choices import HolidayRegion, NetworkSource, Source
from organisations.models import Board, DuoImport, Network, Region, School, SchoolBoardPeriod
from organisations.reach import Move
from tests.organisations.duo.files import file_of, school, schools, text_of
from tests.organisations.duo.importing import POSTCODES, Importer, counts
from tests.organisations.factories import BoardFactory, NetworkFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def everything() -> list[dict[str, Any]]:
    """All an import may write, but for its own log."""
    models = (School, Board, Region, Network, SchoolBoardPeriod)
    return [row for model in models for row in model.objects.order_by("pk").values()]


def test_schools_come_with_their_board_region_and_holidays(run: Importer) -> None:
    assert run([*schools(2), school(12)]) == counts(new=3)

    first = School.objects.get(code="01ZZ00")
    assert first.name == "School 1"
    assert first.source == Source.DUO
    assert first.board.name == "Bestuur 98001"
    assert first.region is not None
    assert first.region.name == "Friesland"
    assert first.holiday_region == HolidayRegion.NORTH
    assert first.network is None
    assert set(Board.objects.values_list("number", flat=True)) == {"98001", "98002"}


def test_the_last_line_has_all_counts_in_order(run: Importer) -> None:
    assert run.lines(schools(2))[-1] == "new=2 changed=0 renamed=0 closed=0 reopened=0 unchanged=0 errors=0"


def test_a_second_time_changes_nothing(run: Importer) -> None:
    run(schools(5))
    before = everything()

    assert run(schools(5)) == counts(unchanged=5)
    assert everything() == before


def test_each_difference_is_counted_once(run: Importer) -> None:
    run(schools(6))
    rows = schools(6)
    rows[0] |= {"name": "Nieuwe naam", "phone": "0512345678"}
    rows[1] |= {"street": "Dorpsstraat"}
    rows[5] = school(7)

    assert run(rows) == counts(new=1, changed=1, renamed=1, closed=1, unchanged=3)
    assert School.objects.get(code="01ZZ00").phone == "0512345678"


def test_a_missing_school_closes_and_opens_again_when_it_is_back(run: Importer) -> None:
    run(schools(6))
    run(schools(5))
    assert School.objects.get(code="06ZZ00").closed_on == timezone.localdate()

    assert run(schools(6)) == counts(reopened=1, unchanged=5)
    assert School.objects.get(code="06ZZ00").closed_on is None


def test_a_closed_school_stays_closed_without_being_counted_again(run: Importer) -> None:
    run(schools(6))
    run(schools(5))

    assert run(schools(5)) == counts(unchanged=5)


def test_a_skipped_row_never_closes_its_school(run: Importer) -> None:
    run(schools(6))
    rows = schools(6)
    rows[5] |= {"postcode": "onbekend"}

    assert run(rows) == counts(unchanged=5, errors=1)
    assert School.objects.get(code="06ZZ00").closed_on is None
    assert "regel 7 overgeslagen: postcode 'onbekend' klopt niet" in run.notes


def test_nothing_closes_when_a_row_may_be_about_any_school(run: Importer) -> None:
    run(schools(6))
    rows = schools(6)
    rows[5] |= {"code": "onleesbaar"}

    assert run(rows) == counts(unchanged=5, errors=1)
    assert not School.objects.filter(closed_on__isnull=False).exists()


def test_a_dry_run_tells_and_changes_nothing(run: Importer) -> None:
    run(schools(6))
    before = everything()
    rows = schools(5)
    rows[0] |= {"name": "Nieuwe naam"}

    lines = run.lines(rows, dry_run=True)

    assert lines[-1] == "new=0 changed=0 renamed=1 closed=1 reopened=0 unchanged=4 errors=0"
    assert "  01ZZ00 School 1: School 1 -> Nieuwe naam" in lines
    assert "  06ZZ00 School 6" in lines
    assert everything() == before
    assert DuoImport.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (text_of(schools(20)).encode()[:-40], "afgebroken"),
        (text_of(schools(20)).encode("utf-16"), "UTF-16"),
        (text_of(schools(20)).split("\r\n", 1)[1].encode(), "kopregel"),
        (file_of(schools(9)), "11 van de 20 scholen sluiten"),
        (file_of(schools(16)), "4 van de 20 scholen sluiten"),
        (file_of([school(n, board=f"{97000 + n}") for n in range(1, 21)]), "20 van de 20 scholen een ander bestuur"),
        (b"VESTIGINGSCODE;LEERLINGEN_2025\r\n01ZZ00;100\r\n", "--pupils"),
        (b"", "leeg"),
    ],
    ids=[
        "truncated",
        "wrongly encoded",
        "header-less",
        "half",
        "closing too many",
        "boards mixed up",
        "of another kind",
        "empty",
    ],
)
def test_a_refused_file_changes_nothing(run: Importer, data: bytes, words: str) -> None:
    run(schools(20))
    before = everything()

    with pytest.raises(CommandError, match=words) as refused:
        run(data)

    assert str(refused.value).startswith("Niets veranderd.")
    assert everything() == before
    assert DuoImport.objects.count() == 1


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="kan niet gelezen worden"):
        call_command("import_duo", tmp_path / "weg.csv")


def test_a_part_of_the_country_closes_nothing(run: Importer) -> None:
    run(schools(20))

    assert run(schools(3), partial=True) == counts(unchanged=3)
    assert not School.objects.filter(closed_on__isnull=False).exists()


def test_demo_and_hand_made_schools_are_left_alone(run: Importer) -> None:
    SchoolFactory(code="90YY00", source=Source.DEMO)
    SchoolFactory(code="01ZZ00", name="Met de hand", source=Source.MANUAL)

    assert run([*schools(3)]) == counts(new=2, errors=1)
    assert School.objects.get(code="01ZZ00").name == "Met de hand"
    assert School.objects.get(code="90YY00").closed_on is None


def test_a_school_never_joins_a_board_that_is_not_duos(run: Importer) -> None:
    BoardFactory(number="98002", source=Source.MANUAL)

    assert run([*schools(3), school(12)]) == counts(new=3, errors=1)
    assert "98002 is hier van een ander dan DUO" in run.notes


def test_a_new_board_is_kept_as_history_and_heard_above(run: Importer, moves: list[Move]) -> None:
    run(schools(4))
    SchoolBoardPeriod.objects.update(starts_on=timezone.localdate() - timedelta(days=100))
    moves.clear()
    rows = schools(4)
    rows[0] |= {"board": "98009"}

    lines = run.lines(rows)

    moved = School.objects.get(code="01ZZ00")
    periods = moved.board_periods.order_by("starts_on").values_list("board__number", "ends_on")
    assert list(periods) == [("98001", timezone.localdate() - timedelta(days=1)), ("98009", None)]
    assert [(move.school_id, move.after) for move in moves] == [(moved.pk, moved.place)]
    assert moves[0].before is not None
    assert moves[0].before.board_id == Board.objects.get(number="98001").pk
    assert "  01ZZ00 School 1: 98001 -> 98009" in lines


def test_a_closing_is_heard_above_and_a_new_name_is_not(run: Importer, moves: list[Move]) -> None:
    run(schools(6))
    moves.clear()
    rows = schools(5)
    rows[0] |= {"name": "Nieuwe naam"}

    run(rows)

    assert [(move.school_id, move.after) for move in moves] == [(School.objects.get(code="06ZZ00").pk, None)]


def test_a_boards_file_names_boards_and_the_next_import_keeps_the_name(run: Importer) -> None:
    run(schools(2), boards=b"bevoegd_gezag_nummer;naam\n98001;Stichting De Linde\n98777;Onbekend\n")
    run(schools(2))

    assert list(Board.objects.values_list("name", flat=True)) == ["Stichting De Linde"]


def test_a_postcode_table_gives_networks(run: Importer) -> None:
    lines = run.lines(schools(3), networks=POSTCODES)

    found = School.objects.order_by("code").values_list("network__code", "network_source")
    assert list(found) == [("PO9901", "postcode"), ("PO9902", "postcode"), (None, "")]
    assert Network.objects.get(code="PO9901").source == Source.DUO
    assert "  03ZZ00 School 3 (postcode 9003AB; de dichtstbijzijnde, 9002, hoort bij PO9902)" in lines


def test_networks_stay_when_no_table_is_given(run: Importer) -> None:
    run(schools(3), networks=POSTCODES)

    assert run(schools(3)) == counts(unchanged=3)


def test_a_list_beats_the_postcode_and_the_postcode_does_not_beat_the_list(run: Importer) -> None:
    run(schools(3), networks=POSTCODES)
    run(schools(3), networks=b"BRIN;SWV\n01ZZ;PO9903\n")
    run(schools(3), networks=POSTCODES)

    school = School.objects.get(code="01ZZ00")
    assert school.network is not None
    assert (school.network.code, school.network_source) == ("PO9903", NetworkSource.LIST)


def test_what_a_person_chose_survives_every_import(run: Importer) -> None:
    run(schools(3), networks=POSTCODES)
    chosen = NetworkFactory(code="PO9999")
    School.objects.filter(code="01ZZ00").update(network=chosen, network_source=NetworkSource.MANUAL)

    run(schools(3), networks=b"BRIN;SWV\n01ZZ;PO9903\n")

    assert School.objects.get(code="01ZZ00").network == chosen


def test_coordinates_give_places_on_the_map(run: Importer) -> None:
    run(schools(2), coordinates=b"POSTCODE;LAT;LON\n9001;53,21938317;6,56820053\n")

    assert list(School.objects.order_by("code").values_list("x_km", "y_km")) == [(233.883, 582.065), (None, None)]


def test_every_import_is_kept_in_a_log(run: Importer) -> None:
    run(schools(3))

    log = DuoImport.objects.get()
    assert (log.file_name, log.row_count, log.new_count) == ("scholen.csv", 3, 3)


def test_the_progress_bar_counts_all_schools(run: Importer, capsys: pytest.CaptureFixture[str]) -> None:
    run(schools(3))

    assert "3/3" in capsys.readouterr().err


@pytest.mark.parametrize("number", [1, 60])
def test_the_number_of_queries_does_not_grow_with_the_file(
    run: Importer, number: int, django_assert_num_queries: Any
) -> None:
    run(schools(number))

    with django_assert_num_queries(12):
        run(schools(number))
