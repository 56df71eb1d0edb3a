from datetime import date

import pytest

from organisations.calendar import Calendar, calendar_of, is_school_day
from organisations.year import Day, DayKind, Month, months_of

HOLIDAYS = [(date(2026, 10, 10), date(2026, 10, 18), "Herfstvakantie")]


def months(study_days: dict[date, str] | None = None) -> list[Month]:
    return months_of(2026, holidays=HOLIDAYS, study_days=study_days or {})


def days(found: list[Month]) -> dict[date, Day]:
    return {day.day: day for month in found for week in month.weeks for day in week if day}


def test_it_runs_from_august_to_july() -> None:
    assert [month.first for month in months()] == [
        date(2026, month, 1) if month >= 8 else date(2027, month, 1) for month in (8, 9, 10, 11, 12, *range(1, 8))
    ]


def test_every_weekday_is_in_it_once() -> None:
    found = days(months())

    assert len(found) == sum(
        day.weekday() < 5
        for day in (date.fromordinal(n) for n in range(date(2026, 8, 1).toordinal(), date(2027, 8, 1).toordinal()))
    )


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 10, 12), DayKind.HOLIDAY, "Herfstvakantie"),
        (date(2026, 12, 25), DayKind.PUBLIC, ""),
        (date(2026, 11, 3), DayKind.STUDY, "Rekenen"),
        (date(2026, 11, 4), DayKind.LESSONS, ""),
    ],
)
def test_what_a_day_is(day: date, kind: DayKind, name: str) -> None:
    assert days(months({date(2026, 11, 3): "Rekenen"}))[day] == Day(day, kind, name)


def test_a_study_day_in_a_holiday_stays_holiday() -> None:
    assert days(months({date(2026, 10, 12): "Toch studeren"}))[date(2026, 10, 12)].kind == DayKind.HOLIDAY


def test_a_week_stands_under_its_weekdays() -> None:
    august = months()[0]

    assert august.weeks[0] == [days([august])[date(2026, 8, n)] for n in range(3, 8)]


def test_it_agrees_with_the_arithmetic_of_deadlines() -> None:
    study = {date(2026, 11, 3): "Rekenen"}
    calendar: Calendar = calendar_of([(first, last) for first, last, _name in HOLIDAYS], study)
    found = days(months(study))

    assert {day for day in found if found[day].kind == DayKind.LESSONS} == {
        day for day in found if is_school_day(day, calendar)
    }
