"""What boards owe each other over a period: charges of loans, and replacement that somebody else's budget paid.

The replacement comes straight from the ledger, so its total is the ledger's to the cent.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.choices import LineKind
from funding.models import Budget, LedgerLine
from organisations.models import Membership
from organisations.roles import Right
from secondments.models import Charge, ReplacementFunding

if TYPE_CHECKING:
    from users.models import User


@dataclass(frozen=True, slots=True)
class Row:
    """One amount `payer` owes `payee`, in euro cents; `half_days` of help given (0 for a replacement)."""

    on: date
    what: str
    title: str
    payer: str
    payee: str
    half_days: int
    price_cents: int
    travel_cents: int
    vat_cents: int

    @property
    def total_cents(self) -> int:
        return self.price_cents + self.travel_cents + self.vat_cents


@dataclass(frozen=True, slots=True)
class Total:
    payer: str
    payee: str
    total_cents: int


HEADINGS = (
    "Datum",
    "Wat",
    "Inzet",
    "Van",
    "Aan",
    "Dagdelen",
    "Bedrag zonder btw",
    "Reiskosten",
    "Btw",
    "Totaal",
)


def rows_for(user: "User", first: date, last: date) -> list[Row]:
    """What this user's boards owe or are owed for these days, oldest first; between two boards only."""
    return sorted([*_charges(user, first, last), *_replacements(user, first, last)], key=lambda row: astuple(row))


def totals(rows: Iterable[Row]) -> list[Total]:
    """Per payer and payee, in the order of their names."""
    sums: dict[tuple[str, str], int] = {}
    for row in rows:
        sums[row.payer, row.payee] = sums.get((row.payer, row.payee), 0) + row.total_cents
    return [Total(payer, payee, cents) for (payer, payee), cents in sorted(sums.items())]


def _charges(user: "User", first: date, last: date) -> Iterable[Row]:
    charges = Charge.objects.between(first, last).of_boards_of(user)
    for charge in charges.select_related("payer", "payee", "loan__secondment", "loan__expert__user"):
        if charge.payer == charge.payee or not charge.total_cents:
            continue
        yield Row(
            charge.settled_on,
            _("Hulp"),
            charge.loan.secondment.title,
            charge.payer.name,
            charge.payee.name if charge.payee else _("zzp'er"),
            charge.half_days,
            charge.price_cents,
            charge.travel_cents,
            charge.vat_cents,
        )


def _replacements(user: "User", first: date, last: date) -> Iterable[Row]:
    """Spent for a class of one board from a budget of another owner."""
    held = Budget.objects.held_by(user)
    boards = Membership.objects.active().filter(user=user, board__isnull=False).with_right(Right.HOLD_BUDGET)
    is_own = Q(budget__in=held.values("pk")) | Q(
        commitment__replacement_funding__approval__board__in=boards.values("board")
    )
    lines = LedgerLine.objects.filter(
        is_own,
        kind=LineKind.SPEND,
        at__date__range=(first, last),
        commitment__replacement_funding__isnull=False,
    )
    fundings = ReplacementFunding.objects.select_related("approval__board", "secondment").in_bulk(
        list(lines.values_list("commitment__replacement_funding", flat=True))
    )
    for line in lines.select_related("budget__school", "budget__board", "budget__network", "commitment"):
        funding = fundings[line.commitment.replacement_funding.pk]  # type: ignore[union-attr]
        board = funding.approval.board
        owner = line.budget.board or (line.budget.school.board if line.budget.school else None)
        if board is None or owner == board:
            continue
        yield Row(
            timezone.localdate(line.at),
            _("Vervanging"),
            funding.secondment.title,
            str(line.budget.owner),
            board.name,
            0,
            line.amount_cents,
            0,
            0,
        )
