"""axe on the pages about money: phone and desktop, light and dark; nothing sticks out to the side."""

import pytest
from django.urls import reverse

from funding import actions
from tests.funding.factories import BudgetFactory, reserved
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def budget():
    holder = MembershipFactory(board_admin=True)
    budget = BudgetFactory(network=None, board=holder.board, granted=1_000_00)
    actions.spend(actions.commit_reservation(reserved(budget, 200_00), by=holder.user), by=holder.user)
    actions.commit_reservation(reserved(budget, 200_00), by=holder.user)
    reserved(budget, 200_00)
    budget.holder = holder.user
    return budget


OF_ONE = ["budget_detail", "budget_grant", "budget_close"]


@pytest.mark.parametrize("name", ["budget_list", "budget_create", *OF_ONE, "grant_import"])
def test_pages_about_money(name, budget, signed_in_page, assert_good_on_every_screen):
    args = [budget.pk] if name in OF_ONE else []
    assert_good_on_every_screen(signed_in_page(budget.holder, reverse(f"funding:{name}", args=args)))
