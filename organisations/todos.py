"""What waits for who runs a board."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.todos import Todo
from organisations.models import Board, School
from organisations.roles import Right
from users.models import User


def schools_without_director(user: User, today: date) -> Iterator[Todo]:
    """A board admin names the director of a school that has none: without one nobody can ask or release. One query."""
    boards = Board.objects.administered_by(user, Right.MANAGE_STAFF)
    alone: dict[int, list[str]] = {}
    for board_id, name in (
        School.objects.open()
        .filter(board__in=boards)
        .without_director()
        .order_by("name")
        .values_list("board_id", "name")
    ):
        alone.setdefault(board_id, []).append(name)
    for board_id, names in alone.items():
        yield Todo(
            title=ngettext(
                "Wie is directeur van %(school)s?", "Voor %(count)s scholen is er nog geen directeur", len(names)
            )
            % {"school": names[0], "count": len(names)},
            url=reverse("organisations:board_detail", args=[board_id]),
            action=_("Wijs een directeur aan"),
            hint=_("Zonder directeur kan de school niets vragen en niemand uitlenen."),
        )
