from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.choices import Role
from organisations.models import InvitedPlace, StaffInvitation
from tests.organisations.world import World
from users.models import User

pytestmark = pytest.mark.django_db


def url(world: World) -> str:
    return reverse("organisations:invitation_create", args=[world.board.pk])


def answers(world: World, **changes: object) -> dict[str, object]:
    return {
        "email": "Nina@Linde.test",
        "first_name": "Nina",
        "last_name": "Nieuw",
        "schools": [world.school.pk],
        "role": "staff",
        **changes,
    }


def test_a_director_invites_to_the_own_school(client: Client, world: World) -> None:
    client.force_login(world.director)

    response = client.post(url(world), answers(world), follow=True)

    place = InvitedPlace.objects.get()
    assert (place.school, place.role, place.invitation.email) == (world.school, Role.STAFF, "nina@linde.test")
    assert "Nina Nieuw krijgt een uitnodiging op nina@linde.test." in response.content.decode()
    assert not User.objects.filter(email="nina@linde.test").exists()


@pytest.mark.parametrize("who", ["foreign_staff", "sister_staff", "stranger"])
def test_the_answer_tells_nobody_whether_there_is_an_account(client: Client, world: World, who: str) -> None:
    client.force_login(world.director)
    email = getattr(world, who).email

    response = client.post(url(world), answers(world, email=email), follow=True)

    assert f"Nina Nieuw krijgt een uitnodiging op {email}." in response.content.decode()


@pytest.mark.parametrize("role", ["director", "board_admin", "network_coordinator"])
def test_a_director_gives_no_role_of_above(client: Client, world: World, role: str) -> None:
    client.force_login(world.director)

    response = client.post(url(world), answers(world, role=role))

    assert "role" in response.context["form"].errors
    assert not StaffInvitation.objects.exists()


def test_a_director_invites_nobody_to_a_sister_school(client: Client, world: World) -> None:
    client.force_login(world.director)

    response = client.post(url(world), answers(world, schools=[world.sister_school.pk]))

    assert "schools" in response.context["form"].errors
    assert not StaffInvitation.objects.exists()


def test_the_board_invites_a_director_to_two_schools(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    schools = [world.school.pk, world.sister_school.pk]

    client.post(url(world), answers(world, schools=schools, role="director"))

    assert StaffInvitation.objects.get().places.filter(role=Role.DIRECTOR).count() == 2


def test_a_director_may_invite_a_deputy_for_their_own_role(client: Client, world: World) -> None:
    client.force_login(world.director)
    day = timezone.localdate() + timedelta(days=60)

    client.post(url(world), answers(world, role="director", is_deputy="on", ends_on=day.isoformat()))

    place = InvitedPlace.objects.get()
    assert (place.role, place.is_deputy, place.ends_on) == (Role.DIRECTOR, True, day)


@pytest.mark.parametrize(
    ("is_deputy", "days"), [("on", None), ("", 10), ("on", -1), ("on", 367)], ids=["no day", "no deputy", "past", "far"]
)
def test_a_deputy_and_a_day_belong_together(client: Client, world: World, is_deputy: str, days: int | None) -> None:
    client.force_login(world.director)
    day = (timezone.localdate() + timedelta(days=days)).isoformat() if days else ""

    response = client.post(url(world), answers(world, is_deputy=is_deputy, ends_on=day))

    assert "ends_on" in response.context["form"].errors


def test_nothing_typed_is_lost(client: Client, world: World) -> None:
    client.force_login(world.director)

    response = client.post(url(world), answers(world, email="geen adres", job_title="leraar groep 5"))

    assert 'value="leraar groep 5"' in response.content.decode()
