"""Hours against hours: what schools that barter gave and got, and how that stands (DOMAIN 4.1, ruil)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from organisations.models import School
from secondments.choices import LegalShape, Outcome
from secondments.models import LoanHalfDay
from secondments.rates import rates_for


@dataclass(frozen=True, slots=True)
class Balance:
    """Hours with one other school; `balance` above zero: the other still owes hours."""

    other: str
    given: Decimal
    taken: Decimal

    @property
    def balance(self) -> Decimal:
        return self.given - self.taken


def balances_of(school: School, today: date | None = None) -> list[Balance]:
    """Per other school the hours of bartered half-days that went on, or that nobody says did not; by name."""
    today = today or timezone.localdate()
    hours = rates_for(school.board, today).half_day_hours
    rows = LoanHalfDay.objects.agreed().filter(loan__secondment__legal_shape=LegalShape.BARTER, day__lte=today)
    rows = rows.filter(Q(loan__position__membership__school=school) | Q(loan__secondment__borrower=school))
    given: dict[str, Decimal] = defaultdict(Decimal)
    taken: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows.select_related("loan__position__membership__school", "loan__secondment__borrower"):
        outcome = row.outcome(today)
        if row.said.is_disputed or (outcome or row.lender_says or row.borrower_says or Outcome.HELD) != Outcome.HELD:
            continue
        lender, borrower = row.loan.lender, row.loan.secondment.borrower
        if lender == school:
            given[borrower.name] += hours
        elif lender is not None:
            taken[lender.name] += hours
    return [Balance(name, given[name], taken[name]) for name in sorted({*given, *taken})]
