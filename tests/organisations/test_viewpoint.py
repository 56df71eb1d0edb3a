from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.choices import Role
from organisations.viewpoint import Viewpoint
from tests.organisations.factories import MembershipFactory, SchoolFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_own_school_comes_first_without_a_choice(world: World) -> None:
    viewpoint = Viewpoint(world.director)

    assert viewpoint.school == world.school
    assert viewpoint.keys == world.school.place.keys()


def test_a_chosen_school_of_the_board_is_looked_through(world: World) -> None:
    viewpoint = Viewpoint(world.board_admin, chosen_id=world.sister_school.pk)

    assert viewpoint.school == world.sister_school
    assert set(viewpoint.schools) == {world.school, world.sister_school}


def test_a_school_of_another_board_cannot_be_chosen(world: World) -> None:
    viewpoint = Viewpoint(world.director, chosen_id=world.foreign_school.pk)

    assert viewpoint.school == world.school


def test_own_school_stands_before_those_of_the_board(world: World) -> None:
    MembershipFactory(user=world.board_admin, director=True, school=world.sister_school)

    assert Viewpoint(world.board_admin).schools == [world.sister_school, world.school]


def test_rights_are_those_at_the_chosen_school(world: World) -> None:
    MembershipFactory(user=world.director, school=world.neighbour_school, starts_on=date(2021, 8, 1))

    there = Viewpoint(world.director, chosen_id=world.neighbour_school.pk)

    assert there.roles == {Role.STAFF}
    assert not there.can_search
    assert Viewpoint(world.director).can_search


def test_a_board_admin_searches_but_does_not_ask(world: World) -> None:
    viewpoint = Viewpoint(world.board_admin)

    assert viewpoint.can_search
    assert not viewpoint.can_ask
    assert viewpoint.is_budget_holder


def test_a_network_coordinator_acts_for_no_school(world: World) -> None:
    viewpoint = Viewpoint(world.network_coordinator)

    assert viewpoint.school is None
    assert viewpoint.keys == frozenset()
    assert viewpoint.networks == [world.network]
    assert viewpoint.is_budget_holder


def test_an_ended_membership_gives_nothing(world: World) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    world.staff.memberships.update(ends_on=yesterday)

    viewpoint = Viewpoint(world.staff)

    assert viewpoint.school is None
    assert not viewpoint.is_member


def test_a_closed_school_is_not_acted_for() -> None:
    membership = MembershipFactory(school=SchoolFactory(closed_on=date(2026, 8, 1)))

    assert Viewpoint(membership.user).schools == []


def test_a_stranger_and_a_visitor_have_no_school(world: World) -> None:
    assert Viewpoint(world.stranger).school is None
    assert Viewpoint(AnonymousUser()).school is None


def test_everything_costs_two_queries(world: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        viewpoint = Viewpoint(world.board_admin)
        assert viewpoint.school
        assert viewpoint.keys
        assert viewpoint.can_search
        assert [school.board.name for school in viewpoint.schools] == ["De Linde", "De Linde"]


def test_only_who_works_at_a_school_or_for_themselves_has_an_offer(world):
    people = {
        who: Viewpoint(getattr(world, who)).can_offer for who in ("staff", "director", "board_admin", "moderator")
    }
    assert people == {"staff": True, "director": True, "board_admin": False, "moderator": False}


@pytest.mark.parametrize(
    ("who", "words"),
    [("director", ["Onze mensen"]), ("board_admin", ["Onze mensen", "Ons bestuur"]), ("staff", []), ("stranger", [])],
)
def test_the_menu_leads_to_what_someone_runs(world: World, who: str, words: list[str]) -> None:
    assert [label for label, _url in Viewpoint(getattr(world, who)).menu_links] == words


def test_the_menu_is_on_the_page(client: Client, world: World) -> None:
    client.force_login(world.board_admin)

    page = client.get(reverse("organisations:viewpoint_choose")).content.decode()

    assert reverse("organisations:board_detail", args=[world.board.pk]) in page
