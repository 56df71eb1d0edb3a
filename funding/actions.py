"""Every movement of money. The budget's totals and the ledger line change together, under the budget's lock.

Locks are always taken in one order: the budget, then the commitment. Who pays from several budgets in one
transaction calls these in the order of the budgets' primary keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from funding.choices import NEXT_STATES, CommitmentState, LineKind, Purpose
from funding.errors import BudgetShort
from funding.models import Budget, Commitment, LedgerLine, Rate
from organisations.calendar import add_school_days
from organisations.models import Board, Network, School
from organisations.school_calendar import calendar_for_region
from users.models import User

# A reservation nobody turns into a commitment lapses after this many school days.
RESERVED_DAYS = 15


@transaction.atomic
def create_budget(
    owner: School | Board | Network,
    *,
    name: str,
    purpose: Purpose,
    starts_on: date,
    ends_on: date,
    by: User,
    amount_cents: int = 0,
    note: str = "",
) -> Budget:
    """A budget of this owner, with its first money when there is some."""
    owns = {"school": School, "board": Board, "network": Network}
    whose = {field: owner if isinstance(owner, model) else None for field, model in owns.items()}
    budget = Budget.objects.create(name=name, purpose=purpose, starts_on=starts_on, ends_on=ends_on, **whose)
    return grant(budget, amount_cents=amount_cents, by=by, note=note) if amount_cents else budget


@transaction.atomic
def grant(budget: Budget, *, amount_cents: int, by: User, note: str = "") -> Budget:
    """Add money."""
    budget = _locked(budget)
    _write(budget, LineKind.GRANT, _positive(amount_cents), by=by, note=note, granted=amount_cents)
    return budget


@transaction.atomic
def grant_many(rows: Iterable[tuple[Budget, int, str]], *, by: User) -> int:
    """Several grants (budget, euro cents, note) at once, all or none; how many. Budgets are locked in one order."""
    ordered = sorted(rows, key=lambda row: row[0].pk)
    for budget, amount_cents, note in ordered:
        grant(budget, amount_cents=amount_cents, by=by, note=note)
    return len(ordered)


@transaction.atomic
def reserve(
    budget: Budget, *, amount_cents: int, by: User, note: str = "", lapses_on: date | None = None
) -> Commitment:
    """Set money apart until `lapses_on` (15 school days when left out). Raises BudgetShort, or NotAllowedNow when the
    budget does not run today."""
    budget = _locked(budget)
    today = timezone.localdate()
    if not budget.runs_on(today):
        raise NotAllowedNow(_("Dit budget loopt vandaag niet. Kies een ander budget."))
    _require_available(budget, _positive(amount_cents))
    commitment = Commitment.objects.create(
        budget=budget,
        amount_cents=amount_cents,
        reserved_by=by,
        lapses_on=lapses_on or add_school_days(today, RESERVED_DAYS, calendar_for_region(budget.holiday_region)),
        note=note,
    )
    _write(budget, LineKind.RESERVE, amount_cents, by=by, note=note, commitment=commitment, reserved=amount_cents)
    return commitment


@transaction.atomic
def commit_reservation(commitment: Commitment, *, by: User, note: str = "") -> Commitment:
    """Turn a reservation into a promise that no longer lapses."""
    budget, commitment = _locked_commitment(commitment, CommitmentState.COMMITTED)
    amount = commitment.amount_cents
    _write(budget, LineKind.COMMIT, amount, by=by, note=note, commitment=commitment, reserved=-amount, committed=amount)
    return commitment


@transaction.atomic
def spend(commitment: Commitment, *, by: User, amount_cents: int | None = None, note: str = "") -> Commitment:
    """Pay what was promised. Paying less releases the rest; paying more takes it from what is free (BudgetShort)."""
    budget, commitment = _locked_commitment(commitment, CommitmentState.SPENT)
    promised = commitment.amount_cents
    paid = promised if amount_cents is None else _positive(amount_cents)
    _require_available(budget, paid - promised)
    used = min(paid, promised)
    _write(budget, LineKind.SPEND, paid, by=by, note=note, commitment=commitment, committed=-used, spent=paid)
    if paid < promised:
        rest = promised - paid
        _write(budget, LineKind.RELEASE, rest, by=by, note=note, commitment=commitment, committed=-rest)
    return commitment


@transaction.atomic
def release(commitment: Commitment, *, by: User | None, note: str = "") -> Commitment:
    """Give back what was reserved or promised."""
    return _release(commitment, CommitmentState.RELEASED, by=by, note=note)


@transaction.atomic
def correct(budget: Budget, *, by: User, note: str, granted_cents: int = 0, spent_cents: int = 0) -> Budget:
    """Put right what was granted or spent wrongly: the differences, with the reason. Raises BudgetShort."""
    if not note.strip():
        raise NotAllowedNow(_("Schrijf erbij waarom je dit corrigeert."))
    if bool(granted_cents) == bool(spent_cents):
        raise ValueError("correct one total at a time")
    budget = _locked(budget)
    _require_available(budget, spent_cents - granted_cents)
    if budget.spent_cents + spent_cents < 0:
        raise NotAllowedNow(_("Zo veel is er niet uitgegeven."))
    amount = granted_cents or spent_cents
    _write(budget, LineKind.CORRECT, amount, by=by, note=note, granted=granted_cents, spent=spent_cents)
    return budget


@transaction.atomic
def close_budget(budget: Budget, *, by: User) -> Budget:
    """The period is over: what is still reserved is released, and what nobody claims goes back to the owner. What was
    promised stays until it is paid or released; then this may be done again. Raises NotAllowedNow before the last day
    is over, and when there is nothing left to give back."""
    budget = _locked(budget)
    if not budget.is_over(timezone.localdate()):
        raise NotAllowedNow(_("Dit budget loopt nog. Afsluiten kan na de laatste dag."))
    for commitment in budget.commitments.reserved().order_by("pk"):
        _release(commitment, CommitmentState.LAPSED, by=by, note=_("Het budget is afgesloten."))
    budget = _locked(budget)
    if not budget.available_cents:
        raise NotAllowedNow(_("Er is niets meer om terug te geven."))
    return correct(
        budget, by=by, granted_cents=-budget.available_cents, note=_("Vrijgevallen aan het einde van de periode")
    )


def lapse_reservations(today: date | None = None) -> int:
    """Give back every reservation whose last day has passed; returns how many. Each in a transaction of its own, so
    one that somebody is deciding about stops none of the others. Safe to run twice, late, or never."""
    lapsed = 0
    for commitment in Commitment.objects.lapsing(today or timezone.localdate()).order_by("budget_id", "pk"):
        try:
            with transaction.atomic():
                _release(commitment, CommitmentState.LAPSED, by=None, note=_("De reservering is verlopen."))
        except NotAllowedNow:
            continue
        lapsed += 1
    return lapsed


@dataclass(frozen=True, slots=True)
class RateRow:
    """One default rate, as the reference file has it."""

    key: str
    value: Decimal
    valid_from: date
    valid_until: date | None
    source: str


@transaction.atomic
def load_rates(rows: Iterable[RateRow]) -> int:
    """Write the general rates that are new or differ; returns how many. What a person confirmed stays as it is."""
    known = {(rate.key, rate.valid_from): rate for rate in Rate.objects.filter(board__isnull=True).select_for_update()}
    written = 0
    for row in rows:
        rate = known.get((row.key, row.valid_from)) or Rate(key=row.key, valid_from=row.valid_from)
        if rate.confirmed_on or (rate.value, rate.valid_until, rate.source) == (row.value, row.valid_until, row.source):
            continue
        rate.value, rate.valid_until, rate.source = row.value, row.valid_until, row.source
        rate.save()
        written += 1
    return written


def _release(commitment: Commitment, state: CommitmentState, *, by: User | None, note: str) -> Commitment:
    budget, commitment = _locked_commitment(commitment, state)
    amount = commitment.amount_cents
    was_committed = commitment.lines.filter(kind=LineKind.COMMIT).exists()
    changes = {"committed": -amount} if was_committed else {"reserved": -amount}
    _write(budget, LineKind.RELEASE, amount, by=by, note=note, commitment=commitment, **changes)
    return commitment


def _locked(budget: Budget) -> Budget:
    return Budget.objects.select_for_update(of=("self",)).get(pk=budget.pk)


def _locked_commitment(commitment: Commitment, state: CommitmentState) -> tuple[Budget, Commitment]:
    """The budget and the commitment, locked, the latter moved to `state`. Raises NotAllowedNow."""
    budget = Budget.objects.select_for_update(of=("self",)).get(pk=commitment.budget_id)
    commitment = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if state not in NEXT_STATES[CommitmentState(commitment.state)]:
        raise NotAllowedNow(
            _("Dit kan nu niet: het bedrag is al %(state)s.") % {"state": commitment.get_state_display().lower()}
        )
    commitment.state = state
    commitment.save(update_fields=["state"])
    return budget, commitment


def _write(
    budget: Budget,
    kind: LineKind,
    amount_cents: int,
    *,
    by: User | None,
    note: str,
    commitment: Commitment | None = None,
    **changes: int,
) -> None:
    """One ledger line, and the same changes in the totals of the (locked) budget.

    The database does the adding, so that its constraint still guards the ceiling should a lock ever be forgotten.
    """
    for total, change in changes.items():
        setattr(budget, f"{total}_cents", getattr(budget, f"{total}_cents") + change)
    sums = {f"{total}_cents": F(f"{total}_cents") + change for total, change in changes.items()}
    Budget.objects.filter(pk=budget.pk).update(**sums, updated_at=timezone.now())
    line: dict[str, Any] = {f"{total}_change": change for total, change in changes.items()}
    LedgerLine.objects.create(
        budget=budget, commitment=commitment, kind=kind, amount_cents=amount_cents, by=by, note=note, **line
    )


def _positive(amount_cents: int) -> int:
    if amount_cents <= 0:
        raise NotAllowedNow(_("Vul een bedrag in dat groter is dan nul."))
    return amount_cents


def _require_available(budget: Budget, amount_cents: int) -> None:
    if amount_cents > budget.available_cents:
        raise BudgetShort(budget.available_cents)
