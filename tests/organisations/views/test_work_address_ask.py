import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisations.models import Letter, WorkAddress, WorkDomain
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
URL = reverse("organisations:work_address_ask")


@pytest.fixture(autouse=True)
def domain(world: World) -> None:
    WorkDomain.objects.create(board=world.board, domain="delinde.test")


def test_a_known_domain_gets_a_mail(client: Client) -> None:
    page = client.post(URL, {"email": "Nina@DeLinde.test"}).content.decode()

    assert "Dit adres hoort bij De Linde" in page
    assert WorkAddress.objects.get().email == "nina@delinde.test"


def test_with_or_without_an_account_the_page_is_the_same(client: Client, world: World) -> None:
    world.stranger.email = "sam@delinde.test"
    world.stranger.save()

    known = client.post(URL, {"email": "sam@delinde.test"})
    unknown = client.post(URL, {"email": "nieuw@delinde.test"})

    assert _text(known).replace("sam@", "nieuw@") == _text(unknown)


@pytest.mark.parametrize(
    ("email", "sentence"),
    [("nina@gmail.com", "privéadres"), ("nina@onbekend.test", "kennen we nog niet"), ("nina", "geen e-mailadres")],
)
def test_other_addresses_are_told_at_the_field_and_kept(client: Client, email: str, sentence: str) -> None:
    response = client.post(URL, {"email": email})

    assert sentence in response.context["form"].errors["email"][0]
    assert f'value="{email}"' in response.content.decode()
    assert not Letter.objects.exists()


def test_the_sixth_time_in_a_quarter_waits(client: Client) -> None:
    for _time in range(5):
        client.post(URL, {"email": "nina@delinde.test"})

    response = client.post(URL, {"email": "nina@delinde.test"})

    assert "Wacht een kwartier" in response.content.decode()
    assert Letter.objects.count() == 5


def test_the_sign_in_page_leads_here(client: Client) -> None:
    assert f'href="{URL}"' in client.get(reverse("account_login")).content.decode()


def _text(response: HttpResponse) -> str:
    """The page without the token that differs each time."""
    return re.sub(r"(?<=Token\": \")\w+", "", response.content.decode())
