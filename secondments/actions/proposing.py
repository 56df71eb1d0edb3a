"""Proposing a secondment, and changing its terms."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from experts.errors import HalfDayTaken
from experts.models import BookedHalfDay
from funding.costs import cents
from helprequests.models import Conversation, HelpRequest
from organisations.models import Membership, School
from secondments import approvals
from secondments.actions.deciding import move_on, release_money
from secondments.actions.locking import locked, move_to, write
from secondments.approvals import Term
from secondments.choices import EventKind, ReplacementState, SecondmentState, StepKind, StepState, VatRegime
from secondments.facts import facts_of
from secondments.models import Approval, Loan, LoanHalfDay, Secondment
from secondments.terms import LoanTerms, Terms, money_of, shape_of, terms_of
from users.models import User


@transaction.atomic
def propose_secondment(
    *,
    by: User,
    borrower: School,
    terms: Terms,
    conversation: Conversation | None = None,
    help_request: HelpRequest | None = None,
) -> Secondment:
    """Propose a loan and ask everybody whose yes it needs, the expert first.

    Raises NotAllowedNow for terms that cannot be (no half-day, a day gone by, yourself), HalfDayTaken for a half-day
    that is booked already.
    """
    _check(by, terms)
    secondment = Secondment(
        borrower=borrower, proposed_by=by, conversation=conversation, help_request=help_request, title=terms.title
    )
    _apply(secondment, terms)
    _write_loans(secondment, terms)
    write(
        secondment,
        EventKind.PROPOSED,
        gettext_noop("stelde dit voor namens %(school)s.") % {"school": borrower.name},
        by=by,
    )
    _ask(secondment, by=by)
    return secondment


@transaction.atomic
def name_price(
    secondment: Secondment, *, by: User, named_cents: int | None = None, vat_regime: VatRegime | None = None
) -> Secondment:
    """The lender names what only the lender knows: the price or the cost of an hour, and which VAT holds.

    No regime: as the software proposes. Whoever said yes to another price is asked again, the school that asks first.
    Raises NotAllowedNow once it is agreed.
    """
    secondment = locked(secondment)
    if secondment.state != SecondmentState.IN_APPROVAL:
        raise NotAllowedNow(_("Deze inzet is niet meer te wijzigen."))
    standing = terms_of(secondment)
    terms = replace(
        standing,
        named_cents=standing.named_cents if named_cents is None else named_cents,
        vat_regime=vat_regime,
    )
    changed = _changes(secondment, terms)
    if not changed:
        return secondment
    secondment.terms_version += 1
    _apply(secondment, terms)
    write(secondment, EventKind.CHANGED, gettext_noop("noemde de prijs en de btw."), by=by)
    _void(secondment, approvals.void_by(changed, StepKind))
    _ask(secondment, by=by, is_proposal=False)
    return secondment


@transaction.atomic
def change_terms(secondment: Secondment, *, by: User, terms: Terms) -> Secondment:
    """Change the proposal: a new version of the terms, and only what depended on the change is asked again."""
    secondment = locked(secondment)
    if secondment.state not in (SecondmentState.DRAFT, SecondmentState.IN_APPROVAL):
        raise NotAllowedNow(_("Deze inzet is niet meer te wijzigen."))
    _check(by, terms)
    changed = _changes(secondment, terms)
    if not changed and secondment.state == SecondmentState.IN_APPROVAL:
        return secondment
    secondment.terms_version += 1
    secondment.proposed_by = by
    secondment.override_reason = ""
    _apply(secondment, terms)
    if Term.HALF_DAYS in changed:
        secondment.loans.all().delete()
        _write_loans(secondment, terms)
    write(secondment, EventKind.CHANGED, gettext_noop("wijzigde het voorstel."), by=by)
    _void(secondment, approvals.void_by(changed, StepKind))
    _ask(secondment, by=by)
    return secondment


def _check(by: User, terms: Terms) -> None:
    today = timezone.localdate()
    if not terms.loans:
        raise NotAllowedNow(_("Kies minstens één expert."))
    for loan in terms.loans:
        if loan.position.expert.user_id == by.pk:
            raise NotAllowedNow(_("Je kunt jezelf niet voorstellen. Vraag een collega om dit te doen."))
        if not Membership.objects.active().filter(pk=loan.position.membership_id).exists():
            raise NotAllowedNow(_("%(name)s werkt daar niet meer.") % {"name": loan.position.expert})
        if not loan.half_days:
            raise NotAllowedNow(_("Kies voor %(name)s minstens één dagdeel.") % {"name": loan.position.expert})
        if any(day <= today or day.weekday() > 4 for day, _part in loan.half_days):
            raise NotAllowedNow(_("Kies dagdelen die nog komen, van maandag tot en met vrijdag."))
        _check_free(loan)


def _check_free(loan: LoanTerms) -> None:
    booked = BookedHalfDay.objects.filter(expert_id=loan.position.expert_id, day__in={d for d, _p in loan.half_days})
    taken = set(booked.values_list("day", "part"))
    for day, part in sorted(loan.half_days):
        if (day, part) in taken:
            raise HalfDayTaken(day, part)


def _apply(secondment: Secondment, terms: Terms) -> None:
    """Write the terms on the secondment's own row; the state stays."""
    days = [day for loan in terms.loans for day, _part in loan.half_days]
    secondment.title = terms.title
    secondment.goal = terms.goal
    secondment.supervision = terms.supervision
    secondment.preparation_hours = terms.preparation_hours
    secondment.recall_school_days = terms.recall_school_days
    _price(secondment, terms)
    secondment.starts_on, secondment.ends_on = min(days), max(days)
    secondment.proposed_at = timezone.now()
    secondment.save()


