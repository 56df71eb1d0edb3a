"""Who takes the class, and who pays for that."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from funding import actions as funding_actions
from funding.models import Budget
from funding.permissions import can_hold
from organisations.models import Network
from secondments.actions.deciding import ask, ask_for_money_again, move_on
from secondments.actions.locking import locked, write
from secondments.choices import (
    CoveredBy,
    EventKind,
    ReplacementState,
    SecondmentState,
    StepKind,
    StepState,
)
from secondments.facts import rest_to_fund
from secondments.models import Approval, LoanHalfDay, ReplacementFunding, Secondment
from secondments.permissions import can_override_replacement, loans_covered_by, obstacle, replacement_cents
from users.models import User

ARRANGED = (ReplacementState.FOUND, ReplacementState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Cover:
    """Who takes a class for one half-day, and what that costs in euro cents."""

    state: ReplacementState
    covered_by: CoveredBy | None = None
    cents: int = 0


@transaction.atomic
def arrange_replacement(secondment: Secondment, *, by: User, covers: Mapping[int, Cover]) -> Secondment:
    """Say per half-day (LoanHalfDay primary key) who takes the class. Half-days of others than the own school are
    refused. When the last class is covered, the next step is asked."""
    secondment = locked(secondment)
    if secondment.state not in (SecondmentState.IN_APPROVAL, SecondmentState.PLANNED):
        raise NotAllowedNow(_("Voor deze inzet is geen vervanging meer te regelen."))
    own = LoanHalfDay.objects.needing_cover().filter(loan__in=loans_covered_by(by, secondment))
    rows = {row.pk: row for row in own.select_for_update(of=("self",))}
    if not covers.keys() <= rows.keys():
        raise NotAllowedNow(_("Iemand anders regelt hiervoor de vervanging."))
    before = replacement_cents(secondment)
    for pk, cover in covers.items():
        _cover(rows[pk], cover)
    if secondment.state == SecondmentState.PLANNED and replacement_cents(secondment) > before:
        raise NotAllowedNow(_("Dit kost meer dan er is toegezegd. Kies iemand die niet meer kost dan afgesproken."))
    done = sum(row.replacement_state in ARRANGED for row in rows.values())
    text = gettext_noop("regelde de vervanging: voor %(done)s van de %(all)s dagdelen is er iemand.")
    write(secondment, EventKind.COVERED, text % {"done": done, "all": len(rows)}, by=by)
    if replacement_cents(secondment) != before and secondment.state == SecondmentState.IN_APPROVAL:
        ask_for_money_again(secondment, secondment.approvals.current().filter(kind=StepKind.BUDGET_HOLDER))
    move_on(secondment)
    return secondment


@transaction.atomic
def override_replacement(secondment: Secondment, *, by: User, reason: str) -> Secondment:
    """Go ahead with a class that is not covered: the lending director's decision, with the reason."""
    secondment = locked(secondment)
    if not can_override_replacement(by, secondment):
        raise NotAllowedNow(_("Dit kan nu niet. Kijk hoe het er nu voor staat."))
    if not reason.strip():
        raise NotAllowedNow(_("Schrijf op waarom het zonder vervanging kan."))
    secondment.override_reason = reason.strip()
    secondment.save(update_fields=["override_reason", "updated_at"])
    write(secondment, EventKind.OVERRIDDEN, gettext_noop("besloot dat het zonder vervanging kan."), by=by)
    write(secondment, EventKind.OVERRIDDEN, secondment.override_reason, by=by, is_for_lender_only=True)
    move_on(secondment)
    return secondment


@transaction.atomic
def fund_replacement(
    approval: Approval, *, by: User, budget: Budget, amount_cents: int | None = None
) -> ReplacementFunding:
    """Pay (a part of) the replacement from this budget; the rest that is needed when no amount is given.

    Reserves the money. When everything is paid for, this is the budget holder's yes. Raises BudgetShort when the
    budget does not hold this much, NotAllowedNow for who does not hold it.
    """
    secondment, approval = _locked_at_turn(approval, by)
    if not can_hold(by, budget):
        raise NotAllowedNow(_("Dit budget is van iemand anders. Vraag het aan wie over dat geld gaat."))
    rest = rest_to_fund(secondment, approval)
    amount = rest if amount_cents is None else min(amount_cents, rest)
    commitment = funding_actions.reserve(budget, amount_cents=amount, by=by, note=secondment.title)
    funding = ReplacementFunding.objects.create(
        secondment=secondment, approval=approval, commitment=commitment, funded_by=by
    )
    write(secondment, EventKind.FUNDED, gettext_noop("regelde geld voor de vervanging."), by=by)
    words = {"budget": budget.name}
    write(
        secondment, EventKind.FUNDED, gettext_noop("koos daarvoor %(budget)s.") % words, by=by, is_for_lender_only=True
    )
    if rest_to_fund(secondment, approval) <= 0:
        approval.state = StepState.APPROVED
        approval.decided_by, approval.decided_at = by, timezone.now()
        approval.save()
        move_on(secondment)
    return funding


@transaction.atomic
def ask_network_for_money(approval: Approval, *, by: User, network: Network) -> Approval:
    """The board has no money for it and asks the network: the step goes to the network's budget holder."""
    secondment, approval = _locked_at_turn(approval, by)
    if approval.network_id:
        raise NotAllowedNow(_("Dit ligt al bij het netwerk."))
    approval.network = network
    approval.waiting_since = None
    approval.save(update_fields=["network", "waiting_since"])
    write(
        secondment,
        EventKind.CHANGED,
        gettext_noop("vroeg %(network)s om dit te betalen.") % {"network": network},
        by=by,
    )
    ask(secondment, [approval])
    return approval


def _locked_at_turn(approval: Approval, by: User) -> tuple[Secondment, Approval]:
    """The secondment and the budget holder's step, locked, when this person may take it now."""
    secondment = locked(approval.secondment)
    approval = Approval.objects.with_places().get(pk=approval.pk)
    approval.secondment = secondment
    refusal = obstacle(by, approval)
    if refusal is not None:
        raise NotAllowedNow(refusal)
    return secondment, approval


def _cover(row: LoanHalfDay, cover: Cover) -> None:
    is_arranged = cover.state in ARRANGED
    if is_arranged and cover.covered_by is None:
        raise NotAllowedNow(_("Kies wie de klas overneemt."))
    if row.booked_id and not is_arranged and not row.loan.secondment.override_reason:
        raise NotAllowedNow(_("Deze inzet is al afgesproken. Kies wie de klas dan wel overneemt."))
    row.replacement_state = cover.state
    row.covered_by = cover.covered_by or "" if is_arranged else ""
    row.replacement_cents = cover.cents if is_arranged else 0
    row.save(update_fields=["replacement_state", "covered_by", "replacement_cents"])
