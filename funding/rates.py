"""What a figure is worth on a day: the board's own rate when it has one, else the general one."""

from datetime import date
from decimal import Decimal

from funding.errors import RateMissing
from funding.models import Rate
from organisations.models import Board

# Keys others ask for by name; every key with its meaning stands in reference/rates.csv.
NORM_YEAR_HOURS = "norm_year_hours"
EMPLOYER_FACTOR = "employer_factor"
BOARD_HOUR_RATE = "board_hour_rate"
DAY_HOURS = "day_hours"
HALF_DAY_HOURS = "half_day_hours"
REPLACEMENT_DAY_RATE = "replacement_day_rate"
KM_BUSINESS = "km_business"
VAT_PERCENT = "vat_percent"
ADMIN_PERCENT = "admin_percent"
CANCEL_FREE_DAYS = "cancel_free_days"
CANCEL_PERCENT = "cancel_percent"
ADMIN_WARN_PERCENT = "admin_warn_percent"


def rate(key: str, on: date, board: Board | None = None) -> Decimal:
    """One figure (euros, hours, percent or a factor: see its key). Raises RateMissing."""
    found = Rate.objects.valid(on, board).filter(key=key).values_list("value", flat=True).last()
    if found is None:
        raise RateMissing(f"no rate {key} on {on}; run manage.py load_rates")
    return found


def rates(on: date, board: Board | None = None) -> dict[str, Decimal]:
    """Every figure of that day, in one query."""
    return dict(Rate.objects.valid(on, board).values_list("key", "value"))
