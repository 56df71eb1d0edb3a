from collections.abc import Iterator
from datetime import datetime
from unittest.mock import patch

import pytest
from django.utils import timezone

from notifications import registry
from tests.notifications.broker import broker, worker  # noqa: F401
from tests.notifications.factories import MESSAGES


class Clock:
    """The moment `timezone.now()` tells; a test moves it with `clock.at(2026, 3, 10, 19, 0)` (Amsterdam time)."""

    def __init__(self) -> None:
        self.at(2026, 3, 10, 10, 0)

    def at(self, *moment: int) -> datetime:
        self.now = timezone.make_aware(datetime(*moment))  # noqa: DTZ001
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Tuesday morning 10 March 2026, 10:00, until the test moves it."""
    clock = Clock()
    with patch("django.utils.timezone.now", lambda: clock.now):
        yield clock


@pytest.fixture(autouse=True)
def messages() -> Iterator[None]:
    """The types of message of these tests, known for as long as a test runs."""
    registry.register(*MESSAGES)
    yield
    for message in MESSAGES:
        del registry._messages[message.kind]
