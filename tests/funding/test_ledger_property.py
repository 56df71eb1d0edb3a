"""Whatever happens to a budget, in whatever order, the ledger adds up to its totals and nothing is overdrawn."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotAllowedNow
from funding import actions
from funding.models import Budget
from tests.funding.factories import BudgetFactory, ledger_totals, totals
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db

AMOUNTS = st.integers(min_value=-50, max_value=200)
VERBS = ("grant", "reserve", "commit", "spend", "spend_other", "release", "correct_grant", "correct_spent")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), AMOUNTS, st.integers(min_value=0, max_value=9)), max_size=25)


def take(budget: Budget, verb: str, amount: int, which: int, by) -> None:
    commitments = list(budget.commitments.order_by("pk"))
    commitment = commitments[which % len(commitments)] if commitments else None
    match verb:
        case "grant":
            actions.grant(budget, amount_cents=amount, by=by)
        case "reserve":
            actions.reserve(budget, amount_cents=amount, by=by)
        case "correct_grant" if amount:
            actions.correct(budget, by=by, granted_cents=amount, note="x")
        case "correct_spent" if amount:
            actions.correct(budget, by=by, spent_cents=amount, note="x")
        case "commit" if commitment:
            actions.commit_reservation(commitment, by=by)
        case "spend" if commitment:
            actions.spend(commitment, by=by)
        case "spend_other" if commitment:
            actions.spend(commitment, by=by, amount_cents=amount)
        case "release" if commitment:
            actions.release(commitment, by=by)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_ledger_adds_up_after_every_step(steps):
    budget, by = BudgetFactory(granted=500), UserFactory()
    for verb, amount, which in steps:
        with suppress(NotAllowedNow):
            take(budget, verb, amount, which, by)
        now = totals(budget)
        assert now == ledger_totals(budget)
        assert min(now.values()) >= 0
        assert budget.available_cents >= 0
