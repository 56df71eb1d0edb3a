from datetime import date

import pytest

from funding.burn_down import BurnDown, Change, burn_down

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def course(*changes: Change, today: date) -> BurnDown:
    return burn_down(changes, starts_on=FIRST, ends_on=LAST, today=today)


GRANTED = Change(FIRST, 1_000_00, 0)


def test_the_course_so_far_is_what_was_free_at_every_month_end() -> None:
    found = course(GRANTED, Change(date(2026, 2, 10), 0, 300_00), today=date(2026, 3, 15))
    so_far = [(point.on, point.free) for point in found.points if not point.is_forecast]
    assert so_far == [
        (date(2026, 1, 31), 1_000_00),
        (date(2026, 2, 28), 700_00),
        (date(2026, 3, 15), 700_00),
    ]


def test_half_used_on_a_quarter_of_the_year_is_empty_on_half() -> None:
    """500 of 1,000 euros in 90 days: the other 500 take 90 days more."""
    found = course(GRANTED, Change(date(2026, 3, 1), 0, 500_00), today=date(2026, 4, 1))
    assert (found.empty_on, found.left) == (date(2026, 6, 30), None)
    assert found.points[-1].free == 0


def test_slow_spending_leaves_something() -> None:
    """73 euros in 73 days is one a day: 291 days later 636 of the 927 are left."""
    found = course(GRANTED, Change(date(2026, 3, 1), 0, 73_00), today=date(2026, 3, 15))
    assert (found.left, found.empty_on) == (636_00, None)
    assert [point.on.month for point in found.points if point.is_forecast] == list(range(3, 13))


@pytest.mark.parametrize(
    ("today", "claimed"),
    [(date(2026, 1, 20), 100_00), (date(2026, 6, 1), 0), (date(2026, 12, 31), 100_00), (date(2027, 2, 1), 100_00)],
    ids=["too early", "nothing claimed", "the last day", "over"],
)
def test_nothing_is_expected(today: date, claimed: int) -> None:
    found = course(GRANTED, Change(date(2026, 1, 15), 0, claimed), today=today)
    assert (found.empty_on, found.left) == (None, None)
    assert found.points[-1].on == min(today, LAST)
    assert not any(point.is_forecast for point in found.points)


def test_a_budget_that_has_not_begun_has_no_course() -> None:
    assert course(GRANTED, today=date(2025, 12, 1)).points == []


def test_money_given_back_counts_as_never_claimed() -> None:
    lapsed = [Change(date(2026, 2, 1), 0, 400_00), Change(date(2026, 3, 1), 0, -400_00)]
    found = course(GRANTED, *lapsed, today=date(2026, 4, 15))
    assert (found.points[-1].free, found.left) == (1_000_00, None)


def test_before_the_first_money_there_is_nothing_to_see() -> None:
    found = course(Change(date(2026, 5, 3), 1_000_00, 0), today=date(2026, 6, 10))
    assert [point.on for point in found.points] == [date(2026, 5, 31), date(2026, 6, 10)]
