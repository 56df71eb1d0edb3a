"""Who did it, and through which door: what the audit trail remembers beside a change."""

import pytest
from celery import shared_task
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

import manage
from core import doors
from core.doors import Via
from core.history import Change
from organisations.choices import Ring
from organisations.models import Board
from tests.organisations.factories import BoardFactory
from tests.organisations.world import World
from tests.users.factories import PASSWORD
from users.models import User


def last_change(board: Board) -> Change:
    return board.changes.latest("pgh_id")


@pytest.mark.django_db
def test_a_page_tells_who_and_where_without_the_address(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    url = reverse("organisations:policy_edit", args=[world.board.pk])
    form = client.get(url).context["form"]
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in sent.items() if value is not None} | {"ring_ceiling": Ring.REGION}
    client.post(f"{url}?naam=Tessa", sent)
    assert last_change(world.board).pgh_context == {
        "via": "page",
        "door": "organisations:policy_edit",
        "user": world.board_admin.pk,
    }


@pytest.mark.django_db
def test_the_admin_is_a_page_like_any_other(client: Client, world: World) -> None:
    client.force_login(world.platform_admin)
    url = reverse("admin:users_user_change", args=[world.staff.pk])
    form = client.get(url).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in values.items() if value is not None} | {"is_active": ""}
    client.post(url, sent)
    change = world.staff.changes.latest("pgh_id")
    assert change.before == {"is_active": True}
    assert (change.via, change.door, change.by_id) == (Via.PAGE, "admin:users_user_change", world.platform_admin.pk)


@shared_task
def lower_ceiling(board_id: int) -> None:
    Board.objects.filter(pk=board_id).update(ring_ceiling=Ring.BOARD)


@pytest.mark.django_db
def test_a_task_is_a_door_with_nobody_in_it() -> None:
    board = BoardFactory()
    lower_ceiling(board.pk)
    change = last_change(board)
    assert (change.via, change.door, change.by_id) == (Via.TASK, "tests.core.test_doors.lower_ceiling", None)


@pytest.mark.django_db(transaction=True)
def test_a_command_is_a_door_with_nobody_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    manage.main(["manage.py", "createsuperuser", "--noinput", "--email=puck@expedu.test", "--first_name=Puck"])
    change = User.objects.get(email="puck@expedu.test").changes.get()
    assert (change.is_superuser, change.via, change.door) == (True, Via.COMMAND, "createsuperuser")


@pytest.mark.django_db
def test_what_is_written_outside_every_door_is_nobodys() -> None:
    change = last_change(BoardFactory())
    assert (change.via, change.door, change.by_id) == (None, "", None)


@pytest.mark.django_db
def test_a_door_within_a_door_counts_until_it_closes() -> None:
    with doors.through(Via.COMMAND, door="import_duo"):
        with doors.through(Via.TASK, door="later", user=lambda: 7):
            inner = last_change(BoardFactory())
        outer = last_change(BoardFactory())
    assert (inner.door, inner.by_id) == ("later", 7)
    assert (outer.door, outer.by_id) == ("import_duo", None)


@pytest.mark.django_db
def test_the_door_costs_no_extra_round_trip(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    board = BoardFactory()
    with doors.through(Via.COMMAND, door="import_duo"), django_assert_num_queries(1):
        Board.objects.filter(pk=board.pk).update(ring_ceiling=Ring.BOARD)


@pytest.mark.django_db(transaction=True)
def test_nothing_of_it_stays_on_the_connection() -> None:
    with doors.through(Via.COMMAND, door="import_duo"), transaction.atomic():
        BoardFactory()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_metadata', true)")
        assert not cursor.fetchone()[0]
    assert last_change(BoardFactory()).door == ""