def _price(secondment: Secondment, terms: Terms) -> None:
    """Work out the money of these terms and set it on the row."""
    shape = shape_of(secondment.borrower, terms)
    money = money_of(secondment.borrower, terms, shape)
    cost, band, outside = money.cost, money.cost.band, money.outside
    secondment.legal_shape = shape
    secondment.charge_method = money.charge.method
    secondment.named_cents = None if money.charge.named is None else cents(money.charge.named)
    secondment.price_cents = cost.price_cents
    secondment.travel_cents = cost.travel_cents
    secondment.band_low_cents = None if band is None else cents(band.low)
    secondment.band_high_cents = None if band is None else cents(band.high)
    secondment.is_above_wage = cost.is_above_wage
    secondment.vat_regime = money.vat.regime
    secondment.vat_cents = money.vat_cents
    secondment.cancel_free_days = int(money.rates.cancel_free_days)
    secondment.cancel_percent = int(money.rates.cancel_percent)
    secondment.comparison = terms.comparison or ""
    secondment.outside_low_cents = None if outside is None else cents(outside.low)
    secondment.outside_high_cents = None if outside is None else cents(outside.high)


def _write_loans(secondment: Secondment, terms: Terms) -> None:
    for each in terms.loans:
        loan = Loan.objects.create(
            secondment=secondment,
            expert=each.position.expert,
            position=each.position,
            time_mode=each.time_mode,
            travel_km=each.travel_km,
        )
        state = ReplacementState.SOUGHT if each.time_mode.leaves_a_class else ReplacementState.NOT_NEEDED
        LoanHalfDay.objects.bulk_create(
            [
                LoanHalfDay(loan=loan, day=day, part=part, replacement_state=state)
                for day, part in sorted(each.half_days)
            ]
        )


_MONEY = ("legal_shape", "charge_method", "price_cents", "travel_cents", "vat_regime", "vat_cents")


def _changes(secondment: Secondment, terms: Terms) -> set[Term]:
    """What differs between the terms that stand and these."""
    before = {
        (loan.position_id, loan.time_mode, half_day.day, half_day.part)
        for loan in secondment.loans.prefetch_related("half_days")
        for half_day in loan.half_days.all()
    }
    after = {(loan.position.pk, loan.time_mode, day, part) for loan in terms.loans for day, part in loan.half_days}
    changed = {Term.HALF_DAYS} if before != after else set()
    draft = Secondment(borrower=secondment.borrower)
    _price(draft, terms)
    if any(getattr(draft, name) != getattr(secondment, name) for name in _MONEY):
        changed.add(Term.MONEY)
    work = (terms.title, terms.goal, terms.supervision, terms.preparation_hours, terms.recall_school_days)
    if work != (
        secondment.title,
        secondment.goal,
        secondment.supervision,
        secondment.preparation_hours,
        secondment.recall_school_days,
    ):
        changed.add(Term.WORK)
    return changed


def _void(secondment: Secondment, kinds: list[StepKind]) -> None:
    lapsed = list(secondment.approvals.current().filter(kind__in=kinds))
    release_money(secondment, steps=lapsed)
    secondment.approvals.filter(pk__in=[step.pk for step in lapsed]).update(state=StepState.VOID)


def _ask(secondment: Secondment, *, by: User, is_proposal: bool = True) -> None:
    """Make the steps that are missing, let go of those no longer needed, and ask whose turn it is. `is_proposal`: `by`
    speaks for the school that asks, which counts as its director's yes."""
    facts = replace(facts_of(secondment), has_proposer_for_borrower=is_proposal)
    wanted = approvals.steps_for(facts)
    for step in secondment.approvals.current():
        if step.step not in wanted:
            release_money(secondment, steps=[step])
            step.state = StepState.VOID
            step.save(update_fields=["state"])
    standing = {approval.step for approval in secondment.approvals.current()}
    now = timezone.now()
    Approval.objects.bulk_create(
        Approval(
            secondment=secondment,
            kind=step.kind,
            position_in_order=step.place_in_order,
            expert_id=step.expert_id,
            school_id=step.school_id,
            board_id=step.board_id,
            terms_version=secondment.terms_version,
            state=StepState.APPROVED if step.is_given else StepState.WAITING,
            decided_by=by if step.is_given else None,
            decided_at=now if step.is_given else None,
        )
        for step in wanted
        if step not in standing
    )
    if secondment.state == SecondmentState.DRAFT:
        move_to(secondment, SecondmentState.IN_APPROVAL)
    move_on(secondment)
