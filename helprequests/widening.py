"""How far a help request goes next, and when (pure; DESIGN section 2)."""

from organisations.choices import Ring
from organisations.rings import Place


def rings_within(place: Place, ceiling: Ring) -> list[Ring]:
    """The rings a request of this place can stand in, nearest first: up to the ceiling, and only where each next one
    adds readers (a school without a network has no network ring)."""
    rings: list[Ring] = []
    before: frozenset[int] = frozenset()
    for ring in Ring:
        keys = place.keys(ring)
        if ring <= ceiling and keys != before:
            rings.append(ring)
        before = keys
    return rings


def next_ring(place: Place, ring: Ring, ceiling: Ring) -> Ring | None:
    """The ring a request goes to after `ring`, or None when it is as far as it may go."""
    return next((further for further in rings_within(place, ceiling) if further > ring), None)
