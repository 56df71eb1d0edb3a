from datetime import date, datetime

import pytest
from django.utils import timezone

from notifications.quiet_hours import last_digest, last_weekly, next_moment
from organisations.calendar import calendar_of


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


HOLIDAY = calendar_of([(date(2026, 10, 17), date(2026, 10, 25))])


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ((2026, 10, 16, 17, 0), (2026, 10, 16, 17, 0)),  # Friday before the autumn holiday
        ((2026, 10, 16, 18, 0), (2026, 10, 26, 7, 30)),
        ((2026, 10, 20, 10, 0), (2026, 10, 26, 7, 30)),
        ((2026, 4, 27, 10, 0), (2026, 4, 28, 7, 30)),  # the King's birthday
    ],
)
def test_in_the_holidays_of_the_reader_no_mail_arrives(now, then):
    assert next_moment(at(*now), HOLIDAY) == at(*then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ((2026, 3, 13, 16, 0), (2026, 3, 13, 16, 0)),
        ((2026, 3, 13, 15, 59), (2026, 3, 6, 16, 0)),
        ((2026, 3, 16, 9, 0), (2026, 3, 13, 16, 0)),
        ((2026, 3, 12, 17, 0), (2026, 3, 6, 16, 0)),
    ],
)
def test_when_the_last_weekly_mail_closed(now, then):
    assert last_weekly(at(*now)) == at(*then)


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
