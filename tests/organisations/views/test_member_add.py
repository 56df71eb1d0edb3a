import pytest
from django.test import Client
from django.urls import reverse

from organisations.choices import Role
from organisations.models import Membership
from tests.organisations.world import World
from users.models import User

pytestmark = pytest.mark.django_db
NEW = {"email": "Nieuw@School.test", "first_name": "Nina", "last_name": "Nieuw", "role": "staff", "job_title": "gym"}


def url(world: World) -> str:
    return reverse("organisations:member_add", args=[world.school.pk])


def test_a_new_colleague_gets_a_place(client: Client, world: World) -> None:
    client.force_login(world.director)

    response = client.post(url(world), NEW)

    membership = Membership.objects.get(user__email="nieuw@school.test")
    assert response["Location"] == reverse("organisations:school_detail", args=[world.school.pk])
    assert (membership.school, membership.role, membership.job_title) == (world.school, Role.STAFF, "gym")
    assert not membership.user.has_usable_password()


def test_a_known_colleague_keeps_their_own_name(client: Client, world: World) -> None:
    client.force_login(world.director)

    client.post(url(world), NEW | {"email": world.neighbour_staff.email.upper()})

    world.neighbour_staff.refresh_from_db()
    assert world.neighbour_staff.first_name == "Aylin"
    assert world.neighbour_staff.memberships.filter(school=world.school).exists()


def test_a_director_makes_nobody_director(client: Client, world: World) -> None:
    client.force_login(world.director)

    response = client.post(url(world), NEW | {"role": "director"})

    assert "role" in response.context["form"].errors
    assert not User.objects.filter(email="nieuw@school.test").exists()


def test_the_board_names_a_director(client: Client, world: World) -> None:
    client.force_login(world.board_admin)

    client.post(url(world), NEW | {"role": "director"})

    assert Membership.objects.get(user__email="nieuw@school.test").role == Role.DIRECTOR


def test_the_same_place_twice_is_told_and_not_made(client: Client, world: World) -> None:
    client.force_login(world.director)

    response = client.post(url(world), NEW | {"email": world.staff.email}, follow=True)

    assert "heeft deze rol al op deze school" in response.content.decode()
    assert world.staff.memberships.count() == 1
