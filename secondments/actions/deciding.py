"""Taking a step, asking the next one, and planning when everybody has said yes."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from experts import actions as expert_actions
from experts.choices import Part
from experts.errors import HalfDayTaken
from funding import actions as funding_actions
from funding.choices import CommitmentState
from helprequests.actions import agree_help_request
from helprequests.choices import RequestState
from helprequests.models import HelpRequest
from organisations.models import Membership
from organisations.roles import Right
from secondments import notifications
from secondments.actions.locking import locked, move_to, write
from secondments.approvals import informed_boards
from secondments.choices import DeclineReason, EventKind, LegalShape, SecondmentState, StepKind, StepState
from secondments.facts import facts_of, rest_to_fund
from secondments.models import Approval, Loan, LoanHalfDay, ReplacementFunding, Secondment
from secondments.permissions import deciders_of, lent_user_ids, missing_from_lender, obstacle, replacement_cents
from users.models import User


@transaction.atomic
def decide_approval(
    approval: Approval, *, by: User, is_yes: bool, reason: DeclineReason | None = None, note: str = ""
) -> Approval:
    """Say yes or no to one step. The last yes plans the secondment, in this same transaction.

    Raises NotAllowedNow when somebody was first, when it is not this person's turn, or for a no without a reason.
    """
    secondment = locked(approval.secondment)
    approval = Approval.objects.with_places().get(pk=approval.pk)
    approval.secondment = secondment
    if approval.state != StepState.WAITING or secondment.state != SecondmentState.IN_APPROVAL:
        raise NotAllowedNow(_("Hierover is al beslist, of het voorstel is veranderd. Kijk hoe het er nu voor staat."))
    refusal = obstacle(by, approval)
    if refusal is not None:
        raise NotAllowedNow(refusal)
    if is_yes and approval.kind == StepKind.BUDGET_HOLDER:
        raise NotAllowedNow(_("Kies eerst uit welk budget de vervanging betaald wordt."))
    if is_yes and (missing := missing_from_lender(approval)) is not None:
        raise NotAllowedNow(missing)
    if not is_yes and reason is None:
        raise NotAllowedNow(_("Kies waarom het nu niet kan."))
    approval.state = StepState.APPROVED if is_yes else StepState.DECLINED
    approval.decided_by, approval.decided_at = by, timezone.now()
    approval.decline_reason = "" if is_yes or reason is None else reason
    approval.note = note
    approval.save()
    if is_yes:
        write(secondment, EventKind.APPROVED, said_yes(approval), by=by)
        move_on(secondment)
    else:
        _decline(secondment, approval, by=by)
    return approval


def said_yes(approval: Approval) -> str:
    """The rest of the sentence after the name."""
    if approval.organisation is None:
        return gettext_noop("zei ja.")
    return gettext_noop("zei ja namens %(party)s.") % {"party": approval.party}


def move_on(secondment: Secondment) -> None:
    """Ask whose turn it is; with nobody left to ask, plan. The secondment is locked by the caller."""
    if secondment.state != SecondmentState.IN_APPROVAL:
        return
    waiting = list(secondment.approvals.current().with_places().filter(state=StepState.WAITING))
    turn = [step for step in waiting if step.position_in_order == waiting[0].position_in_order]
    _hold_back(step for step in waiting if step not in turn)
    if turn and turn[0].kind != StepKind.BUDGET_HOLDER:
        ask(secondment, turn)
    elif must_wait_for_cover(secondment):
        _ask_for_cover(secondment)
    elif unpaid := [step for step in turn if not _needs_no_money(secondment, step)]:
        ask(secondment, unpaid)
    elif unpaid := _steps_whose_money_is_gone(secondment):
        ask_for_money_again(secondment, unpaid)
        move_on(secondment)
    else:
        plan(secondment)


def ask(secondment: Secondment, turn: Iterable[Approval]) -> None:
    """It is their turn now: remember since when, and tell whoever may decide."""
    fresh = [step for step in turn if step.waiting_since is None]
    for step in fresh:
        step.secondment = secondment
        step.waiting_since = timezone.now()
        step.save(update_fields=["waiting_since"])
    for pk, users in deciders_of(fresh).items():
        notifications.tell_deciders(notifications.STEP, next(s for s in fresh if s.pk == pk), users)


def _hold_back(steps: Iterable[Approval]) -> None:
    """Someone before them has to decide again: it is no longer their turn."""
    for step in steps:
        if step.waiting_since is not None:
            step.waiting_since = None
            step.save(update_fields=["waiting_since"])


def must_wait_for_cover(secondment: Secondment) -> bool:
    """A class would be left uncovered, and nobody decided to go ahead all the same."""
    uncovered = LoanHalfDay.objects.filter(loan__secondment=secondment).uncovered()
    return not secondment.override_reason and uncovered.exists()


def plan(secondment: Secondment) -> None:
    """Everybody has said yes: promise the money and book the half-days, or tell who asked that a half-day is gone."""
    try:
        with transaction.atomic():
            _close_question(secondment)
            _commit_money(secondment)
            _book(secondment)
    except HalfDayTaken as gone:
        move_to(secondment, SecondmentState.DRAFT)
        write(secondment, EventKind.STOPPED, gone.sentence)
        about = f"v{secondment.terms_version}"
        asker = [secondment.proposed_by]
        notifications.tell(notifications.HALF_DAY_GONE, secondment, asker, about=about, reason=gone.sentence)
        return
    move_to(secondment, SecondmentState.PLANNED)
    write(secondment, EventKind.PLANNED, gettext_noop("Iedereen zei ja. De dagdelen staan vast."))
    notifications.tell(notifications.PLANNED, secondment, everybody_in(secondment))
    notifications.tell(notifications.INFORMED, secondment, _informed(secondment))


def release_money(secondment: Secondment, *, steps: Iterable[Approval] | None = None) -> None:
    """Give back what was reserved or promised for these steps (all, when left out)."""
    fundings = ReplacementFunding.objects.filter(secondment=secondment).select_related("commitment", "funded_by")
    if steps is not None:
        fundings = fundings.filter(approval__in=[step.pk for step in steps])
    for funding in fundings.order_by("commitment__budget_id", "pk"):
        if funding.commitment.state in (CommitmentState.RESERVED, CommitmentState.COMMITTED):
            funding_actions.release(funding.commitment, by=funding.funded_by, note=secondment.title)


def ask_for_money_again(secondment: Secondment, steps: Iterable[Approval]) -> None:
    """The amount changed or the reservation lapsed: the budget holder's yes no longer holds, and is asked anew."""
    steps = list(steps)
    release_money(secondment, steps=steps)
    for step in steps:
        if step.state == StepState.WAITING:
            continue
        step.state = StepState.VOID
        step.save(update_fields=["state"])
        Approval.objects.create(
            secondment=secondment,
            kind=step.kind,
            position_in_order=step.position_in_order,
            board_id=step.board_id,
            network_id=step.network_id,
            terms_version=secondment.terms_version,
        )


