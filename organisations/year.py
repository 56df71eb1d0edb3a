"""A school year as a calendar to look at: every weekday with what it is (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from organisations.calendar import public_holidays

WEEKDAYS = 5


class DayKind(StrEnum):
    """What a weekday is, strongest first: a holiday stays one when a school plans a study day in it."""

    PUBLIC = "public"
    HOLIDAY = "holiday"
    STUDY = "study"
    LESSONS = "lessons"


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """`weeks` are Monday to Friday; None is a day of another month. `lessons`: how many days with lessons."""

    first: date
    weeks: list[list[Day | None]]
    lessons: int


def months_of(year: int, *, holidays: Iterable[tuple[date, date, str]], study_days: Mapping[date, str]) -> list[Month]:
    """The twelve months of the school year that begins in August of `year` (DOMAIN section 7). `holidays` are first
    day, last day and name."""
    periods = list(holidays)
    months = []
    for number in range(12):
        first = date(year + (7 + number) // 12, (7 + number) % 12 + 1, 1)
        days = [_day(day, periods, study_days) for day in _weekdays_of(first)]
        lessons = sum(day.kind == DayKind.LESSONS for day in days)
        months.append(Month(first, _weeks(days), lessons))
    return months


def _day(day: date, periods: list[tuple[date, date, str]], study_days: Mapping[date, str]) -> Day:
    if day in public_holidays(day.year):
        return Day(day, DayKind.PUBLIC)
    for first, last, name in periods:
        if first <= day <= last:
            return Day(day, DayKind.HOLIDAY, name)
    if day in study_days:
        return Day(day, DayKind.STUDY, study_days[day])
    return Day(day, DayKind.LESSONS)


def _weekdays_of(first: date) -> list[date]:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    every = (first + timedelta(days=number) for number in range((following - first).days))
    return [day for day in every if day.weekday() < WEEKDAYS]


def _weeks(days: list[Day]) -> list[list[Day | None]]:
    weeks: list[list[Day | None]] = []
    for day in days:
        if not weeks or day.day.weekday() == 0:
            weeks.append([None] * WEEKDAYS)
        weeks[-1][day.day.weekday()] = day
    return weeks
