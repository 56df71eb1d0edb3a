"""How far someone is seen: the smallest of wish, release and ceiling, at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from experts import actions
from experts.models import Expert, Position, SearchCard
from organisations.choices import Ring
from tests.experts.factories import make_expert, position_of
from tests.organisations.world import World


def rings_of(expert: Expert) -> set[int]:
    return {key // 100_000_000 for key in position_of(expert).audience_keys}


@pytest.mark.parametrize(
    ("wanted", "released", "ceiling", "effective"),
    [
        (Ring.SCHOOL, Ring.NATIONAL, Ring.NATIONAL, Ring.SCHOOL),
        (Ring.NATIONAL, Ring.BOARD, Ring.NATIONAL, Ring.BOARD),
        (Ring.NATIONAL, Ring.NATIONAL, Ring.NETWORK, Ring.NETWORK),
        (Ring.NATIONAL, Ring.NATIONAL, Ring.NATIONAL, Ring.NATIONAL),
    ],
)
def test_smallest_of_three(world: World, wanted: Ring, released: Ring, ceiling: Ring, effective: Ring) -> None:
    world.board.ring_ceiling = ceiling
    world.board.save()
    expert = make_expert(world.staff_membership, ring=wanted, released_ring=released)
    assert rings_of(expert) == set(range(1, effective + 1))


def test_the_own_school_needs_no_release(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD, released_ring=Ring.SCHOOL)
    assert position_of(expert).audience_keys == sorted(world.school.place.keys(Ring.SCHOOL))


def test_a_freelancer_starts_at_the_network(world: World) -> None:
    membership = world.freelancer.memberships.get()
    expert = make_expert(membership, ring=Ring.NATIONAL)
    assert rings_of(expert) == {Ring.NETWORK, Ring.NATIONAL}


def test_withdrawn_release_is_out_of_the_index_at_once(world: World) -> None:
    expert = make_expert(world.staff_membership)
    actions.withdraw_release(position_of(expert), by=world.director)
    assert SearchCard.objects.get().audience_keys == sorted(world.school.place.keys(Ring.SCHOOL))


def test_hiding_takes_the_card_away(world: World) -> None:
    expert = make_expert(world.staff_membership)
    actions.hide_expert(expert, by=world.staff)
    assert not SearchCard.objects.exists()


def test_a_lower_ceiling_counts_before_the_index_catches_up(world: World) -> None:
    make_expert(world.staff_membership)
    world.board.ring_ceiling = Ring.BOARD
    world.board.save()
    assert not Position.objects.reaching(world.foreign_school.place.keys()).exists()
    assert Position.objects.reaching(world.sister_school.place.keys()).exists()


def test_a_release_that_ended_counts_no_more(world: World) -> None:
    expert = make_expert(world.staff_membership)
    today = timezone.localdate()
    actions.release_position(position_of(expert), by=world.director, ring=Ring.NATIONAL, until=today)
    keys = world.foreign_school.place.keys()
    assert Position.objects.reaching(keys, today).exists()
    assert not Position.objects.reaching(keys, today + timedelta(days=1)).exists()
