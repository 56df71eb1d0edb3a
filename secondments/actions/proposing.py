"""Proposing a secondment, and changing its terms."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from experts.choices import Part, TimeMode
from experts.errors import HalfDayTaken
from experts.models import BookedHalfDay, Position
from helprequests.models import Conversation, HelpRequest
from organisations.models import Membership, School
from secondments import approvals, shapes
from secondments.actions.deciding import move_on, release_money
from secondments.actions.locking import locked, move_to, write
from secondments.approvals import Term
from secondments.choices import (
    ChargeMethod,
    EventKind,
    LegalShape,
    ReplacementState,
    SecondmentState,
    StepKind,
    StepState,
)
from secondments.facts import facts_of
from secondments.models import Approval, Loan, LoanHalfDay, Secondment
from secondments.pricing import HalfDays, Rates, estimate
from secondments.rates import rates_for
from users.models import User

# When loans differ, the shape that asks the most of the parties holds for the whole.
_HEAVIEST_FIRST = [
    LegalShape.SECONDMENT,
    LegalShape.SERVICE,
    LegalShape.BARTER,
    LegalShape.FREELANCE,
    LegalShape.WITHIN_BOARD,
    LegalShape.COLLEGIAL,
]


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """One expert, lent by the employer of this position, on these half-days."""

    position: Position
    time_mode: TimeMode
    half_days: tuple[tuple[date, Part], ...]

    @property
    def costs_employer(self) -> bool:
        """A class is left or a contract grows: by what is proposed, or by how this person usually finds the time."""
        costly = (TimeMode.TEACHING, TimeMode.EXTENSION)
        return self.time_mode in costly or self.position.time_mode in costly


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that is agreed about. `legal_shape` and `price_cents` None: as the software proposes."""

    title: str
    loans: tuple[LoanTerms, ...]
    goal: str = ""
    supervision: str = ""
    legal_shape: LegalShape | None = None
    price_cents: int | None = None
    preparation_hours: Decimal = Decimal(0)
    travel_cents: int = 0
    recall_school_days: int = 5


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
    rates = rates_of(terms)
    secondment = Secondment(
        borrower=borrower, proposed_by=by, conversation=conversation, help_request=help_request, title=terms.title
    )
    _apply(secondment, terms, rates)
    _write_loans(secondment, terms)
    write(
        secondment,
        EventKind.PROPOSED,
        gettext_noop("stelde dit voor namens %(school)s.") % {"school": borrower.name},
        by=by,
    )
    _ask(secondment, terms, by=by)
    return secondment


@transaction.atomic
def change_terms(secondment: Secondment, *, by: User, terms: Terms) -> Secondment:
    """Change the proposal: a new version of the terms, and only what depended on the change is asked again."""
    secondment = locked(secondment)
    if secondment.state not in (SecondmentState.DRAFT, SecondmentState.IN_APPROVAL):
        raise NotAllowedNow(_("Deze inzet is niet meer te wijzigen."))
    _check(by, terms)
    rates = rates_of(terms)
    changed = _changes(secondment, terms, rates)
    if not changed and secondment.state == SecondmentState.IN_APPROVAL:
        return secondment
    secondment.terms_version += 1
    secondment.proposed_by = by
    secondment.override_reason = ""
    _apply(secondment, terms, rates)
    if Term.HALF_DAYS in changed:
        secondment.loans.all().delete()
        _write_loans(secondment, terms)
    write(secondment, EventKind.CHANGED, gettext_noop("wijzigde het voorstel."), by=by)
    _void(secondment, approvals.void_by(changed, StepKind))
    _ask(secondment, terms, by=by)
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


