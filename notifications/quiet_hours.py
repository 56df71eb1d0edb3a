"""When mail may arrive: on school days of the reader between 7:30 and 18:00, in the one time zone of Expedu. Pure."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from organisations.calendar import Calendar, add_school_days, is_school_day

MORNING = time(7, 30)
EVENING = time(18, 0)
DIGEST_AT = time(16, 0)
FRIDAY, SATURDAY = 4, 5
WITHOUT_HOLIDAYS = Calendar()


def next_moment(now: datetime, calendar: Calendar = WITHOUT_HOLIDAYS) -> datetime:
    """`now` when mail may arrive then, else the first moment after it when it may. Aware in, aware out."""
    local = timezone.localtime(now)
    if is_school_day(local.date(), calendar) and local.time() < MORNING:
        return _at(local, MORNING)
    if is_school_day(local.date(), calendar) and local.time() < EVENING:
        return now
    return _at(datetime.combine(add_school_days(local.date(), 1, calendar), MORNING), MORNING)


def last_digest(now: datetime) -> datetime:
    """The last weekday 16:00 at or before `now`."""
    day = timezone.localtime(now)
    if day.time() < DIGEST_AT:
        day -= timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return _at(day, DIGEST_AT)


def last_weekly(now: datetime) -> datetime:
    """The last Friday 16:00 at or before `now`."""
    moment = last_digest(now)
    while moment.weekday() != FRIDAY:
        moment = last_digest(moment - timedelta(days=1))
    return moment


def _at(day: datetime, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day.date(), moment))
