"""How far somebody may be seen, in the history that people read. Registered with `organisations.trail`."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from core import history_words
from core.history import Change
from core.history_words import Names
from experts.models import Expert, Position
from organisations.models import Membership
from users.models import User


def changes_about(person: User, places: "QuerySet[Membership] | None") -> Iterable[QuerySet[Any]]:
    """Release and reach per place; what the person chose alone (pause, hidden, their wish) is for themselves only."""
    positions = Position.pgh_event_model.objects.filter(expert__user=person)  # type: ignore[attr-defined]
    if places is not None:
        yield positions.filter(membership__in=places)
        return
    yield positions
    yield Expert.pgh_event_model.objects.filter(user=person)  # type: ignore[attr-defined]


def register_words() -> None:
    history_words.register(Position, _position)
    history_words.register(Expert, lambda change, names: str(Expert._meta.verbose_name).capitalize())


def _position(change: Change, names: Names) -> str:
    row: Any = change
    return f"{str(Position._meta.verbose_name).capitalize()}, {names.of(Membership, row.membership_id)}"
