import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from funding import actions
from tests.funding.factories import BudgetFactory, reserved

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(world):
    return BudgetFactory(network=None, board=world.board, name="Vervanging", granted=1_000_00)


def test_the_totals_are_told_in_words(client, world, budget):
    actions.commit_reservation(reserved(budget, 250_00), by=world.board_admin)
    client.force_login(world.board_admin)
    text = client.get(budget.get_absolute_url()).text
    assert "Nog € 750 vrij" in text
    assert 'aria-label="Nog 75% vrij"' in text


def test_the_ledger_is_newest_first(client, world, budget):
    reserved(budget)
    client.force_login(world.board_admin)
    page = client.get(budget.get_absolute_url()).context["page"]
    assert [line.kind for line in page] == ["reserve", "grant"]


def test_another_board_does_not_see_it_exists(client, world, budget):
    client.force_login(world.foreign_board_admin)
    assert client.get(budget.get_absolute_url()).status_code == 404


def test_the_director_reads_the_money_of_the_school_but_cannot_add(client, world):
    budget = BudgetFactory(network=None, school=world.school, granted=1_00)
    client.force_login(world.director)
    assert "Vul dit budget aan" not in client.get(budget.get_absolute_url()).text
    assert client.get(reverse("funding:budget_grant", args=[budget.pk])).status_code == 403


def test_queries_do_not_grow(client, world, budget):
    client.force_login(world.board_admin)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            reserved(budget, 1_00)
        client.get(budget.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(budget.get_absolute_url())
        counts.append(len(queries))
    assert counts[0] == counts[1]
