"""Everybody of a board, for the list that its admin reads (reads only)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from organisations.models import Board, Membership
from organisations.permissions import can_name_deputy, roles_at_board
from users.models import User


@dataclass(frozen=True, slots=True)
class Held:
    """One place of a person, and what the reader may do with it."""

    membership: Membership
    can_end: bool
    can_name_deputy: bool


@dataclass(frozen=True, slots=True)
class Row:
    person: User
    places: list[Held]


def people_of(board: Board) -> QuerySet[User]:
    """Who has a place at this board or one of its schools, today or later; by first name."""
    held = Membership.objects.not_ended().at_board(board)
    return User.objects.filter(pk__in=held.values("user_id")).order_by("first_name", "last_name", "pk")


def rows_of(people: Iterable[User], board: Board, reader: User) -> list[Row]:
    """These people with their places at this board; two queries, however many people."""
    people = list(people)
    roles = roles_at_board(reader, board)
    held = defaultdict(list)
    places = (
        Membership.objects.not_ended()
        .at_board(board)
        .filter(user__in=people)
        .select_related("school", "board", "deputy_for__user")
        .order_by("school__name", "role", "pk")
    )
    for membership in places:
        is_own = membership.user_id == reader.pk
        held[membership.user_id].append(
            Held(
                membership,
                can_end=membership.school_id is not None and membership.role in roles and not is_own,
                can_name_deputy=can_name_deputy(reader, membership, roles=roles),
            )
        )
    return [Row(person, held[person.pk]) for person in people]
