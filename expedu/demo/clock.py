"""Turning the clock back, so that the past year of the demo is written by the real verbs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import time_machine

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@contextmanager
def at(day: date, hour: int = 10, minute: int = 0) -> Iterator[None]:
    """Everything inside happens on `day`, at school time."""
    with time_machine.travel(datetime.combine(day, time(hour, minute), AMSTERDAM), tick=False):
        yield
