"""The coming weeks of one expert as they see them: what is free, what is agreed, what differs from the usual week."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.utils import timezone

from experts.choices import Part
from experts.half_day_grid import Diary, HalfDay, Week, weeks_of
from experts.models import Expert
from organisations.calendar import Calendar
from organisations.school_calendar import calendar_for

WEEKS_SHOWN = 6
# Nobody looks further ahead than a school year.
MOST_WEEKS_AHEAD = 52


def first_monday(asked: date | None, today: date) -> date:
    """The Monday of the week that was asked, at most a year ahead; of this week when none was."""
    day = min(max(asked or today, today), today + timedelta(weeks=MOST_WEEKS_AHEAD))
    return day - timedelta(days=day.weekday())


def own_weeks(expert: Expert, monday: date, today: date | None = None) -> list[Week]:
    """Six weeks from this Monday. A cell without `why_not` may be changed; one with a caution is not free now."""
    today = today or timezone.localdate()
    last = monday + timedelta(weeks=WEEKS_SHOWN) - timedelta(days=3)
    positions = list(expert.positions.active(today).select_related("membership__school").order_by("pk"))
    school = next((position.membership.school for position in positions if position.membership.school), None)
    calendar = calendar_for(school) if school else Calendar()
    differs = expert.exceptions.filter(day__range=(monday, last))
    diary = Diary(
        pattern=pattern_of(position.half_days for position in positions),
        exceptions={(row.day, Part(row.part)): row.is_free for row in differs},
        booked={(row.day, Part(row.part)) for row in expert.booked_half_days.filter(day__range=(monday, last))},
        held=(),
    )
    return weeks_of(diary, first=monday, last=last, today=today, there=calendar, here=calendar)


def pattern_of(masks: Iterable[int]) -> int:
    """Everything that is free at one employer or another, as ten bits."""
    return reduce(or_, masks, 0)


def changeable(weeks: list[Week]) -> dict[str, HalfDay]:
    """Value of a cell -> the half-day, of every cell that may be changed."""
    cells = [cell for week in weeks for row in week.rows for cell in row if cell.is_open]
    return {cell.value: (cell.day, cell.part) for cell in cells}


def free_now(weeks: list[Week]) -> list[str]:
    """Values of the cells that are free as it stands."""
    cells = [cell for week in weeks for row in week.rows for cell in row if cell.is_open]
    return [cell.value for cell in cells if not cell.caution]
