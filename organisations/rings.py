"""The ring rule, in one place (DESIGN section 2): a ring is a set of audience keys.

Something of school S that reaches ring R carries the keys of S for every ring up to R. A reader carries the keys of
the school they act for. The reader sees it when the two sets overlap. Rings are not a strict tree: a board's schools
can lie in several networks, so keys are of the school, never of its board.
"""

from collections.abc import Collection, Iterable
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


def audience(place: Place, ring: Ring, allowed: Collection[int] | None) -> list[int]:
    """The sorted keys of something of this place that reaches `ring`; of them only the `allowed`, unless that is None.

    The own school always counts: who works there is no new reader.
    """
    keys = place.keys(ring)
    return sorted(keys if allowed is None else keys & ({*allowed} | place.keys(Ring.SCHOOL)))


def allowed_after_move(
    allowed: Collection[int] | None, before: Place | None, after: Place | None
) -> frozenset[int] | None:
    """Which keys something of a school may still use when that school moves (from or to None: it was closed, or
    closes), so that no new reader sees it: what it already had, as far as that still holds.

    None is every key of its place: nothing waits for a yes. A closing keeps in mind what was allowed, for when the
    school opens again.
    """
    had = frozenset(allowed) if allowed is not None else before.keys() if before else frozenset()
    if after is None:
        return had
    kept = (had & after.keys()) | after.keys(Ring.SCHOOL)
    return None if kept == after.keys() else kept


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