def everybody_in(secondment: Secondment) -> list[User]:
    """Who has a part in it: the experts, who asked, and everybody who decided."""
    people = list(User.objects.filter(pk__in={secondment.proposed_by_id, *lent_user_ids(secondment)}))
    return people + [step.decided_by for step in secondment.approvals.current().with_places() if step.decided_by]


def _decline(secondment: Secondment, approval: Approval, *, by: User) -> None:
    """The borrower reads "not possible now"; why is for the lending side. The expert's own why is for nobody."""
    release_money(secondment)
    move_to(secondment, SecondmentState.DECLINED)
    write(secondment, EventKind.DECLINED, gettext_noop("Dit is nu niet mogelijk."))
    if approval.kind != StepKind.EXPERT:
        with translation.override(settings.LANGUAGE_CODE):
            words = {"reason": approval.get_decline_reason_display(), "note": approval.note}
        text = gettext_noop("zei nee: %(reason)s. %(note)s") % words
        write(secondment, EventKind.DECLINED, text.strip(), by=by, is_for_lender_only=True)
    asked = secondment.approvals.current().filter(kind=StepKind.EXPERT, decided_at__isnull=False)
    experts = User.objects.filter(expert__in=asked.values("expert_id"))
    people = [user for user in (secondment.proposed_by, *experts) if user.pk != by.pk]
    notifications.tell(notifications.NOT_NOW, secondment, people, about=f"v{secondment.terms_version}")


