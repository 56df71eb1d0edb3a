import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from organisations import actions
from organisations.choices import JoinState, JoinVia
from organisations.models import JoinRequest, WorkDomain
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
URL = reverse("organisations:join_choose")


@pytest.fixture
def with_address(client: Client, world: World) -> None:
    WorkDomain.objects.create(board=world.board, domain="delinde.test")
    EmailAddress.objects.create(user=world.stranger, email="sam@delinde.test", verified=True)
    client.force_login(world.stranger)


def test_who_has_a_work_address_asks_for_a_place(client: Client, world: World, with_address: None) -> None:
    client.post(URL, {"school": world.school.pk})

    asked = JoinRequest.objects.get()
    assert (asked.user, asked.school, asked.via) == (world.stranger, world.school, JoinVia.DOMAIN)


def test_schools_of_other_boards_are_no_choice(client: Client, world: World, with_address: None) -> None:
    response = client.post(URL, {"school": world.foreign_school.pk})

    assert "school" in response.context["form"].errors


def test_without_a_work_address_the_page_helps_on(client: Client, world: World) -> None:
    client.force_login(world.stranger)

    page = client.get(URL).content.decode()

    assert "Nog geen school om te kiezen" in page
    assert reverse("organisations:work_address_ask") in page


def test_what_was_asked_can_be_taken_back(client: Client, world: World, with_address: None) -> None:
    asked = actions.request_to_join(world.stranger, world.school, via=JoinVia.DOMAIN)
    assert "De Wilgenhof" in client.get(URL).content.decode()

    client.post(reverse("organisations:join_withdraw", args=[asked.pk]))

    asked.refresh_from_db()
    assert asked.state == JoinState.WITHDRAWN


def test_nobody_takes_back_anothers(client: Client, world: World, with_address: None) -> None:
    asked = actions.request_to_join(world.foreign_staff, world.school, via=JoinVia.DOMAIN)

    assert client.post(reverse("organisations:join_withdraw", args=[asked.pk])).status_code == 404
