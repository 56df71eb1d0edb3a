"""What rests on somebody whose place ends, and who takes it over: a small registry that upper apps fill in
`AppConfig.ready()`.

That a membership has ended is its `ends_on` compared with today; nobody needs a call for that. A floor registers here
what would otherwise lie still: questions that somebody asked, loans that run on after the last day. Everything runs
inside the transaction that sets the date, also when it lies ahead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from organisations.models import Membership
from users.models import User


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One thing that rests on somebody. `can_be_taken` False: nobody takes it over, the reader has to arrange it;
    `hint` says what then."""

    what: str
    title: str
    url: str
    can_be_taken: bool = True
    hint: str = ""


class Handover(Protocol):
    """What a floor does when somebody leaves a place."""

    def open_work(self, membership: Membership, *, last_day: date, reader: User) -> Sequence[OpenWork]:
        """What rests on this person at this place and the reader may know of; a fixed number of queries."""

    def hand_over(self, membership: Membership, *, to: User, by: User) -> None:
        """`to` takes over everything of `open_work` that can be taken."""

    def left(self, membership: Membership, *, by: User) -> None:
        """The last day is set, in `membership.ends_on`."""


_floors: list[Handover] = []


def register(floor: Handover) -> None:
    """Add a floor; call from `AppConfig.ready()`. Registering twice changes nothing."""
    if floor not in _floors:
        _floors.append(floor)


def open_work(membership: Membership, *, last_day: date, reader: User) -> list[OpenWork]:
    """Everything that rests on this person at this place, from the lowest floor up."""
    return [work for floor in _floors for work in floor.open_work(membership, last_day=last_day, reader=reader)]


def hand_over(membership: Membership, *, to: User, by: User) -> None:
    for floor in _floors:
        floor.hand_over(membership, to=to, by=by)


def left(membership: Membership, *, by: User) -> None:
    for floor in _floors:
        floor.left(membership, by=by)
