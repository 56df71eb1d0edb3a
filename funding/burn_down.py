"""How the free money of a budget went down month by month, and where it goes if it goes on like that (pure).

Eurocents and days; a straight line and no more, so that anybody can recompute it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# A pace worked out over fewer days says nothing.
LEAST_DAYS = 28


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the ledger: what was granted, and what was claimed (reserved, promised, spent; less is negative)."""

    on: date
    granted: int
    claimed: int


@dataclass(frozen=True, slots=True)
class Point:
    """What is free at the end of a day: as it was, or as expected."""

    on: date
    free: int
    is_forecast: bool


@dataclass(frozen=True, slots=True)
class BurnDown:
    """`points` from the first money to the last day, one a month and one today; `empty_on` when the money is expected
    to be gone within the period, else `left` at the end. Both None where nothing can be expected."""

    points: list[Point]
    empty_on: date | None = None
    left: int | None = None


def burn_down(changes: Iterable[Change], *, starts_on: date, ends_on: date, today: date) -> BurnDown:
    """The course so far, and from today on the mean pace of claims since the first grant: what was claimed divided by
    the days since, per day, straight on to the last day."""
    rows = sorted(changes, key=lambda row: row.on)
    until, since = min(today, ends_on), max(starts_on, rows[0].on) if rows else starts_on
    days = [day for day in _month_ends(starts_on, ends_on) if since <= day < until]
    points = [Point(day, _free(rows, day), False) for day in [*days, until] if day >= starts_on]
    if not rows or today < starts_on or today >= ends_on:
        return BurnDown(points)
    elapsed = (today - since).days
    claimed = sum(row.claimed for row in rows)
    free = points[-1].free
    if elapsed < LEAST_DAYS or claimed <= 0:
        return BurnDown(points)
    ahead = [day for day in _month_ends(starts_on, ends_on) if day > today]
    points += [Point(day, max(0, free - claimed * (day - today).days // elapsed), True) for day in ahead]
    left = free - claimed * (ends_on - today).days // elapsed
    if left > 0:
        return BurnDown(points, left=left)
    return BurnDown(points, empty_on=today + timedelta(days=free * elapsed // claimed))


def _free(rows: list[Change], day: date) -> int:
    return sum(row.granted - row.claimed for row in rows if row.on <= day)


def _month_ends(first: date, last: date) -> list[date]:
    """The last day of every month in the period, and the last day itself."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    ends = [date(month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in months]
    return [*(day for day in ends if first <= day < last), last]
