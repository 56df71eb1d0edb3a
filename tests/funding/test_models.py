"""What the database itself refuses."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from funding.models import Budget, LedgerLine, Rate
from tests.funding.factories import BudgetFactory, reserved
from tests.organisations.factories import BoardFactory, MembershipFactory, NetworkFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def refused_by(name):
    return pytest.raises(IntegrityError, match=name)


def test_a_budget_is_never_overdrawn():
    budget = BudgetFactory(granted=100_00)
    with refused_by("budget_never_overdrawn"):
        Budget.objects.filter(pk=budget.pk).update(reserved_cents=60_00, spent_cents=40_01)


def test_a_total_is_never_negative():
    budget = BudgetFactory(granted=100_00)
    with refused_by("budget_totals_not_negative"):
        Budget.objects.filter(pk=budget.pk).update(reserved_cents=-1)


def test_a_budget_has_an_owner():
    with refused_by("budget_has_one_owner"):
        BudgetFactory(network=None)


def test_a_budget_has_one_owner():
    with refused_by("budget_has_one_owner"):
        BudgetFactory(board=BoardFactory())


def test_a_budget_ends_after_its_start():
    with refused_by("budget_ends_after_start"):
        BudgetFactory(ends_on=date(2020, 1, 1))


@pytest.mark.parametrize("change", [lambda lines: lines.update(amount_cents=1), lambda lines: lines.delete()])
def test_a_ledger_line_is_for_ever(change):
    budget = BudgetFactory(granted=100_00)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        change(budget.lines.all())
    assert budget.lines.count() == 1


def test_only_a_correction_is_negative():
    budget = BudgetFactory()
    with refused_by("ledger_line_negative_only_to_correct"):
        LedgerLine.objects.create(budget=budget, kind="spend", amount_cents=-1)


def test_a_rate_exists_once_a_day():
    Rate.objects.create(key="x", value=Decimal(1), valid_from=date(2026, 1, 1), source="x")
    with refused_by("rate_once_per_key_board_and_day"):
        Rate.objects.create(key="x", value=Decimal(2), valid_from=date(2026, 1, 1), source="x")


class TestVisibleTo:
    def test_the_coordinator_sees_the_money_of_the_own_network_only(self):
        coordinator = MembershipFactory(network_coordinator=True)
        mine = BudgetFactory(network=coordinator.network)
        BudgetFactory(network=NetworkFactory())
        assert list(Budget.objects.visible_to(coordinator.user)) == [mine]

    def test_the_board_sees_its_own_money_and_that_of_its_schools(self):
        admin = MembershipFactory(board_admin=True)
        own = BudgetFactory(network=None, board=admin.board)
        of_school = BudgetFactory(network=None, school=SchoolFactory(board=admin.board))
        BudgetFactory(network=None, board=BoardFactory())
        BudgetFactory(network=None, school=SchoolFactory())
        assert set(Budget.objects.visible_to(admin.user)) == {own, of_school}

    def test_the_director_sees_the_money_of_the_own_school_only(self):
        director = MembershipFactory(director=True)
        own = BudgetFactory(network=None, school=director.school)
        BudgetFactory(network=None, board=director.school.board)
        BudgetFactory(network=None, school=SchoolFactory(board=director.school.board))
        assert list(Budget.objects.visible_to(director.user)) == [own]

    def test_staff_see_no_money(self):
        staff = MembershipFactory()
        BudgetFactory(network=None, school=staff.school)
        assert list(Budget.objects.visible_to(staff.user)) == []

    def test_who_has_left_sees_nothing_any_more(self):
        left = MembershipFactory(board_admin=True, ends_on=timezone.localdate() - timedelta(days=1))
        BudgetFactory(network=None, board=left.board)
        assert list(Budget.objects.visible_to(left.user)) == []


class TestUsableFor:
    def test_the_money_of_the_school_its_board_and_its_network(self):
        school = SchoolFactory(network=NetworkFactory())
        usable = {
            BudgetFactory(network=None, school=school, granted=1),
            BudgetFactory(network=None, board=school.board, granted=1),
            BudgetFactory(network=school.network, granted=1),
        }
        BudgetFactory(network=None, school=SchoolFactory(board=school.board), granted=1)
        BudgetFactory(granted=1)
        assert set(Budget.objects.usable_for(school, timezone.localdate())) == usable

    def test_not_before_it_starts_or_after_it_ends(self):
        school = SchoolFactory()
        budget = BudgetFactory(network=None, school=school, granted=1)
        day = timedelta(days=1)
        found = [
            Budget.objects.usable_for(school, on).exists()
            for on in (budget.starts_on - day, budget.starts_on, budget.ends_on, budget.ends_on + day)
        ]
        assert found == [False, True, True, False]

    def test_not_when_it_is_all_promised(self):
        school = SchoolFactory()
        budget = BudgetFactory(network=None, school=school, granted=60_00)
        reserved(budget, 60_00)
        assert not Budget.objects.usable_for(school, timezone.localdate()).exists()