def _apply(secondment: Secondment, terms: Terms, rates: Rates) -> None:
    """Write the terms on the secondment's own row; the state stays."""
    days = [day for loan in terms.loans for day, _part in loan.half_days]
    secondment.title = terms.title
    secondment.goal = terms.goal
    secondment.supervision = terms.supervision
    secondment.preparation_hours = terms.preparation_hours
    secondment.travel_cents = terms.travel_cents
    secondment.recall_school_days = terms.recall_school_days
    secondment.legal_shape = shape_of(secondment.borrower, terms)
    secondment.charge_method = charge_of(LegalShape(secondment.legal_shape), terms)
    secondment.price_cents = _price(secondment, terms, rates)
    secondment.starts_on, secondment.ends_on = min(days), max(days)
    secondment.proposed_at = timezone.now()
    secondment.save()


def shape_facts_of(borrower: School, terms: Terms) -> list[shapes.ShapeFacts]:
    """What decides the shape, per loan."""
    count = sum(len(loan.half_days) for loan in terms.loans)
    places = [(loan, loan.position.membership.school) for loan in terms.loans]
    return [
        shapes.ShapeFacts(borrower.place, school.place if school else None, count, loan.costs_employer)
        for loan, school in places
    ]


def shape_of(borrower: School, terms: Terms) -> LegalShape:
    """The shape that was chosen when it is allowed, else the one that fits."""
    found = {shapes.propose_shape(facts).shape: facts for facts in shape_facts_of(borrower, terms)}
    fitting = min(found, key=_HEAVIEST_FIRST.index)
    chosen = terms.legal_shape
    if chosen is not None and chosen in shapes.allowed_shapes(found[fitting]):
        return chosen
    return fitting


def rates_of(terms: Terms) -> Rates:
    """Today's rates of the (first) lending board: theirs is the cost."""
    school = next((loan.position.membership.school for loan in terms.loans if loan.position.membership.school), None)
    return rates_for(school.board if school else None, timezone.localdate())


def charge_of(shape: LegalShape, terms: Terms) -> ChargeMethod:
    return shapes.propose_charge(
        shape,
        leaves_a_class=any(loan.time_mode.leaves_a_class for loan in terms.loans),
        is_extension=any(loan.time_mode is TimeMode.EXTENSION for loan in terms.loans),
    )


def _price(secondment: Secondment, terms: Terms, rates: Rates) -> int:
    if terms.price_cents is not None:
        return terms.price_cents
    loans = [HalfDays(len(loan.half_days), loan.time_mode) for loan in terms.loans]
    method = ChargeMethod(secondment.charge_method)
    return estimate(loans, method, rates, terms.preparation_hours).price_cents


def _write_loans(secondment: Secondment, terms: Terms) -> None:
    for each in terms.loans:
        loan = Loan.objects.create(
            secondment=secondment, expert=each.position.expert, position=each.position, time_mode=each.time_mode
        )
        state = ReplacementState.SOUGHT if each.time_mode.leaves_a_class else ReplacementState.NOT_NEEDED
        LoanHalfDay.objects.bulk_create(
            [
                LoanHalfDay(loan=loan, day=day, part=part, replacement_state=state)
                for day, part in sorted(each.half_days)
            ]
        )


def _changes(secondment: Secondment, terms: Terms, rates: Rates) -> set[Term]:
    """What differs between the terms that stand and these."""
    before = {
        (loan.position_id, loan.time_mode, half_day.day, half_day.part)
        for loan in secondment.loans.prefetch_related("half_days")
        for half_day in loan.half_days.all()
    }
    after = {(loan.position.pk, loan.time_mode, day, part) for loan in terms.loans for day, part in loan.half_days}
    changed = {Term.HALF_DAYS} if before != after else set()
    shape = shape_of(secondment.borrower, terms)
    draft = Secondment(charge_method=charge_of(shape, terms))
    money = (shape, _price(draft, terms, rates), terms.travel_cents)
    if money != (secondment.legal_shape, secondment.price_cents, secondment.travel_cents):
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


def _ask(secondment: Secondment, terms: Terms, *, by: User) -> None:
    """Make the steps that are missing, let go of those no longer needed, and ask whose turn it is."""
    facts = facts_of(secondment)
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
