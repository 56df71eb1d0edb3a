import pytest
from django.test import Client

from tests.organisations.world import World


@pytest.fixture
def client_of_director(world: World, client: Client) -> Client:
    """The director of De Kameleon, the school that was helped."""
    client.force_login(world.neighbour_director)
    return client


@pytest.fixture
def client_of_expert(world: World) -> Client:
    client = Client()
    client.force_login(world.staff)
    return client
