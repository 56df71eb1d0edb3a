"""Taking back, calling off, finishing, and reminding who is waited for."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from experts import actions as expert_actions
from funding import actions as funding_actions
from funding.choices import CommitmentState
from helprequests.actions import reopen_help_request
from helprequests.choices import RequestState
from helprequests.models import HelpRequest
from organisations.calendar import Calendar, school_days_between
from organisations.models import Board, Membership, School
from organisations.roles import Right
from organisations.school_calendar import calendar_for_many
from secondments import notifications
from secondments.actions.deciding import everybody_in, release_money
from secondments.actions.locking import locked, move_to, write
from secondments.actions.running import call_off_half_days
from secondments.choices import EventKind, SecondmentState, StepKind, StepState
from secondments.models import Approval, LoanHalfDay, ReplacementFunding, Secondment
from secondments.permissions import deciders_of, is_on_lending_side, lent_user_ids
from users.models import User


@transaction.atomic
def withdraw_secondment(secondment: Secondment, *, by: User) -> Secondment:
    """The school that asked takes the proposal back; reserved money is free again."""
    secondment = locked(secondment)
    release_money(secondment)
    move_to(secondment, SecondmentState.WITHDRAWN)
    write(secondment, EventKind.STOPPED, gettext_noop("trok het voorstel in."), by=by)
    asked = secondment.approvals.current().filter(waiting_since__isnull=False).with_places()
    waiting = deciders_of([step for step in asked if step.state == StepState.WAITING])
    people = [user for users in waiting.values() for user in users] + everybody_in(secondment)
    notifications.tell(notifications.STOPPED, secondment, [user for user in people if user.pk != by.pk])
    return secondment


@transaction.atomic
def cancel_secondment(secondment: Secondment, *, by: User, reason: str) -> Secondment:
    """Call off what was agreed: the half-days that are still to come are free again, and so is the money."""
    secondment = locked(secondment)
    if not reason.strip():
        raise NotAllowedNow(_("Schrijf kort op waarom het niet doorgaat."))
    _settle_money(secondment, before=timezone.localdate())
    move_to(secondment, SecondmentState.CANCELLED)
    text = gettext_noop("zegde de inzet af: %(reason)s") % {"reason": reason.strip()}
    write(secondment, EventKind.STOPPED, text, by=by)
    _ask_again(secondment, by=by)
    today = timezone.localdate()
    coming = LoanHalfDay.objects.filter(loan__secondment=secondment, booked__isnull=False, day__gte=today)
    rows = list(coming)
    booked = [row.booked_id for row in rows if row.booked_id]
    is_borrower = not is_on_lending_side(by, secondment) and by.pk not in lent_user_ids(secondment)
    call_off_half_days(secondment, rows, is_borrower=is_borrower, today=today)
    coming.update(booked=None)
    expert_actions.free_half_days(booked)
    people = [user for user in everybody_in(secondment) if user.pk != by.pk]
    notifications.tell(notifications.STOPPED, secondment, people)
    return secondment


def finish_secondments(today: date | None = None) -> int:
    """Finish every planned secondment whose last half-day has passed; returns how many. Each in a transaction of its
    own; safe to run twice, late, or never."""
    today = today or timezone.localdate()
    finished = 0
    for pk in Secondment.objects.over(today).order_by("pk").values_list("pk", flat=True):
        finished += _finish(pk, today)
    return finished


@transaction.atomic
def _finish(pk: int, today: date) -> bool:
    secondment = locked(Secondment(pk=pk))
    if secondment.state != SecondmentState.PLANNED:
        return False
    _settle_money(secondment, before=today)
    secondment.finished_on = today
    move_to(secondment, SecondmentState.FINISHED)
    loans = list(secondment.loans.order_by("expert_id"))
    count = LoanHalfDay.objects.filter(loan__in=loans).count()
    write(
        secondment, EventKind.FINISHED, gettext_noop("De inzet is klaar: %(count)s dagdelen hulp.") % {"count": count}
    )
    for loan in loans:
        expert_actions.record_finished(loan.expert_id)
    notifications.tell(notifications.FINISHED, secondment, everybody_in(secondment))
    return True


def remind_deciders(today: date | None = None) -> int:
    """Remind who is waited for after so many school days, and tell who can help after more (policy of the board that
    is asked); returns how many steps waited that long. Nobody is told the same thing twice."""
    today = today or timezone.localdate()
    steps = list(Approval.objects.at_turn().with_places().select_related("secondment__borrower__board"))
    calendars = _calendars(steps)
    late = 0
    for step in steps:
        assert step.waiting_since is not None
        waited = school_days_between(timezone.localdate(step.waiting_since), today, calendars[step.pk])
        policy = _policy(step)
        late += waited >= policy.reminder_days
        if waited >= policy.reminder_days:
            notifications.tell_deciders(notifications.REMINDER, step, deciders_of([step])[step.pk])
        # An expert who thinks it over is reminded and left alone: nobody else hears of it.
        if waited >= policy.escalation_days and step.kind != StepKind.EXPERT:
            notifications.tell_helpers(step, _helpers(step))
    return late


def _ask_again(secondment: Secondment, *, by: User) -> None:
    """The question that led here is open again, as long as its period lasts and nobody else answers it."""
    if secondment.help_request_id is None:
        return
    today = timezone.localdate()
    question = HelpRequest.objects.filter(
        pk=secondment.help_request_id, state=RequestState.AGREED, ends_on__gt=today
    ).first()
    if question is not None and not Secondment.objects.planned().filter(help_request=question).exists():
        reopen_help_request(question, by=by)


def _settle_money(secondment: Secondment, *, before: date) -> None:
    """Half-days that have been are paid for, at what they cost; the rest of the money is free again."""
    been = LoanHalfDay.objects.filter(loan__secondment=secondment, day__lt=before)
    used = sum(been.values_list("replacement_cents", flat=True))
    fundings = ReplacementFunding.objects.filter(secondment=secondment).select_related("commitment", "funded_by")
    for funding in fundings.order_by("commitment__budget_id", "pk"):
        if funding.commitment.state != CommitmentState.COMMITTED:
            continue
        part = min(used, funding.commitment.amount_cents)
        used -= part
        if part:
            funding_actions.spend(funding.commitment, by=funding.funded_by, amount_cents=part, note=secondment.title)
        else:
            funding_actions.release(funding.commitment, by=funding.funded_by, note=secondment.title)


def _calendars(steps: list[Approval]) -> dict[int, Calendar]:
    """Whose school days count: of the school that is asked, else of the school that asks."""
    schools = {step.pk: step.school or step.secondment.borrower for step in steps}
    of_school = calendar_for_many(schools.values()) if schools else {}
    return {pk: of_school[school.pk] for pk, school in schools.items()}


def _policy(step: Approval) -> Board:
    place = step.organisation
    if isinstance(place, Board):
        return place
    school = place if isinstance(place, School) else step.secondment.borrower
    return school.board


def _helpers(step: Approval) -> list[User]:
    """The board of who is asked; for a board or network itself, its own people."""
    held = Membership.objects.active().with_right(Right.DECIDE_FOR_BOARD).filter(board=_policy(step))
    return [membership.user for membership in held.select_related("user")]
