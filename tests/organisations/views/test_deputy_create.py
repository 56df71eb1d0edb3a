from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(world: World) -> str:
    return reverse("organisations:deputy_create", args=[world.director.memberships.get().pk])


def test_the_director_names_a_colleague(client: Client, world: World, url: str) -> None:
    client.force_login(world.director)
    until = timezone.localdate() + timedelta(days=14)

    response = client.post(url, {"deputy": world.coordinator.pk, "until": until.isoformat()})

    assert response["Location"] == reverse("organisations:school_detail", args=[world.school.pk])
    made = Membership.objects.get(is_deputy=True)
    assert (made.user, made.ends_on) == (world.coordinator, until)


def test_people_of_another_board_cannot_be_named(client: Client, world: World, url: str) -> None:
    client.force_login(world.director)
    response = client.post(url, {"deputy": world.foreign_director.pk, "until": timezone.localdate().isoformat()})

    assert "deputy" in response.context["form"].errors


@pytest.mark.parametrize("days", [-1, 367])
def test_a_day_outside_a_year_is_told_at_the_field(client: Client, world: World, url: str, days: int) -> None:
    client.force_login(world.director)
    until = timezone.localdate() + timedelta(days=days)

    response = client.post(url, {"deputy": world.coordinator.pk, "until": until.isoformat()})

    assert "binnen een jaar" in response.context["form"].errors["until"][0]


def test_a_board_admin_names_one_from_the_list_of_people(client: Client, world: World, url: str) -> None:
    client.force_login(world.board_admin)
    page = client.get(reverse("organisations:person_list", args=[world.board.pk])).content.decode()

    assert f'href="{url}"' in page


def test_of_another_board_nothing_exists(client: Client, world: World, url: str) -> None:
    client.force_login(world.foreign_board_admin)

    assert client.get(url).status_code == 404
