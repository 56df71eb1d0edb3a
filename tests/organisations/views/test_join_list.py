import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations import actions
from organisations.choices import JoinState, JoinVia, Role
from organisations.models import JoinRequest
from organisations.todos import joins_to_decide
from tests.organisations.world import World
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = reverse("organisations:join_list")


@pytest.fixture
def asked(world: World) -> JoinRequest:
    return actions.request_to_join(world.stranger, world.school, via=JoinVia.DOMAIN)


def test_the_director_reads_who_asks(client: Client, world: World, asked: JoinRequest) -> None:
    client.force_login(world.director)

    page = client.get(URL).content.decode()

    assert "Sam Nergens" in page
    assert "vreemd@expedu.test" in page


@pytest.mark.parametrize("who", ["sister_director", "foreign_board_admin"])
def test_other_schools_read_nothing_of_it(client: Client, world: World, asked: JoinRequest, who: str) -> None:
    client.force_login(getattr(world, who))

    assert "Sam Nergens" not in client.get(URL).content.decode()


def test_one_tap_makes_a_colleague(client: Client, world: World, asked: JoinRequest) -> None:
    client.force_login(world.director)

    client.post(reverse("organisations:join_confirm", args=[asked.pk]), {"role": "staff"})

    place = world.stranger.memberships.get()
    assert (place.school, place.role) == (world.school, Role.STAFF)


def test_a_director_makes_nobody_director(client: Client, world: World, asked: JoinRequest) -> None:
    client.force_login(world.director)

    response = client.post(reverse("organisations:join_confirm", args=[asked.pk]), {"role": "director"})

    assert "role" in response.context["form"].errors
    assert not world.stranger.memberships.exists()


def test_a_no_ends_it(client: Client, world: World, asked: JoinRequest) -> None:
    client.force_login(world.director)

    client.post(reverse("organisations:join_refuse", args=[asked.pk]))

    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (JoinState.REFUSED, world.director)


def test_three_ask_with_as_many_queries_as_one(
    client: Client, world: World, asked: JoinRequest, django_assert_max_num_queries
) -> None:
    client.force_login(world.director)
    client.get(URL)
    with django_assert_max_num_queries(12) as one:
        client.get(URL)
    for user in UserFactory.create_batch(2):
        actions.request_to_join(user, world.school, via=JoinVia.DOMAIN)

    with django_assert_max_num_queries(len(one)):
        page = client.get(URL).content.decode()

    assert page.count("person-name") == 3


def test_it_waits_on_home_for_who_decides(world: World, asked: JoinRequest) -> None:
    today = timezone.localdate()

    assert [todo.title for todo in joins_to_decide(world.director, today)] == ["Werkt Sam Nergens bij De Wilgenhof?"]
    assert list(joins_to_decide(world.sister_director, today)) == []


def test_many_are_one_line_and_one_query(world: World, asked: JoinRequest, django_assert_num_queries) -> None:
    actions.request_to_join(UserFactory(), world.school, via=JoinVia.DOMAIN)

    with django_assert_num_queries(1):
        titles = [todo.title for todo in joins_to_decide(world.director, timezone.localdate())]

    assert titles == ["2 mensen vragen een plek"]
