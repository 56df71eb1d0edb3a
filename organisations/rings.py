"""The ring rule, in one place (DESIGN section 2): a ring is a set of audience keys.

Something of school S that reaches ring R carries the keys of S for every ring up to R. A reader carries the keys of
the school they act for. The reader sees it when the two sets overlap. Rings are not a strict tree: a board's schools
can lie in several networks, so keys are of the school, never of its board.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from organisations.choices import Ring

# A key is an int4: the ring in front, the organisation's primary key behind it.
KEYS_PER_RING = 100_000_000
NATIONAL_KEY = Ring.NATIONAL * KEYS_PER_RING


@dataclass(frozen=True, slots=True)
class Place:
    """Where a school lies; primary keys. A freelancer has no school or board, and starts at the network."""

    school_id: int | None
    board_id: int | None
    network_id: int | None
    region_id: int | None

    def keys(self, up_to: Ring = Ring.NATIONAL) -> frozenset[int]:
        """The audience keys of this place for every ring up to and including `up_to`; absent levels have none."""
        ids = {
            Ring.SCHOOL: self.school_id,
            Ring.BOARD: self.board_id,
            Ring.NETWORK: self.network_id,
            Ring.REGION: self.region_id,
        }
        keys = {audience_key(ring, pk) for ring, pk in ids.items() if ring <= up_to and pk is not None}
        if up_to == Ring.NATIONAL:
            keys.add(NATIONAL_KEY)
        return frozenset(keys)


def audience_key(ring: Ring, pk: int) -> int:
    """The key of one organisation at one ring. Raises ValueError for a primary key that does not fit."""
    if not 0 < pk < KEYS_PER_RING:
        raise ValueError(f"primary key {pk} does not fit in an audience key")
    return ring * KEYS_PER_RING + pk


def ring_of_key(key: int) -> Ring:
    return Ring(key // KEYS_PER_RING)


def keys_by_ring(keys: Iterable[int]) -> dict[Ring, list[int]]:
    """The keys grouped by their ring, for gates that differ per ring (a board's ceiling, a release that ends)."""
    grouped: dict[Ring, list[int]] = {}
    for key in sorted(keys):
        grouped.setdefault(ring_of_key(key), []).append(key)
    return grouped


def nearest_ring(mine: Iterable[int], theirs: Iterable[int]) -> Ring | None:
    """The smallest ring two key sets have in common, or None."""
    common = set(mine) & set(theirs)
    return ring_of_key(min(common)) if common else None
