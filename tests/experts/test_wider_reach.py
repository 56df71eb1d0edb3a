"""Widening needs a fresh yes from the expert (DESIGN section 2): a yes is given for what was possible then."""

from dataclasses import replace

import pytest

from core.errors import NotAllowedNow
from experts import actions, tasks
from experts.choices import EventKind
from experts.matching import Wanted
from experts.models import Expert, Position
from experts.search import find
from notifications.models import Notification
from organisations.actions import Policy, change_policy
from organisations.choices import Ring
from organisations.models import Board
from tests.experts.factories import make_expert, position_of
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World


def set_ceiling(world: World, ceiling: Ring, board: Board | None = None) -> None:
    """As the board's own page does it, with the index caught up."""
    board = board or world.board
    board.refresh_from_db()
    change_policy(board, replace(Policy.of(board), ring_ceiling=ceiling), by=world.board_admin)
    tasks.catch_up_with_boards()


def sees(world: World, who: str, expert: Expert) -> bool:
    """On the profile and in search, which must agree."""
    user = getattr(world, who)
    on_profile = Expert.objects.visible_to(user).filter(pk=expert.pk).exists()
    in_search = find(user.memberships.get().school.place.keys(), Wanted()).total > 0
    assert on_profile == in_search
    return on_profile


def seen_by(world: World, expert: Expert) -> list[str]:
    """Who of these directors sees them, from near to far."""
    directors = ["sister_director", "neighbour_director", "foreign_director"]
    return [who for who in directors if sees(world, who, expert)]


EVERYBODY = ["sister_director", "neighbour_director", "foreign_director"]


def test_what_was_wanted_under_a_lower_ceiling_is_no_yes_to_more(world: World) -> None:
    set_ceiling(world, Ring.BOARD)
    expert = make_expert(world.staff_membership, ring=Ring.NATIONAL)
    set_ceiling(world, Ring.NATIONAL)
    assert seen_by(world, expert) == ["sister_director"]


def test_a_yes_widens_as_far_as_was_wanted(world: World) -> None:
    set_ceiling(world, Ring.BOARD)
    expert = make_expert(world.staff_membership, ring=Ring.NETWORK)
    set_ceiling(world, Ring.NATIONAL)
    actions.accept_wider_reach(expert, by=world.staff)
    assert seen_by(world, expert) == ["sister_director", "neighbour_director"]
    assert expert.events.filter(kind=EventKind.WIDER, by=world.staff).exists()


def test_lowered_and_raised_again_asks_again(world: World) -> None:
    expert = make_expert(world.staff_membership)
    set_ceiling(world, Ring.BOARD)
    set_ceiling(world, Ring.NATIONAL)
    assert seen_by(world, expert) == ["sister_director"]
    actions.accept_wider_reach(expert, by=world.staff)
    assert seen_by(world, expert) == EVERYBODY


def test_lowered_and_raised_before_the_index_caught_up_asks_all_the_same(world: World) -> None:
    """The stored keys still say the whole country; the yes is joined live."""
    expert = make_expert(world.staff_membership)
    for ceiling in (Ring.BOARD, Ring.NATIONAL):
        board = Board.objects.get(pk=world.board.pk)
        change_policy(board, replace(Policy.of(board), ring_ceiling=ceiling), by=world.board_admin)
    assert seen_by(world, expert) == ["sister_director"]


def test_a_no_leaves_all_as_it_is_and_is_not_asked_again(world: World) -> None:
    set_ceiling(world, Ring.BOARD)
    expert = make_expert(world.staff_membership)
    set_ceiling(world, Ring.NATIONAL)
    actions.decline_wider_reach(expert, by=world.staff)
    assert seen_by(world, expert) == ["sister_director"]
    assert not Position.objects.to_ask_further().exists()


def test_nobody_is_asked_what_is_not_possible(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.BOARD)
    assert not Position.objects.to_ask_further().exists()
    with pytest.raises(NotAllowedNow, match="hoef je nu niets"):
        actions.accept_wider_reach(Expert.objects.get(), by=world.staff)


def test_saving_the_reach_is_a_fresh_yes(world: World) -> None:
    set_ceiling(world, Ring.BOARD)
    expert = make_expert(world.staff_membership)
    set_ceiling(world, Ring.NATIONAL)
    actions.save_reach(
        expert, by=world.staff, wanted_ring=Ring.NATIONAL, form_ids=[], target_group_ids=[], travel_km=500
    )
    assert seen_by(world, expert) == EVERYBODY


def test_two_employers_each_with_their_own_ceiling(world: World) -> None:
    """At the foreign board everything was possible; the own board rises: only what follows from there is asked."""
    set_ceiling(world, Ring.SCHOOL)
    far = MembershipFactory(user=world.staff, school=world.foreign_school)
    expert = make_expert(world.staff_membership, ring=Ring.NETWORK)
    actions.release_position(position_of(expert, far), by=world.foreign_director, ring=Ring.NETWORK)
    assert seen_by(world, expert) == ["foreign_director"]
    set_ceiling(world, Ring.NATIONAL)
    assert list(Position.objects.to_ask_further()) == [position_of(expert, world.staff_membership)]
    assert seen_by(world, expert) == ["foreign_director"]
    actions.accept_wider_reach(expert, by=world.staff)
    assert seen_by(world, expert) == EVERYBODY


def test_a_new_employer_is_not_covered_by_an_earlier_yes(world: World) -> None:
    expert = make_expert(world.staff_membership)
    far = MembershipFactory(user=world.staff, school=world.neighbour_school)
    actions.start_expert(world.staff, by=world.staff)
    actions.release_position(position_of(expert, far), by=world.neighbour_director, ring=Ring.NATIONAL)
    assert position_of(expert, far).audience_keys == sorted(world.neighbour_school.place.keys(Ring.SCHOOL))


def test_who_may_be_asked_hears_it_once(world: World) -> None:
    set_ceiling(world, Ring.BOARD)
    make_expert(world.staff_membership)
    set_ceiling(world, Ring.NATIONAL)
    tasks.ask_for_wider_reach()
    tasks.ask_for_wider_reach()
    told = Notification.objects.filter(kind="experts.reach_wider")
    assert [(each.recipient, each.context) for each in told] == [(world.staff, {"ring": "Heel Nederland"})]
