"""Twenty connections at one budget. First without the guards, to show that the race is there."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, connections

from core.errors import NotAllowedNow
from funding import actions
from funding.errors import BudgetShort
from funding.models import Budget
from tests.funding.factories import BudgetFactory, ledger_totals, reserved, totals
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 20
CEILING = 100_00
EACH = 15_00  # six fit


def at_once(work: Callable[[], Any], times: int = TIMES) -> list[Any]:
    """What `work` returned or raised, from that many connections that start together."""
    start = Barrier(times)

    def one() -> Any:
        try:
            connection.ensure_connection()
            start.wait(20)
            return work()
        except (NotAllowedNow, IntegrityError) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(times)]]


@contextmanager
def lock_off() -> Iterator[None]:
    """The budget is read without a lock, and everybody has read it before anybody writes."""
    everybody_read = Barrier(TIMES)

    def read_only(budget: Budget) -> Budget:
        found = Budget.objects.get(pk=budget.pk)
        everybody_read.wait(20)
        return found

    with patch("funding.actions._locked", read_only):
        yield


@contextmanager
def constraint_off() -> Iterator[None]:
    constraint = next(each for each in Budget._meta.constraints if each.name == "budget_never_overdrawn")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Budget, constraint)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE funding_budget CASCADE")
        with connection.schema_editor() as editor:
            editor.add_constraint(Budget, constraint)


def reserve_together(budget: Budget) -> list[Any]:
    by = UserFactory()
    return at_once(lambda: actions.reserve(budget, amount_cents=EACH, by=by))


def test_without_lock_and_constraint_the_budget_is_overdrawn():
    budget = BudgetFactory(granted=CEILING)
    with constraint_off():
        with lock_off():
            reserve_together(budget)
        assert totals(budget)["reserved"] == TIMES * EACH


def test_without_the_lock_the_constraint_still_holds_the_ceiling():
    budget = BudgetFactory(granted=CEILING)
    with lock_off():
        answers = reserve_together(budget)
    assert totals(budget)["reserved"] == 6 * EACH
    assert sum(isinstance(answer, IntegrityError) for answer in answers) == TIMES - 6


def test_twenty_at_once_reserve_what_there_is_and_hear_what_is_left():
    budget = BudgetFactory(granted=CEILING)
    answers = reserve_together(budget)
    assert (
        totals(budget) == ledger_totals(budget) == {"granted": CEILING, "reserved": 90_00, "committed": 0, "spent": 0}
    )
    assert [answer.available_cents for answer in answers if isinstance(answer, BudgetShort)] == [10_00] * (TIMES - 6)


def test_one_reservation_is_promised_once():
    budget = BudgetFactory(granted=CEILING)
    commitment, by = reserved(budget), UserFactory()
    answers = at_once(lambda: actions.commit_reservation(commitment, by=by))
    assert sum(isinstance(answer, NotAllowedNow) for answer in answers) == TIMES - 1
    assert totals(budget)["committed"] == 60_00
