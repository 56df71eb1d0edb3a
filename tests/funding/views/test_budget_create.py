import pytest
from django.urls import reverse

from funding.models import Budget

pytestmark = pytest.mark.django_db

URL = reverse("funding:budget_create")


def answers(owner, **changes):
    return {
        "owner": f"{owner._meta.model_name}-{owner.pk}",
        "name": "Vervanging",
        "purpose": "board",
        "starts_on": "2026-08-01",
        "ends_on": "2027-07-31",
        "amount_cents": "24.000",
        "note": "Begroting",
    } | changes


def test_the_holder_makes_a_budget_with_its_first_money(client, world):
    client.force_login(world.board_admin)
    response = client.post(URL, answers(world.board))
    budget = Budget.objects.get()
    assert response.url == budget.get_absolute_url()
    assert (budget.owner, budget.granted_cents, budget.lines.get().by) == (world.board, 24_000_00, world.board_admin)


def test_it_may_start_empty(client, world):
    client.force_login(world.network_coordinator)
    client.post(URL, answers(world.network, amount_cents="", note=""))
    assert (Budget.objects.get().owner, Budget.objects.get().granted_cents) == (world.network, 0)


def test_a_board_may_make_one_for_its_school(client, world):
    client.force_login(world.board_admin)
    client.post(URL, answers(world.sister_school))
    assert Budget.objects.get().owner == world.sister_school


@pytest.mark.parametrize("whose", ["foreign_board", "neighbour_school", "network"])
def test_not_of_somebody_elses_money(client, world, whose):
    client.force_login(world.board_admin)
    response = client.post(URL, answers(getattr(world, whose)))
    assert list(response.context["form"].errors) == ["owner"]
    assert not Budget.objects.exists()


def test_it_ends_after_it_starts(client, world):
    client.force_login(world.board_admin)
    response = client.post(URL, answers(world.board, ends_on="2026-07-31"))
    assert list(response.context["form"].errors) == ["ends_on"]
