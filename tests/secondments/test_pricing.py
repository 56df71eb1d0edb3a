from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experts.choices import TimeMode
from funding.costs import Range
from secondments.choices import ChargeMethod, Comparison, VatRegime
from secondments.pricing import Charge, Estimate, HalfDays, Rates, estimate, outside_cost, savings

RATES = Rates()


def charge(method: ChargeMethod, named: str | None = None, preparation: int = 0) -> Charge:
    return Charge(method, None if named is None else D(named), D(preparation))


def test_a_class_that_is_left_costs_its_replacement() -> None:
    found = estimate([HalfDays(4, TimeMode.TEACHING)], charge(ChargeMethod.REPLACEMENT), RATES)

    assert (found.replacement_cents, found.extra_cents, found.price_cents) == (802_00, 0, 802_00)


def test_an_extra_day_costs_the_extra_hours() -> None:
    found = estimate([HalfDays(2, TimeMode.EXTENSION)], charge(ChargeMethod.AVERAGE), RATES)

    assert (found.replacement_cents, found.extra_cents, found.price_cents) == (0, 438_88, 438_88)


@pytest.mark.parametrize("mode", [TimeMode.TASK, TimeMode.OWN])
def test_task_time_and_own_time_cost_nothing(mode: TimeMode) -> None:
    found = estimate([HalfDays(4, mode)], charge(ChargeMethod.NONE), RATES)

    assert (found.hours, found.price_cents, found.replacement_cents, found.extra_cents) == (16, 0, 0, 0)
    assert found.band is None


def test_preparation_counts_in_an_average() -> None:
    found = estimate([HalfDays(2, TimeMode.TASK)], charge(ChargeMethod.AVERAGE, preparation=4), RATES)

    assert found.price_cents == 12 * 54_86


def test_actual_wages_are_charged_at_the_hour_the_lender_named() -> None:
    found = estimate([HalfDays(2, TimeMode.TASK)], charge(ChargeMethod.ACTUAL, "63.84"), RATES)

    assert (found.price_cents, found.is_open) == (8 * 63_84, False)


def test_and_at_the_average_until_then() -> None:
    found = estimate([HalfDays(2, TimeMode.TASK)], charge(ChargeMethod.ACTUAL), RATES)

    assert (found.price_cents, found.is_open) == (8 * 54_86, True)


def test_a_fixed_price_is_what_was_named() -> None:
    found = estimate([HalfDays(2, TimeMode.TASK)], charge(ChargeMethod.FIXED, "350"), RATES)

    assert (found.price_cents, found.band, found.is_open) == (350_00, None, False)
    assert estimate([HalfDays(2, TimeMode.TASK)], charge(ChargeMethod.FIXED), RATES).is_open


def test_administration_comes_on_top_of_wages() -> None:
    found = estimate([HalfDays(2, TimeMode.TASK)], charge(ChargeMethod.AVERAGE), Rates(admin_percent=D(5)))

    assert found.price_cents == round(8 * 54_86 * 1.05)
    assert not found.is_above_wage


def test_travel_is_paid_once_a_day_there_and_back() -> None:
    found = estimate([HalfDays(4, TimeMode.TASK, days=2, km=D(20))], charge(ChargeMethod.NONE), RATES)

    assert found.travel_cents == 2 * 2 * 20 * 23


def test_a_dear_replacement_is_more_than_the_wage_and_five_percent() -> None:
    """DOMAIN 5.4: an agency of 113 an hour against a wage of 63.84 an hour."""
    dear = Rates(replacement_day=D(113) * 8, average_hour=D("63.84"))

    assert estimate([HalfDays(2, TimeMode.TEACHING)], charge(ChargeMethod.REPLACEMENT), dear).is_above_wage
    assert not estimate([HalfDays(2, TimeMode.TEACHING)], charge(ChargeMethod.REPLACEMENT), RATES).is_above_wage


def test_a_price_is_the_band_of_its_hour_times_the_hours() -> None:
    found = estimate([HalfDays(2, TimeMode.TASK)], charge(ChargeMethod.ACTUAL, "63.84"), RATES)

    assert found.band == Range(D(60 * 8), D(70 * 8))


def test_vat_comes_on_the_price_and_the_travel() -> None:
    found = estimate([HalfDays(2, TimeMode.TASK, days=1, km=D(50))], charge(ChargeMethod.FIXED, "177"), RATES)

    assert found.vat_cents(VatRegime.TAXED, RATES) == 42_00  # 21 percent of 177 + 23
    assert found.vat_cents(VatRegime.EXEMPT, RATES) == 0


class TestStudyDay:
    """DOMAIN 5.7: a day of 8.3 hours and 4 hours of preparation by LB 12, 20 km; outside 900 to 1,800 without VAT."""

    rates = Rates(half_day_hours=D("4.15"))
    loans = (HalfDays(2, TimeMode.TEACHING, days=1, km=D(20)),)

    @pytest.fixture
    def cost(self) -> Estimate:
        return estimate(self.loans, charge(ChargeMethod.ACTUAL, "63.84", preparation=4), self.rates)

    def test_outside(self) -> None:
        found = outside_cost(Comparison.TRAINER, (D(900), D(1800)), self.loans, self.rates)

        assert found == Range(D(1089), D(2178))

    def test_the_price(self, cost: Estimate) -> None:
        assert (cost.price_cents, cost.travel_cents, cost.replacement_cents) == (785_23, 9_20, 401_00)

    def test_what_it_saves(self, cost: Estimate) -> None:
        outside = outside_cost(Comparison.TRAINER, (D(900), D(1800)), self.loans, self.rates)
        borrower, everybody = savings(outside, cost, vat_cents=0)

        assert [round(end) for end in (borrower.low, borrower.high)] == [295, 1384]
        assert [round(end) for end in (everybody.low, everybody.high)] == [679, 1768]


@given(st.decimals(20, 120, places=2), st.integers(1, 40))
def test_a_band_holds_the_price_and_tells_no_cents(hour: D, half_days: int) -> None:
    found = estimate([HalfDays(half_days, TimeMode.TASK)], charge(ChargeMethod.ACTUAL, str(hour)), RATES)
    assert found.band is not None
    low, high = found.band.low, found.band.high

    assert low * 100 <= found.price_cents <= high * 100
    assert low % 20 == high % 20 == 0
