from collections.abc import Iterator
from datetime import date, datetime
from unittest.mock import patch

import pytest
from django.utils import timezone

from organisations.choices import HolidayRegion
from organisations.models import SchoolHoliday
from tests.notifications.broker import broker, worker  # noqa: F401


class Clock:
    """The moment `timezone.now()` tells; a test moves it with `clock.on(2026, 3, 10)`, ten in the morning."""

    def __init__(self) -> None:
        self.on(2026, 3, 2)

    def on(self, year: int, month: int, day: int, hour: int = 10) -> date:
        self.now = timezone.make_aware(datetime(year, month, day, hour))  # noqa: DTZ001
        return self.now.date()


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Monday 2 March 2026, ten o'clock, until the test moves it."""
    clock = Clock()
    with patch("django.utils.timezone.now", lambda: clock.now):
        yield clock


@pytest.fixture
def spring_break(db: None) -> None:
    """Monday 9 to Friday 13 March 2026 there is no school in the north."""
    SchoolHoliday.objects.create(
        holiday_region=HolidayRegion.NORTH, name="Vrij", starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 13)
    )
