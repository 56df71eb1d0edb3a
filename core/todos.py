"""What needs someone today: a small registry that each app fills from `AppConfig.ready()` and Home reads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits for someone.

    `since` is the day it started waiting; `is_urgent` puts it on top with the word "Vandaag graag".
    `waits_for_me` False means: you wait for somebody else, nothing to do (shown apart).
    """

    title: str
    url: str
    action: str
    who: str = ""
    hint: str = ""
    since: date | None = None
    is_urgent: bool = False
    waits_for_me: bool = True


# A source gets (user, today) and yields todos with a fixed number of queries, however many todos there are.
TodoSource = Callable[[Any, date], Iterable[Todo]]

_sources: list[TodoSource] = []


def register(source: TodoSource) -> None:
    """Add a source; call from `AppConfig.ready()`. Registering twice changes nothing."""
    if source not in _sources:
        _sources.append(source)


def todos_for(user: Any, today: date) -> list[Todo]:
    """Everything that waits for `user`, urgent first, then longest waiting first."""
    found = [todo for source in _sources for todo in source(user, today)]
    return sorted(found, key=lambda todo: (not todo.is_urgent, todo.since or today))
