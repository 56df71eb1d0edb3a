"""The ring rule: something of a school that reaches a ring is seen by who shares one of its keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.choices import Ring
from organisations.rings import (
    NATIONAL_KEY,
    Place,
    allowed_after_move,
    audience,
    audience_key,
    keys_by_ring,
    nearest_ring,
    ring_of_key,
)

HOME = Place(school_id=1, board_id=2, network_id=3, region_id=4)
OTHERS = {
    Ring.SCHOOL: HOME,
    Ring.BOARD: Place(11, 2, 13, 14),  # the same board, in another network and region
    Ring.NETWORK: Place(11, 12, 3, 14),
    Ring.REGION: Place(11, 12, 13, 4),
    Ring.NATIONAL: Place(11, 12, 13, 14),
}

places = st.builds(Place, st.integers(1, 5), st.integers(1, 4), st.none() | st.integers(1, 3), st.none() | st.just(1))
rings = st.sampled_from(Ring)


@pytest.mark.parametrize("reach", Ring)
@pytest.mark.parametrize("ring", Ring)
def test_a_reader_sees_what_reaches_their_nearest_common_ring(ring: Ring, reach: Ring) -> None:
    sees = bool(HOME.keys(reach) & OTHERS[ring].keys())

    assert sees == (reach >= ring)


@pytest.mark.parametrize("ring", Ring)
def test_the_nearest_ring_of_two_places(ring: Ring) -> None:
    assert nearest_ring(HOME.keys(), OTHERS[ring].keys()) == ring


def test_nothing_in_common_is_no_ring() -> None:
    assert nearest_ring(HOME.keys(Ring.REGION), OTHERS[Ring.NATIONAL].keys(Ring.REGION)) is None


def test_a_school_without_network_has_no_key_there() -> None:
    alone = Place(1, 2, None, None)

    assert alone.keys(Ring.REGION) == alone.keys(Ring.BOARD)


def test_a_freelancer_starts_at_the_network() -> None:
    assert Place(None, None, 3, None).keys(Ring.BOARD) == frozenset()
    assert Place(None, None, 3, None).keys(Ring.NETWORK) == {audience_key(Ring.NETWORK, 3)}


@given(places, rings, rings)
def test_reaching_further_never_loses_a_reader(place: Place, first: Ring, second: Ring) -> None:
    assert place.keys(min(first, second)) <= place.keys(max(first, second))


@given(places, places, rings)
def test_within_the_same_reach_seeing_is_mutual(one: Place, other: Place, reach: Ring) -> None:
    assert bool(one.keys(reach) & other.keys()) == bool(other.keys(reach) & one.keys())


@given(places)
def test_keys_of_different_rings_are_never_confused(place: Place) -> None:
    grouped = keys_by_ring(place.keys())

    assert all(ring_of_key(key) == ring for ring, keys in grouped.items() for key in keys)
    assert grouped[Ring.NATIONAL] == [NATIONAL_KEY]


@pytest.mark.parametrize("pk", [0, -1, 100_000_000])
def test_a_primary_key_that_does_not_fit_is_refused(pk: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        audience_key(Ring.SCHOOL, pk)


@pytest.mark.parametrize("ring", Ring)
def test_every_key_fits_in_an_int4(ring: Ring) -> None:
    assert audience_key(ring, 99_999_999) < 2**31


def test_after_a_move_only_what_it_already_had_counts() -> None:
    other_board = Place(school_id=1, board_id=22, network_id=3, region_id=4)

    allowed = allowed_after_move(None, HOME, other_board)

    assert audience(other_board, Ring.BOARD, allowed) == [audience_key(Ring.SCHOOL, 1)]
    assert audience(other_board, Ring.NETWORK, allowed) == [audience_key(Ring.SCHOOL, 1), audience_key(Ring.NETWORK, 3)]


def test_a_move_without_new_readers_asks_nothing() -> None:
    assert allowed_after_move(None, HOME, Place(1, 2, None, 4)) is None


def test_a_school_that_reopens_in_its_place_has_its_readers_back() -> None:
    closed = allowed_after_move(None, HOME, None)

    assert allowed_after_move(closed, None, HOME) is None


def test_a_school_that_reopens_elsewhere_asks_again() -> None:
    closed = allowed_after_move(None, HOME, None)

    assert allowed_after_move(closed, None, Place(1, 22, 3, 4)) == HOME.keys() - {audience_key(Ring.BOARD, 2)}


def test_a_school_whose_closing_nobody_heard_of_opens_for_itself_only() -> None:
    assert allowed_after_move(None, None, HOME) == HOME.keys(Ring.SCHOOL)


@given(st.lists(places | st.none(), min_size=1), places, rings)
def test_no_series_of_moves_ever_widens(stops: list[Place | None], start: Place, ring: Ring) -> None:
    allowed, here, seen_by = None, start, set(start.keys(ring))
    for stop in stops:
        moved_to = stop and Place(start.school_id, stop.board_id, stop.network_id, stop.region_id)
        if (here, moved_to) != (None, None):
            allowed = allowed_after_move(allowed, here, moved_to)
        here = moved_to
        if here is not None:
            now = set(audience(here, ring, allowed))
            assert now <= seen_by
            assert here.keys(Ring.SCHOOL) <= now
            seen_by = now
