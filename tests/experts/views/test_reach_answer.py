import pytest
from django.test import Client
from django.urls import reverse

from experts.models import Expert
from organisations.choices import Ring
from tests.experts.factories import make_expert
from tests.experts.test_wider_reach import seen_by, set_ceiling
from tests.organisations.world import World

ME, ANSWER = reverse("experts:expert_me"), reverse("experts:reach_answer")
QUESTION = "Wil je verder gezien worden?"


@pytest.fixture
def expert(world: World, client: Client) -> Expert:
    """Wanted the whole country when only the board was possible; now it is possible."""
    set_ceiling(world, Ring.BOARD)
    expert = make_expert(world.staff_membership)
    set_ceiling(world, Ring.NATIONAL)
    client.force_login(world.staff)
    return expert


def test_asks_on_the_page_and_on_home(client: Client, expert: Expert) -> None:
    assert QUESTION in client.get(ME).content.decode()
    assert QUESTION in client.get(reverse("insights:home")).content.decode()


@pytest.mark.parametrize(
    ("answer", "seen"),
    [("yes", ["sister_director", "neighbour_director", "foreign_director"]), ("no", ["sister_director"])],
)
def test_answer(client: Client, world: World, expert: Expert, answer: str, seen: list[str]) -> None:
    response = client.post(ANSWER, {answer: ""}, follow=True)
    assert seen_by(world, expert) == seen
    assert QUESTION not in response.content.decode()


def test_without_a_question_there_is_nothing_to_answer(client: Client, world: World) -> None:
    make_expert(world.staff_membership)
    client.force_login(world.staff)
    page = client.post(ANSWER, {"yes": ""}, headers={"referer": f"http://testserver{ME}"}, follow=True)
    assert "hoef je nu niets over te zeggen" in page.content.decode()
