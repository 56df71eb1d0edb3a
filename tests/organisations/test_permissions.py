"""Who may do what for which organisation: a table, as roles.py is one."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from organisations.choices import Role
from organisations.permissions import (
    can_ask,
    can_end_membership,
    can_manage_staff,
    can_search,
    can_set_policy,
    roles_to_give,
)
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db

EVERYBODY = {
    "director",
    "coordinator",
    "staff",
    "board_admin",
    "sister_director",
    "neighbour_director",
    "neighbour_board_admin",
    "network_coordinator",
    "moderator",
    "freelancer",
    "foreign_director",
    "foreign_board_admin",
    "platform_admin",
    "stranger",
}


def who(world: World, allowed) -> set[str]:
    return {name for name in EVERYBODY if allowed(getattr(world, name))}


def test_who_searches_for_a_school(world: World) -> None:
    assert who(world, lambda user: can_search(user, world.school)) == {"director", "coordinator", "board_admin"}


def test_who_asks_for_a_school(world: World) -> None:
    assert who(world, lambda user: can_ask(user, world.school)) == {"director", "coordinator"}


def test_who_says_who_works_there(world: World) -> None:
    assert who(world, lambda user: can_manage_staff(user, world.school)) == {"director", "board_admin"}


def test_who_sets_the_policy(world: World) -> None:
    assert who(world, lambda user: can_set_policy(user, world.board)) == {"board_admin"}


def test_who_ends_a_colleagues_place(world: World) -> None:
    allowed = who(world, lambda user: can_end_membership(user, world.staff_membership))

    assert allowed == {"director", "board_admin"}


def test_only_the_board_gives_the_role_of_director(world: World) -> None:
    assert Role.DIRECTOR not in roles_to_give(world.director, world.school)
    assert Role.DIRECTOR in roles_to_give(world.board_admin, world.school)
    assert roles_to_give(world.staff, world.school) == []


def test_nobody_ends_their_own_place(world: World) -> None:
    own = MembershipFactory(user=world.board_admin, director=True, school=world.school)

    assert not can_end_membership(world.board_admin, own)


def test_a_place_at_a_board_is_not_ended_here(world: World) -> None:
    assert not can_end_membership(world.board_admin, MembershipFactory(board_admin=True, board=world.board))


def test_a_role_that_ended_gives_nothing(world: World) -> None:
    world.director.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert not can_search(world.director, world.school)


def test_a_closed_account_may_nothing(world: World) -> None:
    world.director.is_active = False
    world.director.save()

    assert not can_search(world.director, world.school)


def test_a_visitor_may_nothing(world: World) -> None:
    assert not can_search(AnonymousUser(), world.school)