def _ask_for_cover(secondment: Secondment) -> None:
    """Everybody before the money said yes, and a class is still uncovered: its director is told, once per version."""
    loans = Loan.objects.filter(secondment=secondment, half_days__in=LoanHalfDay.objects.uncovered())
    schools = loans.values("position__membership__school_id")
    directors = Membership.objects.active().with_right(Right.DECIDE_FOR_SCHOOL).filter(school_id__in=schools)
    people = [m.user for m in directors.select_related("user") if m.user_id not in lent_user_ids(secondment)]
    notifications.tell(notifications.REPLACEMENT, secondment, people, about=f"v{secondment.terms_version}")


def _needs_no_money(secondment: Secondment, step: Approval) -> bool:
    """A replacement that costs nothing (a colleague, an own part-timer's hours): the step lapses."""
    if replacement_cents(secondment, step.board_id) > 0:
        return False
    step.state = StepState.VOID
    step.save(update_fields=["state"])
    write(secondment, EventKind.FUNDED, gettext_noop("De vervanging kost niets. Er is geen geld nodig."))
    return True


def _steps_whose_money_is_gone(secondment: Secondment) -> list[Approval]:
    """Budget holders' steps that were given, while the reservation has lapsed since."""
    given = secondment.approvals.current().filter(kind=StepKind.BUDGET_HOLDER, state=StepState.APPROVED)
    return [step for step in given if rest_to_fund(secondment, step) > 0]


def _close_question(secondment: Secondment) -> None:
    """The question that led here is answered: nobody else has to be asked."""
    if secondment.help_request_id is None:
        return
    question = HelpRequest.objects.filter(pk=secondment.help_request_id, state=RequestState.OPEN).first()
    if question is not None:
        expert_ids = list(secondment.loans.values_list("expert_id", flat=True))
        agree_help_request(question, by=secondment.proposed_by, expert_ids=expert_ids)


def _commit_money(secondment: Secondment) -> None:
    fundings = ReplacementFunding.objects.filter(secondment=secondment, approval__state=StepState.APPROVED)
    for funding in fundings.select_related("commitment", "funded_by").order_by("commitment__budget_id", "pk"):
        if funding.commitment.state == CommitmentState.RESERVED:
            funding_actions.commit_reservation(funding.commitment, by=funding.funded_by, note=secondment.title)


def _book(secondment: Secondment) -> None:
    """Book every half-day, experts in order of primary key; the booking's key goes on our own row."""
    for loan in secondment.loans.select_related("position__expert").order_by("expert_id"):
        rows = {(row.day, row.part): row for row in loan.half_days.all()}
        booked = expert_actions.book_half_days(loan.position, [(day, Part(part)) for day, part in rows])
        for booking in booked:
            row = rows[booking.day, booking.part]
            row.booked = booking
            row.save(update_fields=["booked"])


def _informed(secondment: Secondment) -> list[User]:
    """Who is told and not asked: the board of two schools of its own, and the director of short collegial help."""
    held = Membership.objects.active().select_related("user")
    boards = held.with_right(Right.DECIDE_FOR_BOARD).filter(board_id__in=informed_boards(facts_of(secondment)))
    people = [membership.user for membership in boards]
    if secondment.legal_shape == LegalShape.COLLEGIAL:
        schools = secondment.loans.values("position__membership__school_id")
        directors = held.with_right(Right.DECIDE_FOR_SCHOOL).filter(school_id__in=schools)
        people += [membership.user for membership in directors]
    return people
