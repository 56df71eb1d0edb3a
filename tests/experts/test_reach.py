"""A school that moves shows its people to nobody new without their yes."""

from random import Random

import pytest

from core.errors import NotAllowedNow
from experts import actions, reach, search_cards
from experts.choices import EventKind, ReleaseState
from experts.models import Event, Expert, Position, SearchCard
from notifications.models import Notification
from organisations.actions import close_school, move_school, reopen_school
from organisations.choices import Ring
from organisations.models import Board, School
from tests.experts.factories import make_expert, position_of
from tests.experts.readers import sees
from tests.organisations.world import World
from users.models import User


def move(school: School, **to: object) -> School:
    """By hand; everything else stays."""
    school.refresh_from_db()
    links = {"board": school.board, "network": school.network, "region": school.region}
    return move_school(school, **(links | to))


def test_the_old_board_sees_nobody_at_once_and_the_new_board_not_yet(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD)
    move(world.school, board=world.foreign_board)

    assert not sees(world.sister_director, expert)
    assert not sees(world.foreign_director, expert)
    assert sees(world.director, expert)


def test_who_could_see_still_sees_as_far_as_that_holds(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.NETWORK)
    move(world.school, board=world.foreign_board)

    assert sees(world.neighbour_director, expert)
    assert not sees(world.foreign_director, expert)


def test_a_yes_shows_the_new_board(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD)
    move(world.school, board=world.foreign_board)

    reach.answer_move(expert, by=world.staff, keys=held(expert), is_yes=True)

    assert sees(world.foreign_director, expert)
    assert position_of(expert).allowed_keys is None


def held(expert: Expert) -> list[int]:
    positions = Position.objects.filter(expert=expert).select_related("expert", "membership__school__board")
    return [key for position in positions for key in search_cards.held_keys(position)]


def test_a_yes_is_about_the_readers_that_were_shown(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD)
    move(world.school, board=world.foreign_board)
    shown = held(expert)
    move(world.school, board=world.neighbour_board)

    with pytest.raises(NotAllowedNow):
        reach.answer_move(expert, by=world.staff, keys=shown, is_yes=True)
    assert not sees(world.neighbour_director, expert)


def test_a_no_is_not_asked_again_and_a_later_yes_still_works(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD)
    move(world.school, board=world.foreign_board)
    reach.answer_move(expert, by=world.staff, keys=held(expert), is_yes=False)
    assert position_of(expert).move_asked_on is None
    assert not sees(world.foreign_director, expert)

    reach.answer_move(expert, by=world.staff, keys=held(expert), is_yes=True)
    assert sees(world.foreign_director, expert)


def test_a_wider_release_after_the_move_does_not_replace_the_yes(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.NATIONAL, released_ring=Ring.SCHOOL)
    move(world.school, board=world.neighbour_board)

    actions.release_position(position_of(expert), by=world.director, ring=Ring.BOARD)

    assert not sees(world.neighbour_director, expert)
    assert position_of(expert).move_asked_on is not None


def test_a_release_by_the_old_board_ends_with_it(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.NETWORK)
    actions.release_position(position_of(expert), by=world.board_admin, ring=Ring.NETWORK)
    move(world.school, board=world.foreign_board)

    position = position_of(expert)
    assert (position.release_state, position.released_ring) == (ReleaseState.NOT_ASKED, Ring.SCHOOL)
    assert not sees(world.neighbour_director, expert)
    assert Notification.objects.filter(recipient=world.staff, kind="experts.release_withdrawn").exists()


def test_a_release_by_the_director_moves_along(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.NETWORK)
    move(world.school, board=world.foreign_board)

    assert position_of(expert).released_ring == Ring.NETWORK


def test_a_school_that_opens_again_in_its_place_is_seen_as_before(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.NETWORK)
    close_school(world.school, on=world.staff_membership.starts_on)
    assert not sees(world.neighbour_director, expert)

    reopen_school(world.school)

    assert sees(world.neighbour_director, expert)
    assert position_of(expert).allowed_keys is None


def test_who_moves_while_closed_is_not_shown_elsewhere(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD)
    close_school(world.school, on=world.staff_membership.starts_on)
    move(world.school, board=world.foreign_board)

    reopen_school(world.school)

    assert not sees(world.foreign_director, expert)


def test_people_hear_it_once_and_it_is_in_their_history(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.BOARD)
    move(world.school, board=world.foreign_board)

    told = Notification.objects.filter(kind="experts.school_moved")
    assert [line.recipient for line in told] == [world.staff]
    assert Event.objects.filter(kind=EventKind.MOVED).count() == 1


def test_people_of_a_school_that_closes_hear_that_nobody_finds_them_there(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.BOARD)
    close_school(world.school, on=world.staff_membership.starts_on)

    assert Notification.objects.get(kind="experts.school_closed").recipient == world.staff
    assert Event.objects.filter(kind=EventKind.CLOSED).count() == 1


def test_who_is_seen_by_the_own_school_only_is_not_bothered(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.SCHOOL)
    move(world.school, board=world.foreign_board)

    assert held(expert) == []
    assert not Notification.objects.filter(kind="experts.school_moved").exists()


def test_the_map_follows_a_school_that_lies_elsewhere(world: World) -> None:
    make_expert(world.staff_membership)
    School.objects.filter(pk=world.school.pk).update(x_km=1.0)
    place = world.school.place

    reach.schools_moved([reach.Move(world.school.pk, place, place, lies_elsewhere=True)])

    assert SearchCard.objects.get().x_km == 1.0


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_over_random_moves_no_reader_gains_sight_without_a_yes(world: World, seed: int) -> None:
    random = Random(seed)
    experts = [
        make_expert(membership, ring=random.choice(list(Ring)[1:]))
        for membership in (world.staff_membership, world.sister_staff_membership)
    ]
    moving = [world.school, world.sister_school]
    # Whose own schools never move here: who works at a school that moves, or at a board that gets it, sees with its
    # keys as someone new there would.
    readers = [world.neighbour_director, world.foreign_director]
    boards = list(Board.objects.order_by("pk"))
    seen = {(reader, expert) for reader in readers for expert in experts if sees(reader, expert)}
    before_closing: dict[int, set[tuple[User, Expert]]] = {}
    for _step in range(12):
        school = School.objects.get(pk=random.choice(moving).pk)
        people = {expert for expert in experts if position_of(expert).membership.school == school}
        if school.closed_on is not None:
            reopen_school(school)
            seen |= before_closing.pop(school.pk)
        elif random.random() < 0.25:
            before_closing[school.pk] = {pair for pair in seen if pair[1] in people}
            close_school(school, on=world.staff_membership.starts_on)
        else:
            move(
                school,
                board=random.choice(boards),
                network=random.choice([None, world.network, world.foreign_network]),
                region=random.choice([None, world.region, world.foreign_region]),
            )
        now = {(reader, expert) for reader in readers for expert in experts if sees(reader, expert)}
        assert now <= seen
        assert search_cards.differences(with_everything()) == []
        seen = now


def with_everything() -> list[Position]:
    positions = Position.objects.select_related("search_card", *search_cards.NEEDS_JOINED)
    return list(positions.prefetch_related(*search_cards.NEEDS_FETCHED))


def test_who_is_seen_outside_is_told_to_who_is_about_to_move_a_school(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.BOARD)
    make_expert(world.sister_staff_membership, ring=Ring.SCHOOL)

    found = reach.seen_outside([world.school.pk, world.sister_school.pk])

    assert found == {world.school.pk: ["Nu buiten de school te zien: Tessa Bloem."]}
