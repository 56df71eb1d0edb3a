"""The half-days of the coming weeks of one expert, each with what stands in its way (pure)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from experts.choices import Part
from experts.half_days import bit_of
from organisations.calendar import Calendar, is_school_day

HalfDay = tuple[date, Part]

BOOKED = _("al bezet")
NO_SCHOOL_THERE = _("geen school bij de expert")
NO_SCHOOL_HERE = _("bij jullie geen school")
GONE = _("voorbij")
HELD = _("staat in een ander voorstel")
NOT_USUAL = _("niet een van de vaste dagdelen")


@dataclass(frozen=True, slots=True)
class Diary:
    """What is known of one expert's time. `pattern` is the week as ten bits; `exceptions` overrule it per half-day."""

    pattern: int
    exceptions: Mapping[HalfDay, bool]
    booked: Collection[HalfDay]
    held: Collection[HalfDay]


@dataclass(frozen=True, slots=True)
class Cell:
    """One half-day. `why_not` when it cannot be chosen; `caution` when it can, but look first."""

    day: date
    part: Part
    why_not: str | Promise = ""
    caution: str | Promise = ""

    @property
    def value(self) -> str:
        return f"{self.day:%Y-%m-%d}-{self.part}"

    @property
    def is_open(self) -> bool:
        return not self.why_not


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Friday; `rows` are the mornings and the afternoons."""

    monday: date
    rows: tuple[tuple[Cell, ...], tuple[Cell, ...]]

    @property
    def friday(self) -> date:
        return self.monday + timedelta(days=4)

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=n) for n in range(5)]

    @property
    def is_open(self) -> bool:
        return any(cell.is_open for row in self.rows for cell in row)


def weeks_of(diary: Diary, *, first: date, last: date, today: date, there: Calendar, here: Calendar) -> list[Week]:
    """The school weeks from the one of `first` to the one of `last`. `there` is the calendar of the expert's employer,
    `here` that of the school that asks."""
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        days = [monday + timedelta(days=n) for n in range(5)]
        rows = tuple(tuple(_cell(diary, day, part, today, there, here) for day in days) for part in Part)
        weeks.append(Week(monday, (rows[0], rows[1])))
        monday += timedelta(weeks=1)
    return weeks


def parse_half_day(value: str) -> HalfDay:
    """The half-day of a cell's value. Raises ValueError."""
    day, _dash, part = value.rpartition("-")
    return date.fromisoformat(day), Part(part)


def _cell(diary: Diary, day: date, part: Part, today: date, there: Calendar, here: Calendar) -> Cell:
    half_day = (day, part)
    if day <= today:
        return Cell(day, part, why_not=GONE)
    if half_day in diary.booked:
        return Cell(day, part, why_not=BOOKED)
    if not is_school_day(day, here):
        return Cell(day, part, why_not=NO_SCHOOL_HERE)
    if not is_school_day(day, there):
        return Cell(day, part, why_not=NO_SCHOOL_THERE)
    if half_day in diary.held:
        return Cell(day, part, caution=HELD)
    if not diary.exceptions.get(half_day, bool(diary.pattern & bit_of(day, part))):
        return Cell(day, part, caution=NOT_USUAL)
    return Cell(day, part)
