from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from funding import actions
from funding.choices import CommitmentState, LineKind
from funding.errors import BudgetShort
from tests.funding.factories import BudgetFactory, ledger_totals, reserved, totals
from tests.organisations.factories import SchoolFactory
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder():
    return UserFactory()


@pytest.fixture
def budget():
    return BudgetFactory(granted=100_00)


def test_granting_adds_money_and_a_line(budget, holder):
    actions.grant(budget, amount_cents=50_00, by=holder, note="Tweede deel")
    assert totals(budget)["granted"] == 150_00
    line = budget.lines.last()
    assert (line.kind, line.amount_cents, line.by, line.note) == (LineKind.GRANT, 50_00, holder, "Tweede deel")


def test_reserving_sets_money_apart(budget, holder):
    commitment = actions.reserve(budget, amount_cents=60_00, by=holder)
    assert totals(budget) == {"granted": 100_00, "reserved": 60_00, "committed": 0, "spent": 0}
    assert (commitment.state, commitment.reserved_by) == (CommitmentState.RESERVED, holder)


def test_a_reservation_lasts_fifteen_school_days(holder):
    budget = BudgetFactory(granted=100_00, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    with patch("funding.actions.timezone.localdate", return_value=date(2026, 3, 9)):
        commitment = actions.reserve(budget, amount_cents=1, by=holder)
    assert commitment.lapses_on == date(2026, 3, 30)


def test_the_last_cent_can_be_reserved(budget, holder):
    actions.reserve(budget, amount_cents=100_00, by=holder)
    budget.refresh_from_db()
    assert budget.available_cents == 0


def test_more_than_there_is_is_refused_with_what_there_is(budget, holder):
    with pytest.raises(BudgetShort) as refusal:
        actions.reserve(budget, amount_cents=100_01, by=holder)
    assert refusal.value.available_cents == 100_00
    assert str(refusal.value) == "Er zit nog € 100,00 in dit budget. Dat is niet genoeg."
    assert totals(budget)["reserved"] == 0


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_amount(budget, holder, amount):
    with pytest.raises(NotAllowedNow):
        actions.reserve(budget, amount_cents=amount, by=holder)


def test_a_budget_that_has_ended_reserves_nothing(holder):
    ended = BudgetFactory(granted=100_00, ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(NotAllowedNow):
        actions.reserve(ended, amount_cents=1, by=holder)


def test_committing_moves_what_was_reserved(budget, holder):
    commitment = actions.commit_reservation(reserved(budget), by=holder)
    assert commitment.state == CommitmentState.COMMITTED
    assert totals(budget) == {"granted": 100_00, "reserved": 0, "committed": 60_00, "spent": 0}


def test_committing_twice_is_refused(budget, holder):
    commitment = reserved(budget)
    actions.commit_reservation(commitment, by=holder)
    with pytest.raises(NotAllowedNow):
        actions.commit_reservation(commitment, by=holder)
    assert totals(budget)["committed"] == 60_00


def test_spending_what_was_promised(budget, holder):
    commitment = actions.commit_reservation(reserved(budget), by=holder)
    assert actions.spend(commitment, by=holder).state == CommitmentState.SPENT
    assert totals(budget) == {"granted": 100_00, "reserved": 0, "committed": 0, "spent": 60_00}


def test_spending_less_gives_back_the_rest(budget, holder):
    commitment = actions.commit_reservation(reserved(budget), by=holder)
    actions.spend(commitment, by=holder, amount_cents=45_00)
    assert totals(budget) == {"granted": 100_00, "reserved": 0, "committed": 0, "spent": 45_00}
    assert [line.kind for line in commitment.lines.order_by("pk")][-2:] == [LineKind.SPEND, LineKind.RELEASE]


def test_spending_more_takes_from_what_is_free(budget, holder):
    commitment = actions.commit_reservation(reserved(budget), by=holder)
    actions.spend(commitment, by=holder, amount_cents=80_00)
    assert totals(budget) == {"granted": 100_00, "reserved": 0, "committed": 0, "spent": 80_00}


def test_spending_more_than_is_free_is_refused(budget, holder):
    commitment = actions.commit_reservation(reserved(budget), by=holder)
    with pytest.raises(BudgetShort):
        actions.spend(commitment, by=holder, amount_cents=100_01)
    assert totals(budget)["committed"] == 60_00


def test_a_reservation_cannot_be_spent_before_it_is_promised(budget, holder):
    with pytest.raises(NotAllowedNow):
        actions.spend(reserved(budget), by=holder)


def test_releasing_a_reservation(budget, holder):
    actions.release(reserved(budget), by=holder)
    assert totals(budget) == {"granted": 100_00, "reserved": 0, "committed": 0, "spent": 0}


def test_releasing_a_promise(budget, holder):
    commitment = reserved(budget)
    actions.commit_reservation(commitment, by=holder)
    actions.release(commitment, by=holder)
    assert totals(budget) == {"granted": 100_00, "reserved": 0, "committed": 0, "spent": 0}


def test_what_is_spent_cannot_be_released(budget, holder):
    commitment = actions.spend(actions.commit_reservation(reserved(budget), by=holder), by=holder)
    with pytest.raises(NotAllowedNow):
        actions.release(commitment, by=holder)


def test_correcting_a_grant(budget, holder):
    actions.correct(budget, by=holder, granted_cents=-30_00, note="Dubbel geboekt")
    assert totals(budget)["granted"] == 70_00


def test_correcting_what_was_spent(budget, holder):
    commitment = actions.commit_reservation(reserved(budget), by=holder)
    actions.spend(commitment, by=holder)
    actions.correct(budget, by=holder, spent_cents=-10_00, note="Factuur was lager")
    assert totals(budget)["spent"] == 50_00


def test_a_correction_never_takes_what_is_promised(budget, holder):
    reserved(budget)
    with pytest.raises(BudgetShort):
        actions.correct(budget, by=holder, granted_cents=-50_00, note="Te veel")


def test_a_correction_needs_a_reason(budget, holder):
    with pytest.raises(NotAllowedNow):
        actions.correct(budget, by=holder, granted_cents=-1, note="  ")


def test_a_reservation_lapses_the_day_after_its_last(budget):
    last = timezone.localdate()
    commitment = reserved(budget, lapses_on=last)
    assert actions.lapse_reservations(last) == 0
    assert actions.lapse_reservations(last + timedelta(days=1)) == 1
    commitment.refresh_from_db()
    assert commitment.state == CommitmentState.LAPSED
    assert totals(budget)["reserved"] == 0


def test_lapsing_twice_changes_nothing(budget):
    reserved(budget, lapses_on=timezone.localdate() - timedelta(days=1))
    actions.lapse_reservations()
    before = totals(budget)
    assert actions.lapse_reservations() == 0
    assert totals(budget) == before


def test_a_promise_does_not_lapse(budget, holder):
    commitment = reserved(budget, lapses_on=timezone.localdate() - timedelta(days=1))
    actions.commit_reservation(commitment, by=holder)
    assert actions.lapse_reservations() == 0


def test_the_ledger_adds_up_to_the_totals(budget, holder):
    actions.spend(actions.commit_reservation(reserved(budget), by=holder), by=holder, amount_cents=55_50)
    actions.release(reserved(budget, 20_00), by=holder)
    reserved(budget, 10_00)
    assert totals(budget) == ledger_totals(budget)


def test_a_school_without_holidays_loaded_still_has_a_last_day(holder):
    budget = BudgetFactory(network=None, school=SchoolFactory(), granted=100_00)
    assert actions.reserve(budget, amount_cents=1, by=holder).lapses_on > timezone.localdate()
