import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from secondments.choices import StepKind
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, step

pytestmark = pytest.mark.django_db
URL = reverse("secondments:secondment_list")


def lent_out(world: World) -> None:
    """A teacher of our school said yes to another board; our director is at turn."""
    teacher = MembershipFactory(school=world.school)
    secondment = propose(world.neighbour_director, world.neighbour_school, teacher)
    say_yes(secondment, StepKind.EXPERT, teacher.user)


def test_what_waits_for_you_stands_on_top(client: Client, world: World) -> None:
    lent_out(world)
    client.force_login(world.director)

    sections = client.get(URL).context["sections"]

    assert [section.slug for section in sections] == ["jij"]
    assert sections[0].rows[0].progress.label == "Bekijk en beslis"


def test_who_asked_sees_who_it_waits_for(client: Client, world: World) -> None:
    lent_out(world)
    client.force_login(world.neighbour_director)

    sections = client.get(URL).context["sections"]

    assert [section.slug for section in sections] == ["ander"]
    assert sections[0].rows[0].progress.who == "Dit wacht op Marijke Veldkamp van De Wilgenhof"


def test_another_school_sees_nothing_of_it(client: Client, world: World) -> None:
    lent_out(world)
    client.force_login(world.sister_director)

    response = client.get(URL)

    assert response.context["sections"] == []
    assert "Hulp bij sociale veiligheid" not in response.content.decode()


def test_an_empty_list_says_what_will_come(client: Client, world: World) -> None:
    client.force_login(world.director)

    assert "Er is nog geen inzet" in client.get(URL).content.decode()


def test_three_rows_cost_as_many_queries_as_one(client: Client, world: World) -> None:
    client.force_login(world.director)
    lent_out(world)
    client.get(URL)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(URL)
    lent_out(world)
    lent_out(world)

    with CaptureQueriesContext(connection) as three:
        response = client.get(URL)

    assert len(response.context["sections"][0].rows) == 3
    assert len(three) == len(one)


def test_a_step_that_waits_shows_on_home_with_the_same_number_of_queries(client: Client, world: World) -> None:
    client.force_login(world.director)
    lent_out(world)
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    lent_out(world)

    with CaptureQueriesContext(connection) as two:
        response = client.get("/")

    assert response.content.decode().count("helpen op De Kameleon?</a>") == 2
    assert len(two) == len(one)


def test_home_tells_who_asked_that_it_waits_for_somebody_else(client: Client, world: World) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    client.force_login(world.neighbour_director)

    assert step(secondment, StepKind.EXPERT).is_at_turn
    assert "Dit wacht op Tessa Bloem" in client.get("/").content.decode()
