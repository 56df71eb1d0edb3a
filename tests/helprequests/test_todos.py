from collections.abc import Callable

import pytest

from experts.choices import Level
from helprequests import actions
from helprequests.choices import NotNowReason
from helprequests.models import Invitation
from helprequests.todos import todos_for
from organisations.actions import move_school
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.conftest import Clock
from tests.helprequests.factories import make_invitation, make_open
from tests.organisations.world import World
from users.models import User

Titles = Callable[[User], list[tuple[str, bool]]]


@pytest.fixture
def titles(clock: Clock) -> Titles:
    """What Home tells someone, and whether it waits for them."""
    return lambda user: [(todo.title, todo.waits_for_me) for todo in todos_for(user, clock.now.date())]


def test_the_school_that_moved_is_asked_about_its_question(world: World, titles: Titles) -> None:
    make_open(world.school, world.director, ring=Ring.BOARD)
    move_school(world.school, board=world.neighbour_board, network=world.network, region=world.region)
    asked = ("Mag jullie vraag ook op de nieuwe plek te zien zijn? Meer rust op het plein", True)
    assert asked in titles(world.director)
    assert asked not in titles(world.neighbour_director)


@pytest.fixture
def asked(world: World, clock: Clock) -> Invitation:
    skill = SkillFactory()
    expert = make_expert(world.sister_staff_membership, skills={skill: Level.SHOWS})
    return make_invitation(make_open(world.school, world.director, skill=skill, ring=2, is_anonymous=True), expert)


def test_an_invitation_waits_for_the_expert_and_the_request_for_others(
    world: World, asked: Invitation, titles: Titles
) -> None:
    assert titles(world.sister_staff) == [("Wil jij helpen? Meer rust op het plein", True)]
    assert titles(world.director) == [("Meer rust op het plein", False)]


def test_a_shy_school_is_not_named_on_home(world: World, asked: Invitation, clock: Clock) -> None:
    [todo] = todos_for(world.sister_staff, clock.now.date())
    assert "Wilgenhof" not in todo.title + todo.who + todo.hint


def test_a_yes_waits_for_the_asker_until_they_talk(world: World, asked: Invitation, titles: Titles) -> None:
    actions.answer_yes(asked, by=world.sister_staff)
    assert titles(world.director) == [("Iemand wil helpen: Meer rust op het plein", True)]
    assert titles(world.sister_director) == []

    actions.choose_expert(asked, by=world.director)
    assert titles(world.director) == []


def test_a_no_leaves_everything_as_it_was(world: World, asked: Invitation, titles: Titles) -> None:
    before = titles(world.director)
    actions.answer_not_now(asked, by=world.sister_staff, reason=NotNowReason.TOO_BUSY)
    assert titles(world.director) == before
    assert titles(world.sister_staff) == []


def test_an_unread_message_waits_for_the_other_side(world: World, asked: Invitation, titles: Titles) -> None:
    actions.answer_yes(asked, by=world.sister_staff)
    conversation = actions.choose_expert(asked, by=world.director)
    actions.send_message(conversation, by=world.director, text="Zullen we bellen?")
    assert titles(world.sister_staff) == [("De Wilgenhof schreef je", True)]
    assert titles(world.director) == []
