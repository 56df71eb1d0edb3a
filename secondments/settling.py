"""What a loan came to in the end (pure; whole euro cents).

The agreed price is spread evenly over the half-days. A half-day that went on is owed whole; one the school called off
for the share that was agreed; one the expert was away for, or was taken back, not at all. Where the price is the
replacement, it is its real cost, and in all never more than was agreed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from funding.costs import cents, euros
from secondments.choices import ChargeMethod, Outcome


@dataclass(frozen=True, slots=True)
class HalfDayDone:
    """`replacement_cents`: what the class cost; `due_percent`: the share that is owed when it is charged at all."""

    outcome: Outcome
    due_percent: int = 100
    replacement_cents: int = 0


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed for these half-days together, and over how many half-days the price of all loans is spread."""

    method: ChargeMethod
    price_cents: int
    vat_cents: int
    travel_cents: int
    half_days: int


def capped(prices: Sequence[int], most: int) -> list[int]:
    """Rounded to whole cents each, a few prices may add up to a cent more than was agreed: the last ones give in."""
    left = most
    found = []
    for price in prices:
        found.append(min(price, left))
        left -= found[-1]
    return found


@dataclass(frozen=True, slots=True)
class Owed:
    held: int
    price_cents: int
    travel_cents: int
    vat_cents: int


def owed(agreed: Agreed, done: Sequence[HalfDayDone], *, travel_cents: int) -> Owed:
    """What is owed for these half-days. `travel_cents`: of the days on which help was given."""
    charged = [half_day for half_day in done if half_day.outcome.is_charged]
    share = Decimal(agreed.price_cents) / agreed.half_days
    most = sum((share * half_day.due_percent / 100 for half_day in charged), Decimal(0))
    if agreed.method is ChargeMethod.REPLACEMENT:
        real = sum((Decimal(h.replacement_cents) * h.due_percent / 100 for h in charged), Decimal(0))
        most = min(most, real)
    price = cents(most / 100)
    agreed_base = agreed.price_cents + agreed.travel_cents
    vat = cents(euros(agreed.vat_cents) * (price + travel_cents) / agreed_base) if agreed_base else 0
    held = sum(half_day.outcome is Outcome.HELD for half_day in done)
    return Owed(held, price, travel_cents, vat)
