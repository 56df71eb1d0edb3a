from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(client: Client, world: World) -> str:
    client.force_login(world.board_admin)
    return reverse("organisations:person_list", args=[world.board.pk])


def names(client: Client, url: str, **query: object) -> list[str]:
    return [row.person.full_name for row in client.get(url, query).context["rows"]]


def test_everybody_of_the_board_and_nobody_else(client: Client, world: World, url: str) -> None:
    assert names(client, url) == [
        "Daan Kuiper",
        "Fenna Dijkstra",
        "Marijke Veldkamp",
        "Noor Achterberg",
        "Samira Haddou",
        "Tessa Bloem",
    ]


def test_somebody_with_two_places_is_one_row(client: Client, world: World, url: str) -> None:
    MembershipFactory(user=world.staff, school=world.sister_school)

    [row] = [row for row in client.get(url).context["rows"] if row.person == world.staff]
    assert [str(held.membership.school) for held in row.places] == ["De Regenboog", "De Wilgenhof"]


def test_the_place_at_another_board_is_not_shown(client: Client, world: World, url: str) -> None:
    MembershipFactory(user=world.staff, school=world.foreign_school)

    assert "De Zeemeeuw" not in client.get(url).content.decode()


def test_by_name_school_and_role(client: Client, world: World, url: str) -> None:
    assert names(client, url, q="tessa bloem") == ["Tessa Bloem"]
    assert names(client, url, school=world.sister_school.pk) == ["Daan Kuiper", "Fenna Dijkstra"]
    assert names(client, url, role="board_admin") == ["Noor Achterberg"]


def test_a_school_of_another_board_finds_everybody_and_says_so(client: Client, world: World, url: str) -> None:
    response = client.get(url, {"school": world.foreign_school.pk})

    assert "school" in response.context["filter"].form.errors


def test_who_left_is_gone(client: Client, world: World, url: str) -> None:
    world.staff.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert "Tessa Bloem" not in names(client, url)


def test_more_people_cost_no_more_queries(
    client: Client, world: World, url: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    MembershipFactory.create_batch(8, school=world.school)

    with django_assert_max_num_queries(len(few)):
        client.get(url)
