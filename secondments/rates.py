"""The rates a secondment is estimated with, as the rate tables have them on a day."""

from datetime import date

from funding import costs, rates
from organisations.models import Board
from secondments.pricing import Rates


def rates_for(board: Board | None, on: date) -> Rates:
    """The lending board's own rates where it has them, else the general ones; a figure nobody loaded keeps the
    default of `pricing.Rates`."""
    found = rates.rates(on, board)
    default = Rates()
    hour = found.get(rates.BOARD_HOUR_RATE)
    day = found.get(rates.REPLACEMENT_DAY_RATE)
    return Rates(
        half_day_hours=found.get(rates.HALF_DAY_HOURS, default.half_day_hours),
        average_hour_cents=default.average_hour_cents if hour is None else costs.cents(hour),
        replacement_half_day_cents=default.replacement_half_day_cents
        if day is None
        else costs.cents(costs.replacement_cost(1, day_rate=day)),
    )
