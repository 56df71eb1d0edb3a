from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowedNow
from funding import actions
from funding.models import Budget
from tests.funding.factories import BudgetFactory, ledger_totals, reserved, totals
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(world: World) -> Budget:
    """1,000 euros of a board: 100 promised, 200 reserved; its last day was yesterday."""
    budget = BudgetFactory(network=None, board=world.board, granted=1_000_00)
    actions.commit_reservation(reserved(budget, 100_00), by=world.board_admin)
    reserved(budget, 200_00)
    budget.ends_on = timezone.localdate() - timedelta(days=1)
    budget.save(update_fields=["ends_on"])
    return budget


def test_what_nobody_claims_goes_back_and_what_is_promised_stays(client: Client, world: World, budget: Budget) -> None:
    client.force_login(world.board_admin)
    url = reverse("funding:budget_close", args=[budget.pk])
    assert url in client.get(budget.get_absolute_url()).text
    assert "€ 900" in client.get(url).text
    assert client.post(url).url == budget.get_absolute_url()
    assert totals(budget) == {"granted": 100_00, "reserved": 0, "committed": 100_00, "spent": 0}
    assert ledger_totals(budget) == totals(budget)


def test_paid_for_less_than_promised_it_can_be_closed_again(world: World, budget: Budget) -> None:
    actions.close_budget(budget, by=world.board_admin)
    with pytest.raises(NotAllowedNow, match="niets meer"):
        actions.close_budget(budget, by=world.board_admin)
    actions.spend(budget.commitments.get(state="committed"), by=world.board_admin, amount_cents=60_00)
    actions.close_budget(budget, by=world.board_admin)
    assert totals(budget) == {"granted": 60_00, "reserved": 0, "committed": 0, "spent": 60_00}


def test_not_while_it_runs(client: Client, world: World, budget: Budget) -> None:
    Budget.objects.update(ends_on=timezone.localdate())
    with pytest.raises(NotAllowedNow, match="loopt nog"):
        actions.close_budget(budget, by=world.board_admin)
    client.force_login(world.board_admin)
    assert "Sluit dit budget af" not in client.get(budget.get_absolute_url()).text
    page = client.get(reverse("funding:budget_close", args=[budget.pk])).text
    assert "Dit budget loopt nog." in page
    assert "Geef terug wat over is" not in page


def test_the_course_is_shown_with_its_table(client: Client, world: World) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=100)):
        budget = BudgetFactory(network=None, board=world.board, granted=1_000_00)
    Budget.objects.update(ends_on=timezone.localdate() + timedelta(days=100))
    reserved(budget, 400_00)
    client.force_login(world.board_admin)
    text = client.get(budget.get_absolute_url()).text
    assert "Gaat het door zoals tot nu toe, dan blijft er ongeveer € 200 over." in text
    assert text.count("(verwacht)") > 2
