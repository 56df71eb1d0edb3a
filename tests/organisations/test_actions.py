from dataclasses import replace

import pytest

from organisations import actions
from organisations.actions import Policy
from organisations.choices import NetworkSource, Ring
from organisations.reach import Move
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", [{"ring_ceiling": Ring.BOARD}, {"freelancers_enabled": False}])
def test_a_policy_that_changes_reach_says_when(world: World, change: dict[str, object]) -> None:
    board = actions.change_policy(world.board, replace(Policy.of(world.board), **change), by=world.board_admin)

    assert board.reach_changed_at is not None


def test_other_policy_leaves_reach_alone(world: World) -> None:
    board = actions.change_policy(world.board, replace(Policy.of(world.board), reminder_days=5), by=world.board_admin)

    assert board.reminder_days == 5
    assert board.reach_changed_at is None


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
