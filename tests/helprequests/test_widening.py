import pytest

from helprequests.widening import next_ring, rings_within
from organisations.choices import Ring
from organisations.rings import Place

FULL = Place(1, 2, 3, 4)


def test_one_ring_at_a_time_to_the_end() -> None:
    seen, ring = [Ring.SCHOOL], Ring.SCHOOL
    while further := next_ring(FULL, ring, Ring.NATIONAL):
        seen.append(ring := further)
    assert seen == list(Ring)


def test_never_past_the_ceiling() -> None:
    assert next_ring(FULL, Ring.BOARD, Ring.BOARD) is None


@pytest.mark.parametrize(
    ("place", "rings"),
    [
        (Place(1, 2, None, 4), [Ring.SCHOOL, Ring.BOARD, Ring.REGION, Ring.NATIONAL]),
        (Place(1, 2, None, None), [Ring.SCHOOL, Ring.BOARD, Ring.NATIONAL]),
    ],
)
def test_a_ring_that_adds_nobody_is_passed_over(place: Place, rings: list[Ring]) -> None:
    assert rings_within(place, Ring.NATIONAL) == rings
