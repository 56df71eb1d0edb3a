from typing import Any

from django.test import Client
from django.urls import reverse

from experts import actions
from organisations.choices import Ring
from tests.experts.factories import make_expert, position_of
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

URL = reverse("experts:position_list")


def test_shows_who_is_seen_how_far(client: Client, world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NETWORK)
    client.force_login(world.director)
    people = {person.user: person.ring for person in client.get(URL).context["people"]}
    assert people == {world.staff: Ring.NETWORK, world.director: None, world.coordinator: None}


def test_people_of_another_school_are_not_there(client: Client, world: World) -> None:
    make_expert(world.sister_staff_membership)
    client.force_login(world.director)
    assert "Daan" not in client.get(URL).content.decode()


def test_who_asks_stands_on_top(client: Client, world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD, released_ring=Ring.SCHOOL)
    actions.ask_release(position_of(expert), by=world.staff)
    client.force_login(world.director)
    first = client.get(URL).context["people"][0]
    assert (first.user, first.is_asked) == (world.staff, True)


def test_one_and_three_people_cost_the_same_queries(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    make_expert(world.staff_membership)
    client.force_login(world.director)
    client.get(URL)
    with django_assert_max_num_queries(100) as one:
        client.get(URL)
    make_expert(MembershipFactory(school=world.school))
    make_expert(MembershipFactory(school=world.school))
    with django_assert_max_num_queries(len(one)):
        client.get(URL)
