import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from experts.choices import Level
from helprequests import actions
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_draft, make_open
from tests.organisations.world import World
from users.models import User

URL = reverse("helprequests:helprequest_list")


def queries(client: Client, user: User) -> int:
    client.force_login(user)
    client.get(URL)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(URL).status_code == 200
    return len(found)


def test_own_requests_say_who_they_wait_for(client: Client, world: World) -> None:
    make_draft(world.school, world.director, title="Rekenen in groep 3")
    make_open(world.school, world.director, title="Rust op het plein")
    client.force_login(world.coordinator)
    html = client.get(URL).content.decode()
    assert html.index("Rust op het plein") < html.index("Rekenen in groep 3")
    assert "We zoeken op je eigen school" in html
    assert "je klad staat nog niet uit" in html


def test_another_school_s_requests_are_not_ours(client: Client, world: World) -> None:
    make_open(world.school, world.director, title="Rust op het plein", ring=Ring.NATIONAL)
    client.force_login(world.sister_director)
    assert "Rust op het plein" not in client.get(URL).content.decode()


@pytest.mark.parametrize(("ring", "is_seen"), [(Ring.SCHOOL, False), (Ring.BOARD, True)])
def test_an_expert_sees_questions_nearby_that_fit(client: Client, world: World, ring: Ring, is_seen: bool) -> None:
    skill = SkillFactory()
    make_expert(world.sister_staff_membership, skills={skill: Level.DOES})
    make_open(world.school, world.director, skill=skill, title="Rust op het plein", ring=ring)
    make_open(world.school, world.director, title="Iets heel anders", ring=ring)
    client.force_login(world.sister_staff)
    html = client.get(URL).content.decode()
    assert ("Rust op het plein" in html, "Iets heel anders" in html) == (is_seen, False)


def test_a_shy_school_has_no_name_in_the_list(client: Client, world: World) -> None:
    skill = SkillFactory()
    make_expert(world.sister_staff_membership, skills={skill: Level.DOES})
    make_open(world.school, world.director, skill=skill, ring=Ring.BOARD, is_anonymous=True)
    client.force_login(world.sister_staff)
    html = client.get(URL).content.decode()
    assert "De Wilgenhof" not in html
    assert "3 km verderop" in html


def test_three_rows_cost_no_more_queries_than_one(client: Client, world: World) -> None:
    skill = SkillFactory()
    make_expert(world.coordinator.memberships.get(), skills={skill: Level.DOES})

    def ask() -> None:
        help_request = make_open(world.school, world.director, skill=skill)
        actions.invite_wave(help_request)
        make_open(world.sister_school, world.sister_director, skill=skill, ring=Ring.BOARD)

    ask()
    one = queries(client, world.coordinator)
    ask()
    ask()
    assert queries(client, world.coordinator) == one


def test_home_costs_no_more_queries_for_more_todos(world: World) -> None:
    from datetime import date

    from helprequests.todos import todos_for

    skill = SkillFactory()
    make_expert(world.staff_membership, skills={skill: Level.DOES})

    def ask() -> None:
        help_request = make_open(world.school, world.director, skill=skill)
        [invitation] = actions.invite_wave(help_request)
        actions.answer_yes(invitation, by=world.staff)
        make_open(world.school, world.director)

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            list(todos_for(world.director, date(2026, 11, 23)))
        return len(found)

    ask()
    one = count()
    ask()
    ask()
    assert count() == one
