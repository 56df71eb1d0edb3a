"""Who must know when schools move or a board lowers its ceiling: small registries for upper apps' `AppConfig.ready()`.

A school that changes board, network or region, closes or opens again changes who sees its people. Listeners run inside
the transaction that moves the schools and get every move at once. They rebuild the audience keys of what those schools
carry, and let nothing reach further than before without a fresh yes of the person it is about
(`organisations.rings.allowed_after_move`). Who works at the school sees with its new keys from then on, as someone new
there would; the platform admin reads that before it happens.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from organisations.choices import Ring
from organisations.rings import Place


@dataclass(frozen=True, slots=True)
class Move:
    """One school's places; None is closed (or, before, not there yet). `lies_elsewhere`: also on the map."""

    school_id: int
    before: Place | None
    after: Place | None
    lies_elsewhere: bool = False


Listener = Callable[[Sequence[Move]], None]
# Gets the board's primary key and its new, lower ceiling, in the transaction that lowers it.
CeilingListener = Callable[[int, Ring], None]

_listeners: list[Listener] = []
_ceiling_listeners: list[CeilingListener] = []


def register(listener: Listener) -> None:
    """Add a listener; call from `AppConfig.ready()`. Registering twice changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(moves: Sequence[Move]) -> None:
    """Tell every listener; called by the actions that move schools, in their transaction."""
    if moves:
        for listener in _listeners:
            listener(moves)


def register_ceiling(listener: CeilingListener) -> None:
    """As `register`, for ceilings that are lowered. That the ceiling counts at once needs no listener: it is joined
    live. This is for what must not come back by itself when the ceiling rises again."""
    if listener not in _ceiling_listeners:
        _ceiling_listeners.append(listener)


def tell_ceiling(board_id: int, ceiling: Ring) -> None:
    for listener in _ceiling_listeners:
        listener(board_id, ceiling)


# Board primary key -> how many of its people are seen today as far as each ring, and no further.
Seen = Callable[[int], Mapping[Ring, int]]

_seen: list[Seen] = []


def register_seen(seen: Seen) -> None:
    """Say who is seen how far, for a board that thinks of lowering its ceiling; call from `AppConfig.ready()`."""
    if seen not in _seen:
        _seen.append(seen)


def seen_further_than(board_id: int) -> dict[Ring, int]:
    """Ring -> how many people of this board are seen further than that today."""
    counts = {ring: sum(seen(board_id).get(ring, 0) for seen in _seen) for ring in Ring}
    return {ring: sum(count for other, count in counts.items() if other > ring) for ring in Ring}


# What is at stake at schools (primary keys) that move or close, in sentences for the platform admin who decides.
Stakes = Callable[[Collection[int]], Mapping[int, Sequence[str]]]

_stakes: list[Stakes] = []


def register_stakes(stakes: Stakes) -> None:
    """Add what a floor knows of; call from `AppConfig.ready()`. Registering twice changes nothing."""
    if stakes not in _stakes:
        _stakes.append(stakes)


def stakes_at(school_ids: Collection[int]) -> dict[int, list[str]]:
    """School -> sentences, from the lowest floor up; a fixed number of queries."""
    found: dict[int, list[str]] = defaultdict(list)
    for stakes in _stakes if school_ids else ():
        for school_id, sentences in stakes(school_ids).items():
            found[school_id] += sentences
    return found
