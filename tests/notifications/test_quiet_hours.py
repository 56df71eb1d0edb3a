from datetime import datetime

import pytest
from django.utils import timezone

from notifications.quiet_hours import last_digest, next_moment


def at(*moment):
    return timezone.make_aware(datetime(*moment))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ((2026, 3, 10, 7, 29), (2026, 3, 10, 7, 30)),
        ((2026, 3, 10, 7, 30), (2026, 3, 10, 7, 30)),
        ((2026, 3, 10, 17, 59), (2026, 3, 10, 17, 59)),
        ((2026, 3, 10, 18, 0), (2026, 3, 11, 7, 30)),
        ((2026, 3, 13, 18, 0), (2026, 3, 16, 7, 30)),  # Friday evening
        ((2026, 3, 14, 12, 0), (2026, 3, 16, 7, 30)),  # Saturday
        ((2026, 3, 27, 20, 0), (2026, 3, 30, 7, 30)),  # the weekend the clock goes forward
        ((2026, 10, 23, 20, 0), (2026, 10, 26, 7, 30)),  # the weekend it goes back
    ],
)
def test_when_mail_may_arrive(now, then):
    assert next_moment(at(*now)) == at(*then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ((2026, 3, 10, 15, 59), (2026, 3, 9, 16, 0)),
        ((2026, 3, 10, 16, 0), (2026, 3, 10, 16, 0)),
        ((2026, 3, 9, 9, 0), (2026, 3, 6, 16, 0)),  # Monday morning
        ((2026, 3, 15, 20, 0), (2026, 3, 13, 16, 0)),  # Sunday
    ],
)
def test_when_the_last_daily_mail_closed(now, then):
    assert last_digest(at(*now)) == at(*then)
