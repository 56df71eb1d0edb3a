from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experts.choices import TimeMode
from secondments.choices import ChargeMethod
from secondments.pricing import Estimate, HalfDays, Rates, estimate

RATES = Rates(half_day_hours=Decimal(4), average_hour_cents=54_86, replacement_half_day_cents=200_50)


def test_a_class_that_is_left_costs_its_replacement() -> None:
    found = estimate([HalfDays(4, TimeMode.TEACHING)], ChargeMethod.REPLACEMENT, RATES)

    assert (found.replacement_cents, found.extra_cents, found.price_cents) == (802_00, 0, 802_00)


def test_an_extra_day_costs_the_extra_hours() -> None:
    found = estimate([HalfDays(2, TimeMode.EXTENSION)], ChargeMethod.AVERAGE, RATES)

    assert (found.replacement_cents, found.extra_cents, found.price_cents) == (0, 438_88, 438_88)


@pytest.mark.parametrize("mode", [TimeMode.TASK, TimeMode.OWN])
def test_task_time_and_own_time_cost_nothing(mode: TimeMode) -> None:
    assert estimate([HalfDays(4, mode)], ChargeMethod.NONE, RATES) == Estimate(Decimal(16), 0, 0, 0)


def test_preparation_counts_in_an_average() -> None:
    found = estimate([HalfDays(2, TimeMode.TASK)], ChargeMethod.AVERAGE, RATES, preparation_hours=Decimal(4))

    assert found.price_cents == 12 * 54_86


def test_a_band_lies_around_the_price_on_whole_tens() -> None:
    assert Estimate(Decimal(0), 0, 0, 802_00).price_band == (720_00, 880_00)


@given(st.integers(0, 10_000_000))
def test_a_band_holds_the_price_and_tells_no_cents(price: int) -> None:
    low, high = Estimate(Decimal(0), 0, 0, price).price_band

    assert low - 500 <= price <= high + 500
    assert low % 1_000 == high % 1_000 == 0
