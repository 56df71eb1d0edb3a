from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.funding.factories import BudgetFactory

pytestmark = pytest.mark.django_db

URL = reverse("funding:budget_list")


def test_the_own_money_and_nobody_elses(client, world):
    mine = BudgetFactory(network=None, board=world.board, name="Eigen geld")
    BudgetFactory(network=None, board=world.foreign_board, name="Geheim geld")
    client.force_login(world.board_admin)
    response = client.get(URL)
    assert list(response.context["page"]) == [mine]
    assert "Geheim geld" not in response.text


def test_what_runs_comes_before_what_ended(client, world):
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = BudgetFactory(network=world.network, ends_on=yesterday)
    runs = BudgetFactory(network=world.network)
    client.force_login(world.network_coordinator)
    assert list(client.get(URL).context["page"]) == [runs, ended]


def test_without_money_it_says_what_comes(client, world):
    client.force_login(world.board_admin)
    assert "Nog geen budget" in client.get(URL).text


def test_queries_do_not_grow(client, world):
    client.force_login(world.network_coordinator)
    counts = []
    for more in (1, 2):
        BudgetFactory.create_batch(more, network=world.network)
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1]
