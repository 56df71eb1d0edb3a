import pytest
from django.urls import reverse

from tests.funding.factories import BudgetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(client, world):
    client.force_login(world.board_admin)
    return BudgetFactory(network=None, board=world.board)


def add(client, budget, amount, note="Besluit 12"):
    return client.post(reverse("funding:budget_grant", args=[budget.pk]), {"amount_cents": amount, "note": note})


def test_the_holder_adds_money(client, world, budget):
    assert add(client, budget, "1.250,50").url == budget.get_absolute_url()
    line = budget.lines.get()
    assert (line.amount_cents, line.by, line.note) == (1_250_50, world.board_admin, "Besluit 12")


def test_it_needs_a_reason(client, budget):
    assert list(add(client, budget, "10", note="").context["form"].errors) == ["note"]
    assert not budget.lines.exists()


def test_a_visit_adds_nothing(client, budget):
    assert client.get(reverse("funding:budget_grant", args=[budget.pk])).status_code == 200
    assert not budget.lines.exists()


def test_somebody_elses_money_cannot_be_added_to(client, world, budget):
    client.force_login(world.foreign_board_admin)
    assert add(client, budget, "10").status_code == 404
    assert not budget.lines.exists()
