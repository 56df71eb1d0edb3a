from datetime import date, timedelta

import factory
from django.utils import timezone

from funding import actions
from funding.choices import Purpose
from funding.models import Budget, Commitment
from tests.organisations.factories import NetworkFactory
from tests.users.factories import UserFactory


class BudgetFactory(factory.django.DjangoModelFactory):
    """Arrangement money of a network of its own, running a year back and forth, with nothing in it.

    `BudgetFactory(granted=100_00)` grants that many eurocents, so that its ledger tells the same.
    """

    class Meta:
        model = Budget
        skip_postgeneration_save = True

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Arrangementen {n}")
    purpose = Purpose.ARRANGEMENT
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=180))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=180))

    @factory.post_generation
    def granted(self, create: bool, extracted: int | None, **kwargs: object) -> None:
        if extracted:
            actions.grant(self, amount_cents=extracted, by=UserFactory(), note="Toekenning")
            self.refresh_from_db()


def reserved(budget: Budget, amount_cents: int = 60_00, lapses_on: date | None = None) -> Commitment:
    """A reservation by someone."""
    return actions.reserve(budget, amount_cents=amount_cents, by=UserFactory(), lapses_on=lapses_on)


def totals(budget: Budget) -> dict[str, int]:
    """What the budget row says now, in eurocents."""
    budget.refresh_from_db()
    return {
        "granted": budget.granted_cents,
        "reserved": budget.reserved_cents,
        "committed": budget.committed_cents,
        "spent": budget.spent_cents,
    }


def ledger_totals(budget: Budget) -> dict[str, int]:
    """What the ledger adds up to."""
    lines = list(budget.lines.all())
    return {
        "granted": sum(line.granted_change for line in lines),
        "reserved": sum(line.reserved_change for line in lines),
        "committed": sum(line.committed_change for line in lines),
        "spent": sum(line.spent_change for line in lines),
    }
