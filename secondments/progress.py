"""Who a secondment waits for, since when and what comes next: the line everybody sees, and the route of steps."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.half_days import joined
from organisations.calendar import Calendar, school_days_between
from organisations.school_calendar import calendar_for_many
from secondments.choices import ReplacementState, SecondmentState, StepKind, StepState
from secondments.models import Approval, Loan, Secondment
from secondments.permissions import NOBODY_ELSE, current_steps, deciders_of, place_to_deputise
from users.models import User

UNCOVERED = (ReplacementState.SOUGHT, ReplacementState.FAILED)


@dataclass(frozen=True, slots=True)
class Progress:
    """`who` and `text` make one line: "Dit wacht op jou" + ", sinds 4 schooldagen. Daarna beslist Noor." `mine` is the
    step this reader may take now; `is_cover_mine`: this reader arranges the replacement that is waited for."""

    who: str = ""
    text: str = ""
    since: date | None = None
    mine: Approval | None = None
    is_cover_mine: bool = False
    url: str = ""
    label: str = ""
    route: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_mine(self) -> bool:
        return self.mine is not None or self.is_cover_mine


def progress_of(secondments: Iterable[Secondment], user: User, today: date) -> dict[int, Progress]:
    """Secondment primary key -> its progress as this user sees it; needs `with_story()`, a fixed number of queries."""
    secondments = list(secondments)
    steps = [step for secondment in secondments for step in current_steps(secondment)]
    deciders = deciders_of(step for step in steps if step.state == StepState.WAITING)
    calendars = calendar_for_many({s.borrower for s in secondments}) if secondments else {}
    return {s.pk: _progress(s, user, today, deciders, calendars[s.borrower_id]) for s in secondments}


def uncovered_loans(secondment: Secondment) -> list[Loan]:
    """Loans that leave a class nobody takes yet."""
    if secondment.override_reason:
        return []
    return [
        loan
        for loan in secondment.loans.all()
        if any(half_day.replacement_state in UNCOVERED for half_day in loan.half_days.all())
    ]


def steps_at_turn(secondment: Secondment) -> list[Approval]:
    return [step for step in current_steps(secondment) if step.is_at_turn]


def waits_for_cover(secondment: Secondment) -> bool:
    """Everybody before the money has said yes, and a class is still uncovered."""
    if secondment.state != SecondmentState.IN_APPROVAL or steps_at_turn(secondment):
        return False
    return bool(uncovered_loans(secondment))


def _progress(
    secondment: Secondment, user: User, today: date, deciders: dict[int, list[User]], calendar: Calendar
) -> Progress:
    turn = steps_at_turn(secondment)
    route = [_stop(step, user, deciders.get(step.pk, [])) for step in current_steps(secondment)]
    if secondment.state != SecondmentState.IN_APPROVAL:
        return Progress(text=_in_words(secondment), route=route)
    if waits_for_cover(secondment):
        return _waiting_for_cover(secondment, user, today, calendar, route)
    if not turn:
        return Progress(text=_in_words(secondment), route=route)
    mine = next((step for step in turn if user in deciders[step.pk]), None)
    step = mine or turn[0]
    since = timezone.localdate(step.waiting_since) if step.waiting_since else today
    who = _("Dit wacht op jou") if mine else _("Dit wacht op %(who)s") % {"who": _names(step, deciders[step.pk])}
    text = f", {_since(since, today, calendar)}. {_nobody(step, deciders)}{_after(secondment, step)}".rstrip()
    url = reverse("secondments:approval_decide", args=[step.pk]) if mine else ""
    label = _("Bekijk en beslis") if mine else ""
    if not deciders[step.pk] and (place := place_to_deputise(user, step)) is not None:
        url, label = reverse("organisations:deputy_create", args=[place.pk]), _("Wijs een vervanger aan")
    return Progress(who, text, since, mine, False, url, label, route)


def _waiting_for_cover(
    secondment: Secondment, user: User, today: date, calendar: Calendar, route: list[dict[str, Any]]
) -> Progress:
    loans = uncovered_loans(secondment)
    directors = [s for s in current_steps(secondment) if s.kind == StepKind.LENDING_DIRECTOR and s.decided_at]
    mine = any(s.decided_by_id == user.pk for s in directors)
    schools = joined(sorted({str(loan.lender) for loan in loans}))
    decided = [s.decided_at for s in current_steps(secondment) if s.decided_at]
    since = timezone.localdate(max(decided)) if decided else today
    who = _("Dit wacht op jou") if mine else _("Dit wacht op vervanging bij %(school)s") % {"school": schools}
    after = _("Daarna wordt de vervanging betaald en staat de inzet vast.")
    text = f", {_since(since, today, calendar)}. {_('Iemand moet de klas overnemen.')} {after}"
    url = reverse("secondments:replacement_edit", args=[secondment.pk]) if mine else ""
    return Progress(who, text, since, None, mine, url, _("Regel de vervanging") if mine else "", route)


def _since(since: date, today: date, calendar: Calendar) -> str:
    days = school_days_between(since, today, calendar)
    if days == 0:
        return _("sinds vandaag")
    return ngettext("sinds %(days)s schooldag", "sinds %(days)s schooldagen", days) % {"days": days}


def _after(secondment: Secondment, step: Approval) -> str:
    later = [s for s in current_steps(secondment) if s.position_in_order > step.position_in_order]
    waiting = [s for s in later if s.state == StepState.WAITING]
    if not waiting:
        return _("Daarna staat de inzet vast.")
    if waiting[0].party == step.party:
        return _("Daarna gaat het over het geld.") if waiting[0].kind == StepKind.BUDGET_HOLDER else ""
    return _("Daarna beslist %(who)s.") % {"who": waiting[0].party}


def _nobody(step: Approval, deciders: dict[int, list[User]]) -> str:
    return "" if deciders[step.pk] else f"{NOBODY_ELSE} "


def _names(step: Approval, users: list[User]) -> str:
    if step.organisation is None:
        return str(step.expert)
    names = joined([user.full_name for user in users[:2]])
    return _("%(names)s van %(party)s") % {"names": names, "party": step.party} if names else step.party


def _stop(step: Approval, user: User, deciders: list[User]) -> dict[str, Any]:
    """One stop of the route component."""
    words = {"name": step.decided_by.full_name if step.decided_by else "", "party": step.party}
    if step.state == StepState.APPROVED:
        return {"state": "yes", "text": _("%(name)s zei ja") % words, "detail": _detail(step, step.decided_at)}
    if step.state == StepState.DECLINED:
        return {"state": "no", "text": _("Nu niet mogelijk"), "detail": step.get_kind_display()}
    state = "now" if step.is_at_turn else "later"
    if step.is_at_turn and user in deciders:
        return {"state": state, "text": _("Jij bent aan de beurt"), "detail": _detail(step, None)}
    if not deciders:
        return {"state": state, "text": step.party, "detail": NOBODY_ELSE}
    return {"state": state, "text": _names(step, deciders), "detail": step.get_kind_display()}


def _detail(step: Approval, at: datetime | None) -> str:
    party = step.party if step.organisation else ""
    day = date_format(timezone.localtime(at), "l j F") if at else ""
    return ", ".join(part for part in (party, day) if part)


def _in_words(secondment: Secondment) -> str:
    """Where a secondment stands that waits for nobody's yes."""
    words = {
        "first": date_format(secondment.starts_on, "j F") if secondment.starts_on else "",
        "last": date_format(secondment.ends_on, "j F") if secondment.ends_on else "",
        "finished": date_format(secondment.finished_on, "j F") if secondment.finished_on else "",
    }
    match secondment.state:
        case SecondmentState.DRAFT:
            return _("Een dagdeel is ondertussen bezet. Kies een ander dagdeel.")
        case SecondmentState.PLANNED:
            return _("Afgesproken, van %(first)s tot en met %(last)s.") % words
        case SecondmentState.FINISHED:
            return _("Klaar sinds %(finished)s.") % words
        case SecondmentState.DECLINED:
            return _("Dit is nu niet mogelijk.")
        case SecondmentState.WITHDRAWN:
            return _("Ingetrokken door de school die dit vroeg.")
        case SecondmentState.CANCELLED:
            return _("Afgezegd.")
        case _:
            return _("Dit wordt nu afgerond.")
