import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondments.choices import REPORTED, ChargeMethod, Outcome
from secondments.settling import Agreed, HalfDayDone, Owed, capped, owed

FIXED = Agreed(ChargeMethod.FIXED, price_cents=400_00, vat_cents=84_00, travel_cents=0, half_days=4)


def done(*outcomes: Outcome, due: int = 100, cents: int = 0) -> list[HalfDayDone]:
    return [HalfDayDone(outcome, due, cents) for outcome in outcomes]


def test_all_that_went_on_is_owed_whole() -> None:
    assert owed(FIXED, done(*[Outcome.HELD] * 4), travel_cents=0) == Owed(4, 400_00, 0, 84_00)


@pytest.mark.parametrize("away", [Outcome.ABSENT, Outcome.NO_SHOW, Outcome.RECALLED])
def test_who_was_not_there_costs_nothing(away: Outcome) -> None:
    found = owed(FIXED, done(Outcome.HELD, Outcome.HELD, Outcome.HELD, away), travel_cents=0)

    assert found == Owed(3, 300_00, 0, 63_00)


def test_called_off_late_costs_half() -> None:
    half_days = [*done(*[Outcome.HELD] * 3), *done(Outcome.CALLED_OFF, due=50)]

    assert owed(FIXED, half_days, travel_cents=0).price_cents == 350_00


def test_a_replacement_costs_what_it_really_cost() -> None:
    agreed = Agreed(ChargeMethod.REPLACEMENT, price_cents=802_00, vat_cents=0, travel_cents=0, half_days=4)

    assert owed(agreed, done(*[Outcome.HELD] * 4, cents=150_00), travel_cents=0).price_cents == 600_00


def test_and_never_more_than_was_agreed() -> None:
    agreed = Agreed(ChargeMethod.REPLACEMENT, price_cents=802_00, vat_cents=0, travel_cents=0, half_days=4)

    assert owed(agreed, done(*[Outcome.HELD] * 4, cents=300_00), travel_cents=0).price_cents == 802_00


def test_travel_is_taxed_along() -> None:
    agreed = Agreed(ChargeMethod.FIXED, price_cents=100_00, vat_cents=23_10, travel_cents=10_00, half_days=1)

    assert owed(agreed, done(Outcome.HELD), travel_cents=10_00) == Owed(1, 100_00, 10_00, 23_10)


def test_two_half_cents_do_not_become_one_cent_more() -> None:
    odd = Agreed(ChargeMethod.FIXED, price_cents=1_01, vat_cents=0, travel_cents=0, half_days=2)
    each = [owed(odd, done(Outcome.HELD), travel_cents=0).price_cents for _ in range(2)]

    assert each == [51, 51]
    assert capped(each, 1_01) == [51, 50]


@given(
    st.sampled_from(ChargeMethod),
    st.integers(0, 1_000_000),
    st.lists(
        st.tuples(st.sampled_from([*REPORTED, Outcome.RECALLED]), st.integers(0, 100), st.integers(0, 50_000)),
        min_size=1,
    ),
)
def test_nobody_ever_owes_more_than_was_agreed(
    method: ChargeMethod, price: int, rows: list[tuple[Outcome, int, int]]
) -> None:
    agreed = Agreed(method, price, price // 5, 0, len(rows))
    found = owed(agreed, [HalfDayDone(*row) for row in rows], travel_cents=0)

    assert 0 <= found.price_cents <= price
    assert 0 <= found.vat_cents <= agreed.vat_cents
