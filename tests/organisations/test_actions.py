from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from organisations import actions, leaving
from organisations.actions import Policy
from organisations.choices import NetworkSource, Ring
from organisations.models import Membership
from organisations.reach import Move
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def leavers() -> Iterator[list[Membership]]:
    heard: list[Membership] = []
    leaving.register(heard.append)
    yield heard
    leaving._listeners.remove(heard.append)


@pytest.mark.parametrize("change", [{"ring_ceiling": Ring.BOARD}, {"freelancers_enabled": False}])
def test_a_policy_that_changes_reach_says_when(world: World, change: dict[str, object]) -> None:
    board = actions.change_policy(world.board, replace(Policy.of(world.board), **change), by=world.board_admin)

    assert board.reach_changed_at is not None


def test_other_policy_leaves_reach_alone(world: World) -> None:
    board = actions.change_policy(world.board, replace(Policy.of(world.board), reminder_days=5), by=world.board_admin)

    assert board.reminder_days == 5
    assert board.reach_changed_at is None


def test_the_end_of_a_place_is_heard_above(world: World, leavers: list[Membership]) -> None:
    actions.end_membership(world.staff_membership, by=world.director, last_day=timezone.localdate())

    assert leavers == [world.staff_membership]


def test_a_place_that_ended_cannot_end_again(world: World) -> None:
    world.staff.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))

    with pytest.raises(NotAllowedNow, match="al beëindigd"):
        actions.end_membership(world.staff_membership, by=world.director, last_day=timezone.localdate())


def test_a_moved_school_is_heard_above_and_kept_as_history(world: World, moves: list[Move]) -> None:
    before = world.school.place

    school = actions.move_school(
        world.school, board=world.foreign_board, network=world.network, region=world.region, by=world.platform_admin
    )

    assert moves == [Move(school.pk, before, school.place)]
    assert school.board_periods.get().board == world.foreign_board
    assert school.network_source == NetworkSource.UNKNOWN


def test_a_network_chosen_by_hand_is_marked_so(world: World) -> None:
    school = actions.move_school(
        world.school, board=world.board, network=world.foreign_network, region=world.region, by=world.platform_admin
    )

    assert school.network_source == NetworkSource.MANUAL
    assert not school.board_periods.exists()


def test_nothing_is_heard_when_nothing_moves(world: World, moves: list[Move]) -> None:
    actions.move_school(world.school, board=world.board, network=world.network, region=world.region)

    assert moves == []
