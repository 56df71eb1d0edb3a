"""What is known of an expert's coming half-days, read from the database for `half_day_grid`."""

from datetime import date, timedelta

from django.utils import timezone

from experts.choices import Part
from experts.half_day_grid import Diary, Week, weeks_of
from experts.models import AvailabilityException, BookedHalfDay, Position
from helprequests.models import HelpRequest
from organisations.models import School
from organisations.school_calendar import calendar_for_many
from secondments.choices import SecondmentState
from secondments.models import LoanHalfDay, Secondment

# How far ahead one picks when the question names no period.
WEEKS_AHEAD = 8
MOST_WEEKS = 26


def period_for(help_request: HelpRequest | None, today: date) -> tuple[date, date]:
    """First and last day to pick from: the period of the question as far as it lies ahead, else the coming weeks."""
    first = today + timedelta(days=1)
    if help_request is None or help_request.ends_on <= first:
        return first, first + timedelta(weeks=WEEKS_AHEAD)
    first = max(first, help_request.starts_on)
    return first, min(help_request.ends_on, first + timedelta(weeks=MOST_WEEKS))


def weeks_for(
    position: Position, borrower: School, first: date, last: date, *, ignoring: Secondment | None = None
) -> list[Week]:
    """The weeks to pick half-days from; the secondment that is changed is not in its own way."""
    lender = position.membership.school or borrower
    calendars = calendar_for_many({borrower, lender})
    diary = Diary(
        pattern=position.half_days,
        exceptions={
            (row.day, Part(row.part)): row.is_free
            for row in AvailabilityException.objects.filter(expert=position.expert_id, day__range=(first, last))
        },
        booked=_half_days(BookedHalfDay.objects.filter(expert=position.expert_id, day__range=(first, last))),
        held=_held(position, first, last, ignoring),
    )
    return weeks_of(
        diary,
        first=first,
        last=last,
        today=timezone.localdate(),
        there=calendars[lender.pk],
        here=calendars[borrower.pk],
    )


def _held(position: Position, first: date, last: date, ignoring: Secondment | None) -> set[tuple[date, Part]]:
    """Half-days of proposals that wait for a yes: a soft hold that is shown and stops nobody."""
    rows = LoanHalfDay.objects.filter(
        loan__expert=position.expert_id,
        loan__secondment__state=SecondmentState.IN_APPROVAL,
        day__range=(first, last),
    )
    return _half_days(rows.exclude(loan__secondment=ignoring) if ignoring else rows)


def _half_days(rows) -> set[tuple[date, Part]]:  # type: ignore[no-untyped-def]
    return {(day, Part(part)) for day, part in rows.values_list("day", "part")}
