from collections.abc import Callable, Iterable
from datetime import date
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertRedirects

from core import todos
from core.todos import Todo
from notifications import registry
from notifications.models import Notification
from notifications.registry import MessageType
from tests.experts.factories import make_expert
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, switch_on_all
from users.models import User

PEOPLE = [
    ("staff", "Jij kunt iets wat een ander zoekt"),
    ("coordinator", "Kijk eens wie er al is"),
    ("director", "Waar loopt jullie school tegenaan?"),
    ("board_admin", "Weten je scholen waar geld voor is?"),
    ("network_coordinator", "Staat er nog geld klaar?"),
    ("moderator", "Is er iets gemeld?"),
    ("freelancer", "Jij kunt iets wat een ander zoekt"),
    ("platform_admin", "Staat alles goed?"),
    ("stranger", "Je hoort nog niet bij een school"),
]


NEWS = MessageType(kind="tests.news", label="Nieuws", subject="%(line)s", text="%(line)s")
numbers = count()


@pytest.fixture(autouse=True)
def _news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._messages, NEWS.kind, NEWS)


def told(user: User, line: str) -> Notification:
    return Notification.objects.create(
        recipient=user, kind=NEWS.kind, about=f"test:{next(numbers)}", url="/meldingen/", context={"line": line}
    )


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[Todo]:
    """The only to-dos there are: what a test puts in this list."""
    found: list[Todo] = []

    def source(user: User, today: date) -> Iterable[Todo]:
        return found

    monkeypatch.setattr(todos, "_sources", [source])
    return found


@pytest.fixture
def open_home(world: World, client: Client) -> Callable[[], str]:
    client.force_login(world.director)

    def get() -> str:
        return client.get("/").content.decode()

    return get


def test_the_signed_out_get_the_front_page(client: Client, db: None) -> None:
    assertRedirects(client.get("/"), "/welkom/")


@pytest.mark.parametrize(("who", "idea"), PEOPLE)
def test_every_role_reads_something_helpful(who: str, idea: str, world: World, client: Client, waiting: list) -> None:
    client.force_login(getattr(world, who))
    html = client.get("/").content.decode()
    assert "Zo werkt het voor jou" in html
    assert idea in html


@pytest.mark.parametrize(("who", "idea"), PEOPLE)
def test_the_idea_leads_to_a_page_this_role_may_open(
    who: str, idea: str, world: World, client: Client, waiting: list
) -> None:
    client.force_login(getattr(world, who))
    response = client.get("/")
    assert client.get(response.context["idea_url"]).status_code == 200


def test_someone_who_ticked_skills_is_not_asked_to(world: World, client: Client, waiting: list) -> None:
    make_expert(world.staff_membership)
    client.force_login(world.staff)
    html = client.get("/").content.decode()
    assert "Klopt je week nog?" in html
    assert "Jij kunt iets wat een ander zoekt" not in html


def test_urgent_first_and_counted(open_home: Callable[[], str], waiting: list[Todo]) -> None:
    waiting += [Todo("Gewoon", "/a/", "Doe"), Todo("Dringend", "/b/", "Doe nu", is_urgent=True)]
    html = open_home()
    assert "<strong>Twee dingen</strong> wachten op jou." in html
    assert html.index("Dringend") < html.index("Gewoon")
    assert html.count("Vandaag graag") == 1


def test_what_someone_else_must_do_stands_apart_and_is_not_counted(
    open_home: Callable[[], str], waiting: list[Todo]
) -> None:
    waiting.append(Todo("Vervanging voor groep 5", "/c/", "", who="De pool zoekt.", waits_for_me=False))
    html = open_home()
    assert "Er wacht niets op jou." in html
    assert html.index("Hier wacht jij op een ander") < html.index("Vervanging voor groep 5")


def test_news_of_this_person_only(world: World, client: Client, waiting: list, open_home: Callable[[], str]) -> None:
    told(world.director, "Jullie vraag staat open.")
    told(world.sister_director, "Dit gaat over een ander.")
    html = open_home()
    assert "Jullie vraag staat open." in html
    assert "Dit gaat over een ander." not in html


def test_query_count_does_not_grow(world: World, client: Client, waiting: list[Todo]) -> None:
    client.force_login(world.board_admin)
    waiting.append(Todo("Eén", "/a/", "Doe"))
    told(world.board_admin, "Eerste.")
    client.get("/")
    with CaptureQueriesContext(connection) as with_one:
        client.get("/")
    waiting += [Todo("Twee", "/b/", "Doe"), Todo("Drie", "/c/", "Doe", since=date(2026, 11, 2))]
    told(world.board_admin, "Tweede.")
    told(world.board_admin, "Derde.")
    with CaptureQueriesContext(connection) as with_three:
        client.get("/")
    assert len(with_three) == len(with_one)


def test_query_count_does_not_grow_with_the_todos_of_a_real_app(world: World, client: Client) -> None:
    switch_on_all(world)
    client.force_login(world.neighbour_director)
    finished_loan(world.staff_membership, world.neighbour_school)
    client.get("/")
    with CaptureQueriesContext(connection) as with_one:
        client.get("/")
    finished_loan(world.sister_staff_membership, world.neighbour_school)
    finished_loan(world.foreign_staff_membership, world.neighbour_school)
    with CaptureQueriesContext(connection) as with_three:
        html = client.get("/").content.decode()
    assert html.count("Vertel hoe het ging<") == 3
    assert len(with_three) == len(with_one)
