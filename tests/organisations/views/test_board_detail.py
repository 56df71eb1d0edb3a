import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.organisations.factories import MembershipFactory, SchoolFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def page(client: Client, world: World) -> str:
    client.force_login(world.board_admin)
    return client.get(reverse("organisations:board_detail", args=[world.board.pk])).content.decode()


def test_it_lists_own_schools_with_director_and_people(client: Client, world: World) -> None:
    text = page(client, world)

    assert "De Wilgenhof" in text
    assert "Marijke Veldkamp" in text
    assert "3 mensen" in text
    assert world.neighbour_school.name not in text


def test_someone_with_two_roles_counts_once(client: Client, world: World) -> None:
    MembershipFactory(user=world.sister_director, school=world.sister_school)

    assert "2 mensen" in page(client, world)


def test_a_school_without_director_says_so(client: Client, world: World) -> None:
    SchoolFactory(name="De Nieuwe", board=world.board)

    assert "voor De Nieuwe" in page(client, world)


def test_it_says_what_the_board_decided(client: Client, world: World) -> None:
    world.board.ring_ceiling = 3
    world.board.save()

    text = page(client, world)

    assert "Door alle scholen van het samenwerkingsverband." in text
    assert "na 3 schooldagen" in text
    assert "€\xa0500,00" in text


def test_a_board_without_schools_helps_on(client: Client) -> None:
    membership = MembershipFactory(board_admin=True)
    client.force_login(membership.user)

    text = client.get(reverse("organisations:board_detail", args=[membership.board_id])).content.decode()

    assert "Nog geen scholen" in text


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    membership = MembershipFactory(board_admin=True)
    client.force_login(membership.user)
    url = reverse("organisations:board_detail", args=[membership.board_id])
    numbers = []
    for new in (1, 2):
        for school in SchoolFactory.create_batch(new, board=membership.board):
            MembershipFactory(director=True, school=school)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
