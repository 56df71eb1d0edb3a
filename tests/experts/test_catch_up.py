"""The index follows a board that changed how far its people may be seen."""

from dataclasses import replace

import pytest
from django.utils import timezone

from core.progress import WorkState
from experts import tasks
from experts.actions import catch_up_with_board, rebuild_reach
from experts.choices import Level
from experts.models import Position, SearchCard
from experts.search_cards import audience_keys_of
from organisations.actions import Policy, change_policy
from organisations.choices import Ring
from organisations.models import Board, ReachUpdate
from organisations.reach import seen_further_than
from tests.experts.factories import SkillFactory, make_expert, position_of
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def set_ceiling(world: World, ring: Ring) -> Board:
    return change_policy(world.board, replace(Policy.of(world.board), ring_ceiling=ring), by=world.board_admin)


def in_step() -> bool:
    return all(position.audience_keys == audience_keys_of(position) for position in Position.objects.all())


def test_reading_follows_at_once_and_the_index_after_it(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NETWORK)

    board = set_ceiling(world, Ring.BOARD)

    assert not Position.objects.reaching(world.neighbour_school.place.keys()).exists()
    assert not in_step()
    assert catch_up_with_board(board) == 1
    assert in_step()
    assert max(SearchCard.objects.get().audience_keys) == max(world.school.place.keys(Ring.BOARD))


def test_only_who_is_out_of_step_is_rebuilt(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NETWORK)
    make_expert(world.sister_staff_membership, ring=Ring.BOARD)
    make_expert(world.foreign_staff_membership, ring=Ring.NATIONAL)

    assert catch_up_with_board(set_ceiling(world, Ring.BOARD)) == 1
    assert catch_up_with_board(Board.objects.get(pk=world.board.pk)) == 0


def test_striking_out_leaves_what_a_rebuild_writes(world: World) -> None:
    for ring, membership in zip(
        (Ring.NATIONAL, Ring.NETWORK, Ring.SCHOOL), MembershipFactory.create_batch(3, school=world.school), strict=True
    ):
        make_expert(membership, ring=ring, skills=dict.fromkeys(SkillFactory.create_batch(3), Level.SHOWS))
    catch_up_with_board(set_ceiling(world, Ring.BOARD))
    struck = list(SearchCard.objects.order_by("pk").values())

    rebuild_reach(Position.objects.values_list("expert_id", flat=True))

    assert struck == list(SearchCard.objects.order_by("pk").values())


def test_who_has_no_keys_at_all_is_rebuilt_too(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NETWORK)
    Position.objects.update(audience_keys=[])

    assert catch_up_with_board(world.board) == 1
    assert in_step()


def test_how_far_it_is_is_told_per_batch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for membership in MembershipFactory.create_batch(3, school=world.school):
        make_expert(membership, ring=Ring.NETWORK)
    board = set_ceiling(world, Ring.BOARD)
    waiting = ReachUpdate.objects.get()
    assert waiting.state == WorkState.WAITING

    catch_up_with_board(board, batch=1)

    done = ReachUpdate.objects.get()
    assert (done.state, done.done, done.total) == (WorkState.DONE, 3, 3)


def test_a_board_that_changes_meanwhile_keeps_its_mark(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NETWORK)
    board = set_ceiling(world, Ring.BOARD)
    Board.objects.filter(pk=board.pk).update(reach_changed_at=timezone.now())

    catch_up_with_board(board)

    assert Board.objects.filter(reach_changed_at__isnull=False).exists()


def test_the_schedule_does_it_and_wipes_the_mark(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NETWORK)
    set_ceiling(world, Ring.BOARD)

    tasks.catch_up_with_boards()

    assert in_step()
    assert not Board.objects.filter(reach_changed_at__isnull=False).exists()


def test_what_a_lower_ceiling_means_is_counted_beforehand(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NATIONAL)
    make_expert(world.sister_staff_membership, ring=Ring.BOARD)
    make_expert(world.foreign_staff_membership, ring=Ring.NATIONAL)

    assert seen_further_than(world.board.pk) == {
        Ring.SCHOOL: 2,
        Ring.BOARD: 1,
        Ring.NETWORK: 1,
        Ring.REGION: 1,
        Ring.NATIONAL: 0,
    }


def test_somebody_with_two_schools_counts_once(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.NATIONAL)
    second = MembershipFactory(user=world.staff, school=world.sister_school)
    make_expert(second, ring=Ring.BOARD)

    assert position_of(expert, second).pk
    assert seen_further_than(world.board.pk)[Ring.SCHOOL] == 1
