"""Ten half-days of a week as ten bits, and back to words (pure).

Bit 0 is Monday morning, bit 1 Monday afternoon, up to bit 9, Friday afternoon.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from experts.choices import Part

HALF_DAYS_PER_WEEK = 10
EVERY_HALF_DAY = 2**HALF_DAYS_PER_WEEK - 1


def bit_of(day: date, part: Part) -> int:
    """The mask of one half-day (a power of two), or 0 in the weekend."""
    weekday = day.weekday()
    return 0 if weekday > 4 else 1 << (weekday * 2 + (part == Part.AFTERNOON))


def mask_of(half_days: Iterable[tuple[date, Part]]) -> int:
    """The week pattern that covers all of these half-days."""
    mask = 0
    for day, part in half_days:
        mask |= bit_of(day, part)
    return mask


def half_days_between(mask: int, starts_on: date, ends_on: date) -> list[tuple[date, Part]]:
    """Every half-day of the pattern from `starts_on` up to and including `ends_on`, in order."""
    days = (starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1))
    return [(day, part) for day in days for part in Part if mask & bit_of(day, part)]


def bit_number(number: int) -> int:
    """Which bit of the week pattern (0 to 9) a dated half-day, as an `ordinal`, falls on."""
    return (number // 2 + 6) % 7 * 2 + number % 2


def ordinal(day: date, part: Part | str) -> int:
    """One number per half-day, growing with time: the search index keeps days that differ as these."""
    return day.toordinal() * 2 + (part == Part.AFTERNOON)


def count(mask: int) -> int:
    return mask.bit_count()
