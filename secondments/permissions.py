"""Who may propose, decide, arrange cover and pay; and why somebody may not (DESIGN section 7, separation of duties)."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from experts.choices import TimeMode
from organisations.models import Board, Membership, Network, School
from organisations.permissions import can_name_deputy, has_right
from organisations.roles import Right, roles_with
from secondments.approvals import Side
from secondments.choices import ChargeMethod, LegalShape, SecondmentState, StepKind, StepState, VatRegime
from secondments.models import Approval, Loan, Secondment, schools_decided_by
from users.models import User

Sentence = str | Promise

RIGHT_OF_STEP: dict[StepKind, Right] = {
    StepKind.BORROWING_DIRECTOR: Right.DECIDE_FOR_SCHOOL,
    StepKind.LENDING_DIRECTOR: Right.DECIDE_FOR_SCHOOL,
    StepKind.LENDING_BOARD: Right.DECIDE_FOR_BOARD,
    StepKind.BORROWING_BOARD: Right.DECIDE_FOR_BOARD,
    StepKind.BUDGET_HOLDER: Right.HOLD_BUDGET,
}

NOT_YOURS = _("Iemand anders beslist hierover.")
NOT_YOUR_TURN = _("Jij bent nog niet aan de beurt.")
ABOUT_YOURSELF = _("Dit gaat over jouw eigen inzet. Iemand anders moet hierover beslissen.")
BOTH_SIDES = _("Je besliste al voor de andere kant. Iemand anders moet dit doen.")
OWN_REQUEST = _("Jij vroeg dit zelf aan. Boven de grens van het bestuur beslist iemand anders over het geld.")
PRICE_MISSING = _("Noem eerst de prijs. Daarna kun je ja zeggen.")
VAT_MISSING = _("Kies eerst of er btw bij komt. Daarna kun je ja zeggen.")
NOBODY_ELSE = _("Er is niemand anders: laat het bestuur een vervanger aanwijzen.")


def can_propose(user: User, borrower: School) -> bool:
    """A director proposes for the own school; that counts as the director's own yes."""
    return has_right(user, Right.CHOOSE, borrower)


def can_change_terms(user: User, secondment: Secondment) -> bool:
    """Whoever may propose changes the proposal, as long as it is not agreed."""
    is_open = secondment.state in (SecondmentState.DRAFT, SecondmentState.IN_APPROVAL)
    return is_open and can_propose(user, secondment.borrower)


def can_withdraw(user: User, secondment: Secondment) -> bool:
    """The school that asks takes a proposal back that is not agreed yet."""
    return can_change_terms(user, secondment)


def can_cancel(user: User, secondment: Secondment) -> bool:
    """What was agreed is called off by either director or by the expert."""
    if secondment.state != SecondmentState.PLANNED:
        return False
    schools = [secondment.borrower_id, *lending_school_ids(secondment)]
    is_director = School.objects.where(user, Right.DECIDE_FOR_SCHOOL).filter(pk__in=schools).exists()
    return is_director or user.pk in lent_user_ids(secondment)


def can_name_price(user: User, secondment: Secondment) -> bool:
    """The lending side names a price or VAT, never the teacher who is lent; a freelancer names their own price."""
    has_nothing = secondment.vat_regime in (VatRegime.SAME_BOARD, VatRegime.NOT_APPLICABLE)
    if secondment.state != SecondmentState.IN_APPROVAL or (has_nothing and not _is_named(secondment)):
        return False
    lent = lent_user_ids(secondment)
    if user.pk in lent:
        return secondment.legal_shape == LegalShape.FREELANCE
    return is_on_lending_side(user, secondment)


def _is_named(secondment: Secondment) -> bool:
    return secondment.charge_method in (ChargeMethod.FIXED, ChargeMethod.ACTUAL)


def missing_from_lender(approval: Approval) -> Sentence | None:
    """What the lending side must still name before its yes means something; None when nothing is missing."""
    secondment = approval.secondment
    is_own_boss = approval.kind == StepKind.EXPERT and secondment.legal_shape == LegalShape.FREELANCE
    if secondment.is_price_open and (
        is_own_boss or approval.kind in (StepKind.LENDING_DIRECTOR, StepKind.LENDING_BOARD)
    ):
        return PRICE_MISSING
    if secondment.vat_regime == VatRegime.TO_DECIDE and (is_own_boss or approval.kind == StepKind.LENDING_BOARD):
        return VAT_MISSING
    return None


def can_read_agreement(user: User, loan: Loan) -> bool:
    """The three parties: who is lent, and who decides for either school or board."""
    if loan.expert.user_id == user.pk:
        return True
    schools = [loan.secondment.borrower_id, *([loan.lender.pk] if loan.lender else [])]
    return schools_decided_by(user).filter(pk__in=schools).exists()


