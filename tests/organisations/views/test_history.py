"""The four pages of what changed: who reads which."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_a_board_admin_reads_what_the_board_decided(client: Client, world: World) -> None:
    world.board.reminder_days = 5
    world.board.save()
    client.force_login(world.board_admin)

    page = client.get(reverse("organisations:board_history", args=[world.board.pk])).content.decode()

    assert "Herinneren na schooldagen: was 3, werd 5" in page


def test_a_director_reads_who_came(client: Client, world: World) -> None:
    client.force_login(world.director)

    page = client.get(reverse("organisations:school_history", args=[world.school.pk])).content.decode()

    assert "Tessa Bloem, Medewerker, De Wilgenhof: erbij gekomen" in page


def test_also_of_who_left(client: Client, world: World) -> None:
    Membership.objects.filter(user=world.staff).update(ends_on=timezone.localdate() - timedelta(days=9))
    client.force_login(world.director)

    page = client.get(reverse("organisations:person_history", args=[world.staff.pk])).content.decode()

    assert "Tot en met: was leeg" in page


@pytest.mark.parametrize("who", ["sister_director", "foreign_board_admin", "staff", "coordinator"])
def test_nobody_else_reads_about_a_person(client: Client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))

    assert client.get(reverse("organisations:person_history", args=[world.staff.pk])).status_code == 404


def test_everybody_reads_about_themselves(client: Client, world: World) -> None:
    client.force_login(world.staff)

    page = client.get(reverse("organisations:own_history")).content.decode()

    assert "Tessa Bloem, Medewerker, De Wilgenhof: erbij gekomen" in page
    assert "Daan Kuiper" not in page
