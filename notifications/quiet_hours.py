"""When mail may arrive: on weekdays between 7:30 and 18:00, in the one time zone of Expedu. Pure.

(School holidays join in a later issue.)
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

MORNING = time(7, 30)
EVENING = time(18, 0)
DIGEST_AT = time(16, 0)
SATURDAY = 5


def next_moment(now: datetime) -> datetime:
    """`now` when mail may arrive then, else the first moment after it when it may. Aware in, aware out."""
    local = timezone.localtime(now)
    if local.weekday() < SATURDAY and local.time() < MORNING:
        return _at(local, MORNING)
    if local.weekday() < SATURDAY and local.time() < EVENING:
        return now
    day = local + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return _at(day, MORNING)


def last_digest(now: datetime) -> datetime:
    """The last weekday 16:00 at or before `now`."""
    day = timezone.localtime(now)
    if day.time() < DIGEST_AT:
        day -= timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return _at(day, DIGEST_AT)


def _at(day: datetime, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day.date(), moment))
