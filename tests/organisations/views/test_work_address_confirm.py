import pytest
from django.test import Client
from django.urls import reverse

from organisations import actions
from organisations.models import JoinRequest, WorkAddress, WorkDomain
from organisations.tokens import work_address_token
from tests.organisations.world import World
from tests.users.factories import PASSWORD
from users.models import User

pytestmark = pytest.mark.django_db
EMAIL = "nina@delinde.test"


@pytest.fixture
def link(world: World) -> str:
    WorkDomain.objects.create(board=world.board, domain="delinde.test")
    address = actions.ask_work_address(EMAIL, world.board)
    return reverse("organisations:work_address_confirm", args=[work_address_token(address)])


def answers(world: World, **changes: object) -> dict[str, object]:
    return {
        "first_name": "Nina",
        "last_name": "Nieuw",
        "password": PASSWORD,
        "school": world.school.pk,
    } | changes


def test_a_newcomer_is_signed_in_and_waits(client: Client, world: World, link: str) -> None:
    response = client.post(link, answers(world), follow=True)

    assert response.context["user"] == User.objects.get(email=EMAIL)
    assert "Zodra De Wilgenhof zegt dat je er werkt" in response.content.decode()


def test_looking_changes_nothing(client: Client, world: World, link: str) -> None:
    client.get(link)

    assert WorkAddress.objects.get().used_at is None


def test_only_schools_of_the_board_can_be_chosen(client: Client, world: World, link: str) -> None:
    response = client.post(link, answers(world, school=world.foreign_school.pk))

    assert "school" in response.context["form"].errors
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_weak_password_is_told_at_the_field(client: Client, world: World, link: str) -> None:
    response = client.post(link, answers(world, password="kort"))

    assert "password" in response.context["form"].errors


def test_who_has_an_account_signs_in_first(client: Client, world: World, link: str) -> None:
    User.objects.create_user(EMAIL, PASSWORD)

    response = client.post(link, answers(world))

    assert response.context["must_sign_in"]
    assert not JoinRequest.objects.exists()


def test_signed_in_a_school_is_enough(client: Client, world: World, link: str) -> None:
    client.force_login(world.stranger)

    client.post(link, {"school": world.school.pk})

    assert JoinRequest.objects.get().user == world.stranger


def test_a_used_link_says_so(client: Client, world: World, link: str) -> None:
    client.post(link, answers(world))

    response = Client().get(link)

    assert response.status_code == 410
    assert "Deze link werkt niet meer" in response.content.decode()


def test_a_false_link_does_not_exist(client: Client, link: str) -> None:
    assert client.get(link[:-3] + "xx/").status_code == 404
