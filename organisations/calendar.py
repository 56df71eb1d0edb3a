"""School-day arithmetic: dates in, dates out. Every deadline in Expedu is counted in school days.

A school day is a weekday that is no public holiday, no school holiday and no study day. Everything is a `date`, so the
clock change in spring and autumn cannot move anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)
# A school is never shut for longer; a calendar that says so is wrong, and counting on would never end.
LONGEST_WITHOUT_SCHOOL = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days one school has no lessons: school holidays and study days. Weekends and public holidays always count;
    a calendar read by `school_calendar` also has the public holidays around now in `days_off`."""

    days_off: frozenset[date] = frozenset()


def calendar_of(periods: Iterable[tuple[date, date]], days: Iterable[date] = ()) -> Calendar:
    """A calendar from periods (first and last day, both included) and single days."""
    off = set(days)
    for first, last in periods:
        off.update(days_from(first, last))
    return Calendar(frozenset(off))


def is_school_day(day: date, calendar: Calendar) -> bool:
    return day.weekday() < 5 and day not in calendar.days_off and day not in public_holidays(day.year)


def add_school_days(start: date, days: int, calendar: Calendar) -> date:
    """The day that lies `days` school days after `start`; `start` itself never counts, 0 gives `start`.

    Raises ValueError for a negative number, or when the calendar leaves no school day for more than a year.
    """
    if days < 0:
        raise ValueError("school days are only counted forward")
    day = last_school_day = start
    while days:
        day += ONE_DAY
        if is_school_day(day, calendar):
            days -= 1
            last_school_day = day
        elif day - last_school_day > LONGEST_WITHOUT_SCHOOL:
            raise ValueError(f"no school day within a year after {last_school_day}")
    return day


def school_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many school days lie after `start`, up to and including `end`; 0 when `end` is not later."""
    return sum(is_school_day(day, calendar) for day in days_from(start + ONE_DAY, end))


def school_days_in(first: date, last: date, calendar: Calendar) -> list[date]:
    """The school days from `first` to `last`, both included."""
    return [day for day in days_from(first, last) if is_school_day(day, calendar)]


def next_school_day(day: date, calendar: Calendar) -> date:
    """`day` itself when it is a school day, else the first one after it."""
    return day if is_school_day(day, calendar) else add_school_days(day, 1, calendar)


def school_year(day: date) -> int:
    """The calendar year in which the school year of `day` began; it runs from 1 August to 31 July (DOMAIN 7)."""
    return day.year if day.month >= 8 else day.year - 1


def days_from(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Dutch public holidays of a year, as the `holidays` library has them.

    Good Friday counts as a day off (most schools close). 5 May counts only in the years that end in 0 or 5; it nearly
    always falls in the May holiday, and a school that closes on it otherwise adds a study day. Unconfirmed rule of
    thumb: schools differ (DOMAIN 7).
    """
    return frozenset(holidays.country_holidays("NL", years=year))
