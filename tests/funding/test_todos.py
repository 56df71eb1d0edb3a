from datetime import timedelta

import pytest
from django.utils import timezone

from funding.todos import lapsing_reservations
from tests.funding.factories import BudgetFactory, reserved

pytestmark = pytest.mark.django_db


def titles(user):
    return [todo.title for todo in lapsing_reservations(user, timezone.localdate())]


@pytest.fixture
def budget(world):
    return BudgetFactory(network=world.network, name="Arrangementen", granted=100_00)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_the_holder_hears_what_lapses_soon(world, budget):
    reserved(budget, 1, lapses_on=in_days(2))
    reserved(budget, 1, lapses_on=in_days(3))
    assert titles(world.network_coordinator) == ["2 reserveringen in Arrangementen vervallen bijna"]


def test_not_what_lapses_later(world, budget):
    reserved(budget, 1, lapses_on=in_days(4))
    assert titles(world.network_coordinator) == []


def test_not_somebody_elses(world, budget):
    reserved(budget, 1, lapses_on=in_days(1))
    assert titles(world.foreign_network_coordinator) == titles(world.director) == []


def test_one_query_for_any_number(world, budget, django_assert_num_queries):
    for other in (budget, BudgetFactory(network=world.network, granted=100)):
        reserved(other, 1, lapses_on=in_days(1))
    with django_assert_num_queries(1):
        assert len(titles(world.network_coordinator)) == 2
