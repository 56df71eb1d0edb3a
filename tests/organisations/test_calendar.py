from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.calendar import (
    Calendar,
    add_school_days,
    calendar_of,
    is_school_day,
    next_school_day,
    public_holidays,
    school_days_between,
    school_days_in,
    school_year,
)

ORDINARY = Calendar()
# The Christmas holiday of 2026-2027 and two study days around the clock changes of 2026 and 2027.
BUSY = calendar_of([(date(2026, 12, 19), date(2027, 1, 3))], [date(2026, 10, 26), date(2027, 3, 30)])

days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
numbers = st.integers(0, 120)
calendars = st.lists(st.tuples(days, st.integers(0, 45)), max_size=12).map(
    lambda found: calendar_of((first, first + timedelta(days=length)) for first, length in found)
)


@given(days, numbers, calendars)
def test_counting_back_gives_what_was_added(start: date, number: int, calendar: Calendar) -> None:
    assert school_days_between(start, add_school_days(start, number, calendar), calendar) == number


@given(days, st.integers(1, 120), calendars)
def test_a_deadline_is_always_a_school_day(start: date, number: int, calendar: Calendar) -> None:
    assert is_school_day(add_school_days(start, number, calendar), calendar)


@given(days, numbers, numbers, calendars)
def test_adding_in_two_steps_is_adding_at_once(start: date, first: int, second: int, calendar: Calendar) -> None:
    in_steps = add_school_days(add_school_days(start, first, calendar), second, calendar)

    assert in_steps == add_school_days(start, first + second, calendar)


@given(days, days, calendars)
def test_days_off_never_add_school_days(start: date, end: date, calendar: Calendar) -> None:
    assert school_days_between(start, end, calendar) <= school_days_between(start, end, ORDINARY)


@given(days, calendars)
def test_no_weekend_is_ever_a_school_day(day: date, calendar: Calendar) -> None:
    assert not (is_school_day(day, calendar) and day.isoweekday() in (6, 7))


@given(days, days, calendars)
def test_the_list_and_the_count_agree(start: date, end: date, calendar: Calendar) -> None:
    assert len(school_days_in(start + timedelta(days=1), end, calendar)) == school_days_between(start, end, calendar)


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 10, 23), 1, date(2026, 10, 27)),  # across the end of summer time, with a study day after it
        (date(2027, 3, 26), 1, date(2027, 3, 31)),  # Good Friday, Easter Monday, start of summer time, study day
        (date(2026, 12, 18), 1, date(2027, 1, 4)),  # across the Christmas holiday and the year end
        (date(2026, 12, 25), 2, date(2027, 1, 5)),  # started in the holiday itself
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # an ordinary week
    ],
)
def test_known_deadlines(start: date, number: int, expected: date) -> None:
    assert add_school_days(start, number, BUSY) == expected


def test_zero_days_is_the_day_itself() -> None:
    assert add_school_days(date(2026, 11, 21), 0, ORDINARY) == date(2026, 11, 21)


def test_counting_backward_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_school_days(date(2026, 11, 23), -1, ORDINARY)


def test_a_calendar_without_school_days_is_refused() -> None:
    never = calendar_of([(date(2026, 1, 1), date(2028, 12, 31))])

    with pytest.raises(ValueError, match="no school day"):
        add_school_days(date(2026, 1, 1), 1, never)


def test_a_saturday_moves_to_monday_and_a_monday_stays() -> None:
    assert next_school_day(date(2026, 11, 21), ORDINARY) == date(2026, 11, 23)
    assert next_school_day(date(2026, 11, 23), ORDINARY) == date(2026, 11, 23)


def test_the_school_year_turns_on_the_first_of_august() -> None:
    assert school_year(date(2026, 7, 31)) == 2025
    assert school_year(date(2026, 8, 1)) == 2026


def test_kings_day_moves_off_a_sunday() -> None:
    assert date(2025, 4, 26) in public_holidays(2025)
    assert date(2025, 4, 27) not in public_holidays(2025)


def test_liberation_day_is_a_day_off_once_in_five_years() -> None:
    assert date(2025, 5, 5) in public_holidays(2025)
    assert date(2027, 5, 5) not in public_holidays(2027)


def test_good_friday_is_a_day_off() -> None:
    assert date(2027, 3, 26) in public_holidays(2027)