def can_record_signing(user: User, loan: Loan) -> bool:
    """Either director or board, once everybody said yes; not who is lent."""
    is_agreed = loan.secondment.state in (SecondmentState.PLANNED, SecondmentState.FINISHED)
    return is_agreed and loan.expert.user_id != user.pk and can_read_agreement(user, loan)


def sides_of(user: User, secondment: Secondment) -> set[Side]:
    """For which sides this user says what became of a half-day: who is lent and who decides for the lending school;
    who decides or asks for the school that borrows. Both, where it is one school."""
    sides = set()
    if user.pk in lent_user_ids(secondment) or is_on_lending_side(user, secondment):
        sides.add(Side.LENDING)
    decides = schools_decided_by(user) | School.objects.where(user, Right.ASK)
    if decides.filter(pk=secondment.borrower_id).exists() and user.pk not in lent_user_ids(secondment):
        sides.add(Side.BORROWING)
    if sides and set(lending_school_ids(secondment)) == {secondment.borrower_id}:
        return {Side.LENDING, Side.BORROWING}
    return sides


def can_report(user: User, secondment: Secondment) -> bool:
    """Either side, until the charges are made up."""
    is_running = secondment.state in (SecondmentState.PLANNED, SecondmentState.FINISHED)
    return is_running and secondment.settled_on is None and bool(sides_of(user, secondment))


def can_recall(user: User, secondment: Secondment) -> bool:
    """The lending director takes the own teacher back; who is lent calls off instead."""
    schools = School.objects.where(user, Right.DECIDE_FOR_SCHOOL).filter(pk__in=lending_school_ids(secondment))
    is_running = secondment.state == SecondmentState.PLANNED and user.pk not in lent_user_ids(secondment)
    return is_running and schools.exists()


def can_see_barter(user: User, school: School) -> bool:
    """Hours the school gave and got are for who decides for it."""
    return schools_decided_by(user).filter(pk=school.pk).exists()


def can_see_settlement(user: User) -> bool:
    """What boards owe each other is for who holds the budget of a board."""
    held = Membership.objects.active().filter(user=user, board__isnull=False)
    return held.with_right(Right.HOLD_BUDGET).exists()


def can_decide(user: User, approval: Approval) -> bool:
    """Whoever holds the role, when it is their turn, and never for both sides or about themselves."""
    return obstacle(user, approval) is None


def can_arrange_replacement(user: User, secondment: Secondment) -> bool:
    """The lending director, or a deputy, says who takes the class; never the teacher who leaves it."""
    return loans_covered_by(user, secondment).exists()


def can_override_replacement(user: User, secondment: Secondment) -> bool:
    """Going ahead with a class uncovered is for the lending director, once the others have said yes."""
    return secondment.state == SecondmentState.IN_APPROVAL and can_arrange_replacement(user, secondment)


def can_fund(user: User, approval: Approval) -> bool:
    """Whoever may take the budget holder's step chooses the budget."""
    return approval.kind == StepKind.BUDGET_HOLDER and can_decide(user, approval)


def can_see_money(user: User, secondment: Secondment) -> bool:
    """Costs of the replacement and the budgets are for the lending side and who holds the budget; a borrower sees a
    price band."""
    if is_on_lending_side(user, secondment):
        return True
    steps = secondment.approvals.filter(kind=StepKind.BUDGET_HOLDER).for_decider(user)
    return steps.exists()


def is_on_lending_side(user: User, secondment: Secondment) -> bool:
    """Decides for a school or board that lends someone here."""
    return schools_decided_by(user).filter(pk__in=lending_school_ids(secondment)).exists()


def loans_covered_by(user: User, secondment: Secondment) -> QuerySet[Loan]:
    """The loans for which this user arranges who takes the class."""
    schools = School.objects.where(user, Right.DECIDE_FOR_SCHOOL)
    if secondment.state not in (SecondmentState.IN_APPROVAL, SecondmentState.PLANNED):
        return secondment.loans.none()
    return secondment.loans.filter(
        position__membership__school__in=schools.values("pk"), time_mode=TimeMode.TEACHING
    ).exclude(expert__user=user)


def obstacle(user: User, approval: Approval) -> Sentence | None:
    """Why this user may not take this step now, in one sentence; None when they may."""
    if user.pk not in {holder.pk for holder in holders_of([approval])[approval.pk]}:
        return NOT_YOURS
    conflict = separation(user, approval)
    if conflict is not None:
        return conflict
    if not approval.is_at_turn or approval.secondment.state != SecondmentState.IN_APPROVAL:
        return NOT_YOUR_TURN
    return None


