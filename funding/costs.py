"""What help costs and what it saves. Pure: Decimals in, Decimals out, all amounts in euros unless a name says cents.

Formulas and figures: DOMAIN sections 5.2 to 5.5 and 5.7. Nothing is rounded before it is shown; `cents` does that.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

MONTHS = 12
BAND_STEP = Decimal(5)
BAND_MARGIN = Decimal("0.05")
HALF_DAYS_PER_DAY = 2
FREE_TO_CANCEL_DAYS = 5
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, in euros; always shown as an estimate."""

    low: Decimal
    high: Decimal

    def times(self, factor: Decimal) -> "Range":
        return Range(self.low * factor, self.high * factor)

    def plus(self, amount: Decimal) -> "Range":
        return Range(self.low + amount, self.high + amount)

    def minus(self, amount: Decimal) -> "Range":
        return Range(self.low - amount, self.high - amount)

    def with_vat(self, vat_percent: Decimal) -> "Range":
        return Range(with_vat(self.low, vat_percent), with_vat(self.high, vat_percent))


def year_cost(month_salary: Decimal, *, employer_factor: Decimal, fte: Decimal = Decimal(1)) -> Decimal:
    """What an employer pays in a year. The factor holds holiday pay, bonus, pension and premiums."""
    return month_salary * MONTHS * employer_factor * fte


def hour_cost(month_salary: Decimal, *, employer_factor: Decimal, year_hours: Decimal) -> Decimal:
    """Per hour of the norm year (1659 hours)."""
    return year_cost(month_salary, employer_factor=employer_factor) / year_hours


def lesson_hour_cost(
    month_salary: Decimal, *, employer_factor: Decimal, teaching_hours: Decimal = Decimal(940)
) -> Decimal:
    """Per lesson, where just lessons are counted: the year spread over the hours in class (CAO PO: at most 940)."""
    return year_cost(month_salary, employer_factor=employer_factor) / teaching_hours


def day_cost(hour: Decimal, *, day_hours: Decimal) -> Decimal:
    return hour * day_hours


def help_cost(half_days: int, *, hour: Decimal, half_day_hours: Decimal = Decimal(4)) -> Decimal:
    """Half-days of help at an hour rate; a half-day counts as four hours unless agreed otherwise."""
    return half_days * half_day_hours * hour


def preparation_cost(hours: Decimal, *, hour: Decimal) -> Decimal:
    return hours * hour


def preparation_hours(help_hours: Decimal, *, percent: Decimal) -> Decimal:
    """Preparation as a share of the hours of help (a workshop: 50 percent)."""
    return help_hours * percent / HUNDRED


def replacement_cost(half_days: int, *, day_rate: Decimal) -> Decimal:
    """A half-day of replacement is half of the day rate."""
    return half_days * day_rate / HALF_DAYS_PER_DAY


def travel_cost(km_one_way: Decimal, days: int, *, km_rate: Decimal) -> Decimal:
    """There and back, every day."""
    return km_one_way * 2 * days * km_rate


def cancellation_cost(
    price: Decimal, school_days_ahead: int, *, free_days: int = FREE_TO_CANCEL_DAYS, percent: Decimal = HUNDRED / 2
) -> Decimal:
    """What calling off costs who called off: nothing until `free_days` school days ahead, then a share of the price of
    what is called off (DOMAIN 5.3: free until 5 working days, 50 percent after)."""
    return Decimal(0) if school_days_ahead >= free_days else price * percent / HUNDRED


def exceeds_wage(charged: Decimal, *, wage: Decimal, margin_percent: Decimal = Decimal(5)) -> bool:
    """Is more charged than the gross wage cost of who is lent and a reasonable allowance? Then the assumption behind
    the education exemption for VAT fails (decision of 15 June 2024; DOMAIN 5.4 points 1 and 6)."""
    return charged > with_percent(wage, margin_percent)


def with_percent(amount: Decimal, percent: Decimal) -> Decimal:
    """With so many percent on top: an allowance, or VAT."""
    return amount * (HUNDRED + percent) / HUNDRED


def with_vat(amount: Decimal, vat_percent: Decimal) -> Decimal:
    return with_percent(amount, vat_percent)


def price_band(hour: Decimal) -> Range:
    """What a borrower sees of an hour rate: about, in steps of five euros, so no salary can be read from it.
    A price is the band of its hour rate times the hours, never a band around the exact price."""
    low = (hour * (1 - BAND_MARGIN) / BAND_STEP).to_integral_value(ROUND_FLOOR) * BAND_STEP
    high = (hour * (1 + BAND_MARGIN) / BAND_STEP).to_integral_value(ROUND_CEILING) * BAND_STEP
    return Range(low, high)


def savings_for_borrower(outside: Range, *, charged: Decimal, travel: Decimal = Decimal(0)) -> Range:
    """Against hiring outside, as the borrowing school sees it. Both sides including VAT."""
    return outside.minus(charged + travel)


def savings_for_all(
    outside: Range, *, replacement: Decimal, travel: Decimal = Decimal(0), extension: Decimal = Decimal(0)
) -> Range:
    """Against hiring outside, as education as a whole sees it: a salary that is paid anyway is no cost and no saving.
    Never add this to `savings_for_borrower`."""
    return outside.minus(replacement + travel + extension)


def cents(amount: Decimal) -> int:
    """Euros as eurocents, half a cent up."""
    return int((amount * HUNDRED).to_integral_value(ROUND_HALF_UP))


def euros(amount_cents: int) -> Decimal:
    """Eurocents as euros."""
    return Decimal(amount_cents) / HUNDRED
