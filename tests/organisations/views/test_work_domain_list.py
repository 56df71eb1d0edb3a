import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from organisations.models import WorkDomain
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(world: World) -> str:
    EmailAddress.objects.create(user=world.board_admin, email="noor@delinde.test", verified=True)
    return reverse("organisations:work_domain_list", args=[world.board.pk])


@pytest.mark.parametrize("typed", ["delinde.test", "@DeLinde.test", "iemand@delinde.test"])
def test_a_domain_where_the_admin_has_an_address(client: Client, world: World, url: str, typed: str) -> None:
    client.force_login(world.board_admin)

    page = client.post(url, {"domain": typed}, follow=True).content.decode()

    assert "<strong>@delinde.test</strong>" in page
    assert WorkDomain.objects.get().added_by == world.board_admin


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("gmail.com", "iedereen een adres"),
        ("overkant.test", "zelf een bevestigd"),
        ("geen domein", "Vul een domein in"),
    ],
)
def test_what_is_not_theirs_is_told_at_the_field(
    client: Client, world: World, url: str, typed: str, sentence: str
) -> None:
    client.force_login(world.board_admin)

    response = client.post(url, {"domain": typed})

    assert sentence in response.context["form"].errors["domain"][0]
    assert not WorkDomain.objects.exists()


def test_a_platform_admin_adds_any(client: Client, world: World, url: str) -> None:
    client.force_login(world.platform_admin)

    client.post(url, {"domain": "overkant.test"})

    assert WorkDomain.objects.get().board == world.board


def test_taken_away(client: Client, world: World, url: str) -> None:
    client.force_login(world.board_admin)
    found = WorkDomain.objects.create(board=world.board, domain="delinde.test")

    client.post(reverse("organisations:work_domain_remove", args=[found.pk]))

    assert not WorkDomain.objects.exists()
