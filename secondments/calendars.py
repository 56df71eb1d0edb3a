"""Agreed half-days as a calendar (RFC 5545). Help is counted in half-days and not in hours, so each is a whole-day
entry that names its half."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from core.outbox import absolute
from secondments.models import LoanHalfDay
from users.models import User

# Half-days longer ago than this are history, not calendar.
KEPT = timedelta(days=180)


def calendar_of(user: User, today: date | None = None) -> bytes:
    """The half-days this person takes part in, from half a year ago on; a fixed number of queries."""
    today = today or timezone.localdate()
    calendar = Calendar()
    calendar.add("prodid", "-//Expedu//Expedu//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Expedu")
    rows = LoanHalfDay.objects.agreed().of_party(user).filter(day__gte=today - KEPT)
    related = ("loan__expert__user", "loan__secondment__borrower")
    for row in rows.select_related(*related).distinct().order_by("day", "part", "pk"):
        calendar.add_component(_event(row, user))
    return bytes(calendar.to_ical())


def _event(row: LoanHalfDay, user: User) -> Event:
    secondment = row.loan.secondment
    words = {
        "part": row.get_part_display(),
        "title": secondment.title,
        "name": row.loan.expert,
        "school": secondment.borrower.name,
    }
    is_own = row.loan.expert.user_id == user.pk
    summary = _("%(part)s: %(title)s") if is_own else _("%(part)s: %(name)s, %(title)s")
    event = Event()
    event.add("uid", f"half-day-{row.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("summary", summary % words)
    event.add("dtstart", row.day)
    event.add("dtend", row.day + timedelta(days=1))
    event.add("dtstamp", secondment.planned_at or timezone.now())
    event.add("location", secondment.borrower.name)
    event.add("url", absolute(secondment.get_absolute_url()))
    event.add("transp", "OPAQUE" if is_own else "TRANSPARENT")
    return event
