"""Alarms in words, for the moderator."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.alarms import Alarm, Given, Pattern, alarms_in
from reviews.models import Review
from users.models import User


def alarms_for(user: User, now: datetime | None = None) -> list[str]:
    """A sentence per pattern among the marks this moderator may look at. One query."""
    rows = Review.objects.marks_for_moderator(user, now or timezone.now()).select_related(
        "school", "loan__expert__user", "loan__position__membership__school"
    )
    given = [
        Given(
            school=row.school.name,
            expert=str(row.loan.expert),
            author_id=row.author_id,
            lender=row.loan.lender.name if row.loan.lender else "",
            mark=row.mark or 0,
            at=row.submitted_at,
        )
        for row in rows
        if row.submitted_at is not None
    ]
    return [in_words(alarm) for alarm in alarms_in(given)]


def in_words(alarm: Alarm) -> str:
    first, *rest = alarm.about
    words = {"first": first, "second": rest[0] if rest else "", "n": alarm.marks}
    match alarm.pattern:
        case Pattern.MUTUAL:
            return _("%(first)s en %(second)s gaven elkaar steeds een 10, samen %(n)s keer.") % words
        case Pattern.QUICK:
            return _("Iemand van %(first)s gaf %(n)s cijfers binnen tien minuten.") % words
        case Pattern.ONE_SCHOOL:
            return _("Bijna alle cijfers van %(first)s komen van %(second)s: %(n)s.") % words
        case Pattern.RISE:
            return _("De laatste %(n)s cijfers van %(first)s zijn veel hoger dan die daarvoor.") % words
