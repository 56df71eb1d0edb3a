"""A school that moves shows its questions to nobody new without its own yes."""

import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from experts.choices import Level
from helprequests import actions, reach
from helprequests.models import HelpRequest
from organisations.actions import close_school, move_school, reopen_school
from organisations.choices import Ring
from organisations.models import Board
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_draft, make_open, told
from tests.organisations.world import World
from users.models import User


def move(world: World, board: Board) -> None:
    world.school.refresh_from_db()
    move_school(world.school, board=board, network=world.school.network, region=world.school.region)


def sees(reader: User, help_request: HelpRequest) -> bool:
    return HelpRequest.objects.visible_to(reader).filter(pk=help_request.pk).exists()


def fresh(help_request: HelpRequest) -> HelpRequest:
    return HelpRequest.objects.select_related("school").get(pk=help_request.pk)


def test_the_old_board_no_longer_sees_it_and_the_new_board_not_yet(world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)
    assert sees(world.sister_director, help_request)

    move(world, world.foreign_board)

    assert not sees(world.sister_director, help_request)
    assert not sees(world.foreign_director, help_request)
    assert sees(world.director, help_request)


def test_a_yes_of_the_school_shows_the_new_board(world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)
    move(world, world.foreign_board)

    reach.answer_move(help_request, by=world.director, keys=fresh(help_request).held_keys, is_yes=True)

    assert sees(world.foreign_director, help_request)
    assert fresh(help_request).wave_wanted_at is not None


def test_a_yes_about_another_board_opens_nothing(world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)
    move(world, world.foreign_board)
    shown = fresh(help_request).held_keys
    move(world, world.neighbour_board)

    with pytest.raises(NotAllowedNow):
        reach.answer_move(help_request, by=world.director, keys=shown, is_yes=True)


def test_nobody_of_the_new_board_is_invited_before_the_yes(world: World) -> None:
    skill = SkillFactory()
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.BOARD)
    make_expert(world.foreign_staff_membership, skills={skill: Level.SHOWS}, ring=Ring.BOARD)
    move(world, world.foreign_board)

    assert actions.invite_wave(fresh(help_request)) == []

    reach.answer_move(help_request, by=world.director, keys=fresh(help_request).held_keys, is_yes=True)
    assert [i.expert.user for i in actions.invite_wave(fresh(help_request))] == [world.foreign_staff]


def test_widening_by_itself_does_not_pass_the_yes(world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.SCHOOL)
    move(world, world.foreign_board)

    actions.widen_help_request(fresh(help_request), by=world.director)

    assert fresh(help_request).ring == Ring.BOARD
    assert not sees(world.foreign_director, help_request)


def test_a_draft_still_reaches_nobody_and_publishing_is_a_yes(world: World) -> None:
    draft = make_draft(world.school, world.director, ring=Ring.BOARD)
    move(world, world.foreign_board)
    assert fresh(draft).audience_keys == []

    actions.publish_help_request(fresh(draft), by=world.director)

    assert sees(world.foreign_director, draft)


def test_the_school_hears_it_once(world: World) -> None:
    make_open(world.school, world.director, ring=Ring.BOARD)
    move(world, world.foreign_board)

    assert [(line.recipient, line.kind) for line in told()] == [(world.director, "helprequests.school_moved")]


def test_a_question_of_a_school_that_closes_rests_and_comes_back_to_the_same_readers(world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)
    close_school(world.school, on=timezone.localdate())
    assert not sees(world.sister_director, help_request)
    assert fresh(help_request).widens_on is None

    reopen_school(world.school)

    assert sees(world.sister_director, help_request)
    assert fresh(help_request).allowed_keys is None


def test_an_agreed_question_that_goes_out_again_reaches_no_new_board(world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)
    actions.agree_help_request(help_request, by=world.director, expert_ids=[])
    move(world, world.foreign_board)

    actions.reopen_help_request(help_request, by=None)

    assert not sees(world.foreign_director, help_request)
    assert not sees(world.sister_director, help_request)


def test_open_questions_are_told_to_who_is_about_to_move_a_school(world: World) -> None:
    make_open(world.school, world.director)
    make_draft(world.school, world.director)

    assert reach.open_questions([world.school.pk, world.sister_school.pk]) == {
        world.school.pk: ["1 hulpvraag staat uit."]
    }
