"""What waits for who runs a board, and for who keeps the schools of the country up to date."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.todos import Todo
from organisations.choices import ImportStep
from organisations.models import Board, DuoImport, JoinRequest, School
from organisations.permissions import can_import_schools
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


def joins_to_decide(user: User, today: date) -> Iterator[Todo]:
    """People who say they work at a school of this user, and belong nowhere until somebody there says so. One query."""
    waiting = list(
        JoinRequest.objects.visible_to(user)
        .exclude(user=user)
        .waiting()
        .select_related("user", "school")
        .order_by("created_at", "pk")
    )
    if waiting:
        first = waiting[0]
        words = {"name": first.user.full_name, "school": first.school, "count": len(waiting)}
        yield Todo(
            title=ngettext("Werkt %(name)s bij %(school)s?", "%(count)s mensen vragen een plek", len(waiting)) % words,
            url=reverse("organisations:join_list"),
            action=_("Zeg ja of nee"),
            hint=_("Tot die tijd zien zij niets van de school."),
            since=timezone.localdate(first.created_at),
        )


def imports_to_decide(user: User, today: date) -> Iterator[Todo]:
    """Files of DUO that were read and wait for a yes. One query, for platform admins only."""
    if can_import_schools(user):
        for duo_import in DuoImport.objects.filter(step=ImportStep.READY).order_by("pk"):
            yield Todo(
                title=_("Kijk na wat er aan de scholen verandert"),
                url=duo_import.get_absolute_url(),
                action=_("Bekijk"),
                who=duo_import.file_name,
                hint=_("Er verandert niets tot je het toepast."),
                since=timezone.localdate(duo_import.created_at),
            )
