"""Whose history somebody reads: the changes about a person, a school or a board, of this floor and the ones above.

Upper apps register a `Trail` in `AppConfig.ready()` for what they know of a person. Who may read is the page's.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from core import history_words
from core.history import Change
from core.history_words import Line, Names
from organisations.choices import Role
from organisations.models import Board, IdentityProvider, Membership, Network, School
from users.models import User

MOST_LINES = 500

Changes = QuerySet[Any]
# The changes about a person at places (memberships) that the reader manages; None: every place, the reader is the
# person.
Trail = Callable[[User, "QuerySet[Membership] | None"], Iterable[Changes]]

_trails: list[Trail] = []


def register(trail: Trail) -> None:
    """Add what a floor knows of a person; call from `AppConfig.ready()`. Registering twice changes nothing."""
    if trail not in _trails:
        _trails.append(trail)


def about_person(person: User, places: "QuerySet[Membership] | None") -> list[Line]:
    """Newest first: places and roles, how far they may be seen, and for themselves all the rest that is tracked."""
    return _lines([source for trail in _trails for source in trail(person, places)])


def about_school(school: School) -> list[Line]:
    """Newest first: who got which place there, and where the school belonged."""
    return _lines([_changes(Membership).filter(school=school), _changes(School).filter(pgh_obj=school)])


def about_board(board: Board) -> list[Line]:
    """Newest first: what the board decided, who runs it, how its people sign in, and which schools it has or had."""
    return _lines(
        [
            _changes(Board).filter(pgh_obj=board),
            _changes(Membership).filter(board=board),
            _changes(IdentityProvider).filter(board=board),
            _changes(School).filter(Q(board=board) | Q(before__board_id=board.pk)),
        ]
    )


def places_and_account(person: User, places: "QuerySet[Membership] | None") -> Iterable[Changes]:
    """What this floor and the one below know of a person."""
    own = _changes(Membership).filter(user=person)
    yield own if places is None else own.filter(pgh_obj__in=places)
    if places is None:
        yield _changes(User).filter(pgh_obj=person)


def register_words() -> None:
    """What the rows of this floor, and of the one below, are called."""
    history_words.register(Membership, _membership)
    history_words.register(School, _school)
    for model in (Board, IdentityProvider, User):
        history_words.register(model, _named_by_its_kind(model))


def _school(change: Change, names: Names) -> str:
    row: Any = change
    return names.of(School, row.pgh_obj_id)


def _named_by_its_kind(model: Any) -> history_words.Subject:
    return lambda change, names: str(model._meta.verbose_name).capitalize()


def _membership(change: Change, names: Names) -> str:
    row: Any = change
    place = (
        names.of(School, row.school_id)
        if row.school_id
        else names.of(Board, row.board_id)
        if row.board_id
        else names.of(Network, row.network_id)
    )
    return f"{names.of(User, row.user_id)}, {Role(row.role).label}, {place}"


def _changes(model: Any) -> Changes:
    found: Changes = model.pgh_event_model.objects.all()
    return found


def _lines(sources: list[Changes]) -> list[Line]:
    return history_words.lines_of(history_words.newest(sources, most=MOST_LINES))
