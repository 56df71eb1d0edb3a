"""What a secondment is expected to cost (pure; whole euro cents). The rates come from funding."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from experts.choices import TimeMode
from secondments.choices import ChargeMethod

# A price band is the estimate, a tenth less and a tenth more, on whole tens of euros: never a salary (DOMAIN 5.2).
BAND = Decimal("0.10")
BAND_STEP_CENTS = 1_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Euro cents. Defaults are DOMAIN 14: a school day of 8 hours (a default to confirm), the board's average hour
    (LB step 9 at 1-11-2026), a replacement day (LB step 6)."""

    half_day_hours: Decimal = Decimal(4)
    average_hour_cents: int = 5_486
    replacement_half_day_cents: int = 20_050


@dataclass(frozen=True, slots=True)
class HalfDays:
    """So many half-days of one expert, found in one way."""

    count: int
    time_mode: TimeMode


@dataclass(frozen=True, slots=True)
class Estimate:
    """`replacement_cents`: who takes the class; `extra_cents`: pay of extra hours; `price_cents`: the loan itself."""

    hours: Decimal
    replacement_cents: int
    extra_cents: int
    price_cents: int

    @property
    def price_band(self) -> tuple[int, int]:
        """The price as a range, in euro cents: what a borrower sees before it is agreed."""
        return _on_step(self.price_cents * (1 - BAND)), _on_step(self.price_cents * (1 + BAND))


def estimate(
    loans: Iterable[HalfDays], method: ChargeMethod, rates: Rates, preparation_hours: Decimal = Decimal(0)
) -> Estimate:
    """The expected cost of these loans. A fixed price is agreed by people, so it counts as 0 here."""
    loans = list(loans)
    hours = rates.half_day_hours * sum(loan.count for loan in loans) + preparation_hours
    replacement = sum(loan.count for loan in loans if loan.time_mode.leaves_a_class) * rates.replacement_half_day_cents
    extra_half_days = sum(loan.count for loan in loans if loan.time_mode is TimeMode.EXTENSION)
    extra = _cents(rates.half_day_hours * extra_half_days * rates.average_hour_cents)
    match method:
        case ChargeMethod.REPLACEMENT:
            price = replacement
        case ChargeMethod.AVERAGE | ChargeMethod.ACTUAL:
            price = _cents(hours * rates.average_hour_cents)
        case _:
            price = 0
    return Estimate(hours, replacement, extra, price)


def _cents(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def _on_step(amount: Decimal) -> int:
    return int((amount / BAND_STEP_CENTS).quantize(Decimal(1), ROUND_HALF_UP)) * BAND_STEP_CENTS
