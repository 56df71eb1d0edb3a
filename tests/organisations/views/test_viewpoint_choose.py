import pytest
from django.test import Client
from django.urls import reverse

from organisations.viewpoint import SESSION_KEY
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
URL = reverse("organisations:viewpoint_choose")


def test_choosing_a_school_is_remembered_and_leads_back(client: Client, world: World) -> None:
    client.force_login(world.board_admin)

    response = client.post(URL, {"school": world.sister_school.pk, "next": "/zoeken/?q=rekenen"})

    assert response.status_code == 302
    assert response["Location"] == "/zoeken/?q=rekenen"
    assert client.session[SESSION_KEY] == world.sister_school.pk


@pytest.mark.parametrize("address", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)", ""])
def test_it_never_leads_to_another_site(client: Client, world: World, address: str) -> None:
    client.force_login(world.board_admin)

    response = client.post(URL, {"school": world.sister_school.pk, "next": address})

    assert response["Location"] == "/"


@pytest.mark.parametrize("value", ["", "x", "-1", "99999999999999999999"])
def test_nonsense_is_no_school(client: Client, world: World, value: str) -> None:
    client.force_login(world.director)

    assert client.post(URL, {"school": value}).status_code == 404


def test_someone_elses_school_does_not_exist(client: Client, world: World) -> None:
    client.force_login(world.director)

    response = client.post(URL, {"school": world.sister_school.pk})

    assert response.status_code == 404
    assert SESSION_KEY not in client.session


def test_the_page_lists_own_schools_only(client: Client, world: World) -> None:
    client.force_login(world.board_admin)

    page = client.get(URL).content.decode()

    assert world.sister_school.name in page
    assert world.foreign_school.name not in page


def test_who_belongs_nowhere_reads_what_to_do(client: Client, world: World) -> None:
    client.force_login(world.stranger)

    assert "Je hoort nog niet bij een school" in client.get(URL).content.decode()
