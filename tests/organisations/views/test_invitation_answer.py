import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations import actions
from organisations.choices import InvitationState
from organisations.models import StaffInvitation
from tests.organisations.invitations import NEW, invite, link
from tests.organisations.world import World
from tests.users.factories import PASSWORD
from users.models import User

pytestmark = pytest.mark.django_db


def yes(invitation: StaffInvitation, **answers: str) -> dict[str, object]:
    ids = list(invitation.places.values_list("pk", flat=True))
    return {"seen": ",".join(map(str, ids)), "places": ids, **answers}


def new(invitation: StaffInvitation, password: str = PASSWORD) -> dict[str, object]:
    return yes(invitation, first_name="Nina", last_name="Nieuw", password=password)


def test_the_page_says_who_asks_for_what(client: Client, world: World) -> None:
    page = client.get(link(invite(world.director, world.school))).content.decode()

    assert "Marijke Veldkamp nodigt je uit" in page
    assert "<strong>Medewerker</strong>, De Wilgenhof" in page


def test_looking_changes_nothing(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school)
    client.get(link(invitation))
    client.force_login(world.stranger)
    client.get(link(invitation))

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.OPEN
    assert not world.stranger.memberships.exists()


def test_a_newcomer_chooses_a_password_and_is_in(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school)

    response = client.post(link(invitation), new(invitation), follow=True)

    user = User.objects.get(email=NEW)
    assert response.context["user"] == user
    assert user.memberships.get().school == world.school
    assert "Welkom! Je hoort nu bij De Wilgenhof." in response.content.decode()


def test_a_weak_password_is_told_at_the_field(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school)

    response = client.post(link(invitation), new(invitation, password="kort"))

    assert "password" in response.context["form"].errors
    assert not User.objects.filter(email=NEW).exists()


def test_who_has_an_account_signs_in_first(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school, email=world.stranger.email)

    response = client.post(link(invitation), new(invitation))

    assert response.context["must_sign_in"]
    assert reverse("account_login") in response.content.decode()
    assert not world.stranger.memberships.exists()


def test_signed_in_a_button_is_enough(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school, email=world.stranger.email)
    client.force_login(world.stranger)

    client.post(link(invitation), yes(invitation))

    assert world.stranger.memberships.get().school == world.school


def test_somebody_elses_account_cannot_say_yes(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school, email=world.stranger.email)
    client.force_login(world.foreign_staff)

    response = client.post(link(invitation), yes(invitation))

    assert response.context["must_sign_in"]
    assert "Je bent nu ingelogd als Joris Baan" in response.content.decode()
    assert not world.foreign_staff.memberships.filter(school=world.school).exists()


def test_a_second_employers_address_joins_the_account_signed_in(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school, email="joris@linde.test")
    client.force_login(world.foreign_staff)

    page = client.get(link(invitation)).content.decode()
    client.post(link(invitation), yes(invitation))

    assert "joris@linde.test voortaan ook bij dat account" in page
    assert world.foreign_staff.memberships.filter(school=world.school).exists()


def test_a_link_that_is_over_says_so(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school)
    StaffInvitation.objects.update(expires_at=timezone.now())

    response = client.post(link(invitation), new(invitation))

    assert response.status_code == 410
    assert "Vraag De Linde om een nieuwe uitnodiging" in response.content.decode()
    assert not User.objects.filter(email=NEW).exists()


def test_a_false_link_does_not_exist(client: Client, world: World) -> None:
    invite(world.director, world.school)

    assert client.get(reverse("organisations:invitation_answer", args=["WzEsMV0:vals"])).status_code == 404


def test_no_takes_no_account(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school)

    client.post(link(invitation, "invitation_decline"))

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.DECLINED
    assert not User.objects.filter(email=NEW).exists()


def test_a_closed_account_is_told_so(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school, email=world.stranger.email)
    world.stranger.is_active = False
    world.stranger.save()

    response = client.post(link(invitation), new(invitation))

    assert response.context["must_sign_in"]


def test_used_twice_is_over_the_second_time(client: Client, world: World) -> None:
    invitation = invite(world.director, world.school)
    ids = list(invitation.places.values_list("pk", flat=True))
    actions.accept_invitation(invitation, by=world.stranger, place_ids=ids, seen_ids=ids)

    assert client.get(link(invitation)).status_code == 410
