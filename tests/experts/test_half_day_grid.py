from datetime import date

import pytest

from experts.choices import Part
from experts.half_day_grid import (
    BOOKED,
    GONE,
    HELD,
    NO_SCHOOL_HERE,
    NO_SCHOOL_THERE,
    NOT_USUAL,
    Cell,
    Diary,
    parse_half_day,
    weeks_of,
)
from organisations.calendar import Calendar

MONDAY = date(2026, 11, 30)
TUESDAY = date(2026, 12, 1)
MORNING = (TUESDAY, Part.MORNING)
EMPTY: frozenset[date] = frozenset()


def cell(
    *, pattern: int = 0b1111111111, booked=(), held=(), exceptions=None, there=EMPTY, here=EMPTY, today=MONDAY
) -> Cell:
    """Tuesday morning, with this in the way."""
    diary = Diary(pattern, exceptions or {}, booked, held)
    weeks = weeks_of(
        diary,
        first=TUESDAY,
        last=TUESDAY,
        today=today,
        there=Calendar(frozenset(there)),
        here=Calendar(frozenset(here)),
    )
    return weeks[0].rows[0][1]


def test_a_usual_half_day_is_open_without_a_word() -> None:
    assert cell() == Cell(TUESDAY, Part.MORNING)


@pytest.mark.parametrize(
    ("given", "why_not"),
    [
        ({"today": TUESDAY}, GONE),
        ({"booked": {MORNING}}, BOOKED),
        ({"there": {TUESDAY}}, NO_SCHOOL_THERE),
        ({"here": {TUESDAY}}, NO_SCHOOL_HERE),
    ],
)
def test_what_cannot_be_chosen_says_why(given: dict[str, object], why_not: object) -> None:
    assert cell(**given).why_not == why_not


def test_another_proposal_is_a_caution_and_no_obstacle() -> None:
    assert cell(held={MORNING}).caution == HELD
    assert cell(held={MORNING}).is_open


def test_outside_the_pattern_is_a_caution() -> None:
    assert cell(pattern=0).caution == NOT_USUAL


def test_an_exception_overrules_the_pattern_both_ways() -> None:
    assert cell(pattern=0, exceptions={MORNING: True}).caution == ""
    assert cell(exceptions={MORNING: False}).caution == NOT_USUAL


def test_weeks_run_from_monday_to_friday() -> None:
    diary = Diary(0, {}, (), ())
    free = Calendar()

    weeks = weeks_of(diary, first=date(2026, 12, 3), last=date(2026, 12, 8), today=MONDAY, there=free, here=free)

    assert [(week.monday, week.friday) for week in weeks] == [
        (date(2026, 11, 30), date(2026, 12, 4)),
        (date(2026, 12, 7), date(2026, 12, 11)),
    ]


def test_a_value_reads_back_as_its_half_day() -> None:
    assert parse_half_day(cell().value) == MORNING


@pytest.mark.parametrize("value", ["", "2026-12-01", "2026-12-01-xx", "gisteren-am"])
def test_nonsense_is_no_half_day(value: str) -> None:
    with pytest.raises(ValueError):
        parse_half_day(value)
