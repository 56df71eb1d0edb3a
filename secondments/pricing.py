"""What a secondment costs, and what it saves against hiring outside (pure; the formulas are those of funding.costs).

The price of the loan is what the lender charges for hours of help and preparation. Travel and VAT come on top. A
borrower sees a band: the band of the hour rate times the hours, so that no salary can be read from it (DOMAIN 5.2).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from experts.choices import TimeMode
from funding import costs
from funding.costs import Range
from secondments.choices import ChargeMethod, Comparison, VatRegime


@dataclass(frozen=True, slots=True)
class Rates:
    """Euros, hours and percents of a day. Defaults are DOMAIN 14: a school day of 8 hours (a default to confirm), the
    board's average hour (LB step 9 at 1-11-2026), a replacement day (LB step 6)."""

    half_day_hours: Decimal = Decimal(4)
    average_hour: Decimal = Decimal("54.86")
    replacement_day: Decimal = Decimal(401)
    km: Decimal = Decimal("0.23")
    vat_percent: Decimal = Decimal(21)
    admin_percent: Decimal = Decimal(0)
    wage_margin_percent: Decimal = Decimal(5)
    cancel_free_days: Decimal = Decimal(5)
    cancel_percent: Decimal = Decimal(50)

    @property
    def replacement_half_day_cents(self) -> int:
        return costs.cents(costs.replacement_cost(1, day_rate=self.replacement_day))


@dataclass(frozen=True, slots=True)
class HalfDays:
    """So many half-days of one expert on so many days, found in one way, `km` away (one way)."""

    count: int
    time_mode: TimeMode
    days: int = 0
    km: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Charge:
    """How the price comes about. `named`: the lender's own amount in euros: the whole price when it is fixed, the real
    cost of an hour when actual wages are charged; None as long as nobody named it."""

    method: ChargeMethod
    named: Decimal | None = None
    preparation_hours: Decimal = Decimal(0)

    @property
    def is_open(self) -> bool:
        """Somebody still has to name an amount."""
        return self.named is None and self.method in (ChargeMethod.FIXED, ChargeMethod.ACTUAL)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Euro cents. `price_cents`: the loan itself, without VAT; `replacement_cents`: who takes the class; `extra_cents`:
    pay of extra hours; `wage_cents`: what the hours of help cost the employer; `band`: the price as a borrower sees
    it, None when the price is no wage (fixed by people, or nothing)."""

    hours: Decimal
    replacement_cents: int
    extra_cents: int
    price_cents: int
    travel_cents: int = 0
    wage_cents: int = 0
    band: Range | None = None
    is_open: bool = False
    is_above_wage: bool = False

    def vat_cents(self, regime: VatRegime, rates: Rates) -> int:
        """VAT on the price and the travel that is charged along (a school cannot reclaim it)."""
        if regime is not VatRegime.TAXED:
            return 0
        charged = costs.euros(self.price_cents + self.travel_cents)
        return costs.cents(costs.with_vat(charged, rates.vat_percent) - charged)


def estimate(loans: Iterable[HalfDays], charge: Charge, rates: Rates) -> Estimate:
    """The expected cost of these loans. Actual wages nobody named yet count at the board's average hour, a fixed price
    nobody named yet as 0; both are `is_open`."""
    loans = list(loans)
    hours = rates.half_day_hours * sum(loan.count for loan in loans) + charge.preparation_hours
    left = sum(loan.count for loan in loans if loan.time_mode.leaves_a_class)
    replacement = costs.replacement_cost(left, day_rate=rates.replacement_day)
    extra = sum(loan.count for loan in loans if loan.time_mode is TimeMode.EXTENSION)
    is_actual = charge.method is ChargeMethod.ACTUAL and charge.named is not None
    hour = charge.named if is_actual and charge.named is not None else rates.average_hour
    price, band = _price(charge, hours, hour, replacement, left, rates)
    wage = hours * hour
    travel = sum((costs.travel_cost(loan.km, loan.days, km_rate=rates.km) for loan in loans), Decimal(0))
    return Estimate(
        hours=hours,
        replacement_cents=costs.cents(replacement),
        extra_cents=costs.cents(costs.help_cost(extra, hour=rates.average_hour, half_day_hours=rates.half_day_hours)),
        price_cents=costs.cents(price),
        travel_cents=costs.cents(travel),
        wage_cents=costs.cents(wage),
        band=band,
        is_open=charge.is_open,
        is_above_wage=costs.exceeds_wage(price, wage=wage, margin_percent=rates.wage_margin_percent),
    )


def _price(
    charge: Charge, hours: Decimal, hour: Decimal, replacement: Decimal, left: int, rates: Rates
) -> tuple[Decimal, Range | None]:
    match charge.method:
        case ChargeMethod.REPLACEMENT:
            half_day = costs.replacement_cost(1, day_rate=rates.replacement_day)
            return replacement, costs.price_band(half_day).times(Decimal(left))
        case ChargeMethod.AVERAGE | ChargeMethod.ACTUAL:
            with_admin = costs.with_percent(hour, rates.admin_percent)
            return hours * with_admin, costs.price_band(with_admin).times(hours)
        case ChargeMethod.FIXED:
            return charge.named or Decimal(0), None
        case _:
            return Decimal(0), None


def outside_cost(
    comparison: Comparison, prices: tuple[Decimal, Decimal], loans: Sequence[HalfDays], rates: Rates
) -> Range:
    """What hiring outside would cost for the same half-days, in euros including VAT. Preparation is left out, so the
    saving is rather too low than too high."""
    half_days = sum(loan.count for loan in loans)
    per_day = Decimal(half_days) / costs.HALF_DAYS_PER_DAY
    units = per_day if comparison.is_per_day else half_days * rates.half_day_hours
    found = Range(*prices).times(units)
    return found.with_vat(rates.vat_percent) if comparison.is_without_vat else found


def savings(outside: Range, cost: Estimate, *, vat_cents: int) -> tuple[Range, Range]:
    """For the borrower, and for education as a whole; two views that are never added up (DOMAIN 5.7)."""
    travel = costs.euros(cost.travel_cents)
    borrower = costs.savings_for_borrower(outside, charged=costs.euros(cost.price_cents + vat_cents), travel=travel)
    everybody = costs.savings_for_all(
        outside,
        replacement=costs.euros(cost.replacement_cents),
        travel=travel,
        extension=costs.euros(cost.extra_cents),
    )
    return borrower, everybody
