"""Who must know when schools move between organisations: a small registry that upper apps fill in `AppConfig.ready()`.

A school that changes board, network or region, closes or opens again changes who sees its people. Listeners run inside
the transaction that moves the schools and get every move at once. They rebuild the audience keys of what those schools
carry, and let nothing reach further than before without a fresh yes of the person it is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from organisations.rings import Place


@dataclass(frozen=True, slots=True)
class Move:
    """One school's places; None is closed (or, before, not there yet)."""

    school_id: int
    before: Place | None
    after: Place | None


Listener = Callable[[Sequence[Move]], None]

_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Add a listener; call from `AppConfig.ready()`. Registering twice changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(moves: Sequence[Move]) -> None:
    """Tell every listener; called by the actions that move schools, in their transaction."""
    if moves:
        for listener in _listeners:
            listener(moves)