def separation(user: User, approval: Approval) -> Sentence | None:
    """The separation of duties alone: may this holder take this step, whenever its turn comes?"""
    secondment = approval.secondment
    if approval.kind == StepKind.EXPERT:
        return None
    if user.pk in lent_user_ids(secondment):
        return ABOUT_YOURSELF
    if approval.side is not None and any(side != approval.side for side in sides_taken_by(user, secondment)):
        return BOTH_SIDES
    if approval.kind == StepKind.BUDGET_HOLDER and user.pk == secondment.proposed_by_id:
        limit = secondment.borrower.board.requester_budget_limit_cents
        return OWN_REQUEST if replacement_cents(secondment) > limit else None
    return None


def sides_taken_by(user: User, secondment: Secondment) -> set[object]:
    """The sides this user has already spoken for, with this version of the steps."""
    decided = (a for a in current_steps(secondment) if a.state == StepState.APPROVED and a.decided_by_id == user.pk)
    return {side for a in decided if (side := a.side) is not None}


def deciders_of(approvals: Iterable[Approval]) -> dict[int, list[User]]:
    """Approval primary key -> who may take the step, in a fixed number of queries. Empty: nobody can."""
    approvals = list(approvals)
    holders = holders_of(approvals)
    return {a.pk: [user for user in holders[a.pk] if separation(user, a) is None] for a in approvals}


def holders_of(approvals: Iterable[Approval]) -> dict[int, list[User]]:
    """Approval primary key -> everybody with the role that is asked, deputies included; one query."""
    approvals = list(approvals)
    places = Q(pk__in=[])
    for approval in approvals:
        if approval.kind != StepKind.EXPERT:
            places |= _place(approval)
    memberships = list(Membership.objects.active().filter(places).select_related("user").order_by("starts_on", "pk"))
    return {a.pk: _holders(a, memberships) for a in approvals}


def place_to_deputise(user: User, approval: Approval) -> Membership | None:
    """The place whose holder cannot take this step, and for which this user may name a deputy; None when there is
    none. For a step that nobody can take: a director who is lent, or who decided for the other side already. Who may
    not decide does not choose who does."""
    if approval.kind == StepKind.EXPERT or separation(user, approval) is not None:
        return None
    places = Membership.objects.active().filter(_place(approval), is_deputy=False).exclude(user=user)
    found = places.select_related("school__board", "board", "network", "user").order_by("starts_on", "pk")
    return next((membership for membership in found if can_name_deputy(user, membership)), None)


def lent_user_ids(secondment: Secondment) -> set[int]:
    return {loan.expert.user_id for loan in secondment.loans.all()}


def lending_school_ids(secondment: Secondment) -> list[int]:
    return [loan.lender.pk for loan in secondment.loans.all() if loan.lender is not None]


def current_steps(secondment: Secondment) -> list[Approval]:
    """The steps that count, in order; read once when the secondment came `with_story`."""
    steps = getattr(secondment, "steps", None)
    if steps is None:
        steps = list(secondment.approvals.current().with_places())
    for step in steps:
        step.secondment = secondment
    return steps


def replacement_cents(secondment: Secondment, board_id: int | None = None) -> int:
    """What the replacement costs, in euro cents; of one lending board when given."""
    return sum(
        half_day.replacement_cents
        for loan in secondment.loans.all()
        if board_id is None or (loan.lender is not None and loan.lender.board_id == board_id)
        for half_day in loan.half_days.all()
    )


def _place(approval: Approval) -> Q:
    roles = roles_with(RIGHT_OF_STEP[StepKind(approval.kind)])
    if approval.school_id:
        return Q(role__in=roles, school_id=approval.school_id)
    if approval.network_id:
        return Q(role__in=roles, network_id=approval.network_id)
    return Q(role__in=roles, board_id=approval.board_id)


def _holders(approval: Approval, memberships: list[Membership]) -> list[User]:
    if approval.kind == StepKind.EXPERT:
        assert approval.expert is not None
        return [approval.expert.user] if approval.expert.user.is_active else []
    roles = roles_with(RIGHT_OF_STEP[StepKind(approval.kind)])
    place = approval.organisation
    found = {m.user_id: m.user for m in memberships if m.role in roles and _is_at(m, place)}
    return list(found.values())


def _is_at(membership: Membership, place: School | Board | Network | None) -> bool:
    match place:
        case School():
            return membership.school_id == place.pk
        case Board():
            return membership.board_id == place.pk
        case Network():
            return membership.network_id == place.pk
        case _:
            return False
