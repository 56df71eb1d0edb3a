"""What this app holds about one person: their loans, and the steps they took."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import NotAllowedNow
from secondments.choices import EventKind, SecondmentState
from secondments.models import Approval, CalendarFeed, Event, LoanHalfDay, Secondment
from users.models import User

# Secondments, agreements and cost sheets are kept seven years (DOMAIN 11, fiscal).
KEPT_YEARS = 7

# Lines of the story that hold somebody's own reason, and what stays of them.
WITHOUT_WORDS = {
    EventKind.DECLINED: _("zei nee."),
    EventKind.STOPPED: _("stopte dit."),
    EventKind.OVERRIDDEN: _("besloot dat het zonder vervanging kan."),
}


def export(user: User) -> dict[str, Any]:
    half_days = LoanHalfDay.objects.filter(loan__expert__user=user)
    fields = ("loan__secondment__title", "loan__secondment__borrower__name", "day", "part")
    return {
        "hulp die je gaf": [
            {"inzet": title, "school": school, "dag": day, "dagdeel": part}
            for title, school, day, part in half_days.values_list(*fields)
        ],
        "wat je besliste": [
            {
                "inzet": step.secondment.title,
                "als": step.get_kind_display(),
                "antwoord": step.get_state_display(),
                "reden": step.get_decline_reason_display() if step.decline_reason else "",
                "toelichting": step.note,
                "wanneer": step.decided_at,
            }
            for step in Approval.objects.filter(decided_by=user).select_related("secondment")
        ],
        "wat je deed": list(Event.objects.filter(by=user).values("secondment__title", "text", "happened_at")),
        "agenda-adres gemaakt op": CalendarFeed.objects.filter(user=user).values_list("created_at", flat=True).first(),
        "wat je voorstelde": list(Secondment.objects.filter(proposed_by=user).values("title", "goal", "created_at")),
    }


def erase(user: User) -> None:
    """Take this person's own words away. That somebody decided for a school or board stays; the name goes with the
    sign-in itself (users), and reads "Iemand" from then on.

    Raises NotAllowedNow while a secondment of theirs is still to come or asked.
    """
    busy = (SecondmentState.IN_APPROVAL, SecondmentState.PLANNED)
    if Secondment.objects.filter(loans__expert__user=user, state__in=busy).exists():
        raise NotAllowedNow(_("Je hebt nog een inzet staan. Zeg die eerst af, dan kunnen je gegevens weg."))
    CalendarFeed.objects.filter(user=user).delete()
    Approval.objects.filter(decided_by=user).update(note="")
    for kind, sentence in WITHOUT_WORDS.items():
        Event.objects.filter(by=user, kind=kind).update(text=str(sentence))


def retain(today: date) -> int:
    """What is over longer than the fiscal term loses its words; the figures of budgets stay in their ledger."""
    over = Secondment.objects.exclude(state__in=(SecondmentState.IN_APPROVAL, SecondmentState.PLANNED)).filter(
        updated_at__lt=timezone.now().replace(year=today.year - KEPT_YEARS, month=today.month, day=min(today.day, 28))
    )
    gone = Event.objects.filter(secondment__in=over).delete()[0]
    return gone + Approval.objects.filter(secondment__in=over).exclude(note="").update(note="")
