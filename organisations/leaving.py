"""Who must know when someone's place ends: a small registry that upper apps fill in `AppConfig.ready()`.

That a membership has ended is its `ends_on` compared with today; nobody needs a call for that. Listeners are for what
must be handed over or known beforehand: open questions, a date in an index. They run inside the transaction that sets
the date, also when it lies ahead.
"""

from collections.abc import Callable

from organisations.models import Membership

Listener = Callable[[Membership], None]

_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Add a listener; call from `AppConfig.ready()`. Registering twice changes nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(membership: Membership) -> None:
    for listener in _listeners:
        listener(membership)
