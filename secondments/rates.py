"""The rates a secondment is estimated with, as the rate tables have them on a day."""

from datetime import date
from decimal import Decimal

from funding import rates
from organisations.models import Board
from secondments.choices import Comparison
from secondments.pricing import Rates

_KEYS = {
    "half_day_hours": rates.HALF_DAY_HOURS,
    "average_hour": rates.BOARD_HOUR_RATE,
    "replacement_day": rates.REPLACEMENT_DAY_RATE,
    "km": rates.KM_BUSINESS,
    "vat_percent": rates.VAT_PERCENT,
    "admin_percent": rates.ADMIN_PERCENT,
    "wage_margin_percent": rates.ADMIN_WARN_PERCENT,
    "cancel_free_days": rates.CANCEL_FREE_DAYS,
    "cancel_percent": rates.CANCEL_PERCENT,
}


def rates_for(board: Board | None, on: date) -> Rates:
    """The lending board's own rates where it has them, else the general ones; a figure nobody loaded keeps the
    default of `pricing.Rates`."""
    found = rates.rates(on, board)
    return Rates(**{name: found[key] for name, key in _KEYS.items() if key in found})


def outside_prices(comparison: Comparison, on: date) -> tuple[Decimal, Decimal] | None:
    """From and to, in euros per hour or day; None where no price is known: then no saving is shown."""
    found = rates.rates(on)
    low, high = (found.get(f"outside.{comparison}.{end}") for end in ("low", "high"))
    return None if low is None or high is None else (low, high)
