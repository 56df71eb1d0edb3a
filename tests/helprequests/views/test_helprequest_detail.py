"""Who reads what of one help request. Each "may not see" holds the thing that must not be seen."""

import pytest
from django.test import Client
from django.urls import reverse

from experts.choices import Level
from helprequests import actions
from helprequests.choices import NotNowReason
from helprequests.models import HelpRequest, Invitation
from organisations.actions import move_school
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_draft, make_open
from tests.organisations.world import World
from users.models import User

NO_WORDS = ("Daan", "Kuiper", "Nu niet", "ver weg", "too_far", "not_now")


@pytest.fixture
def anonymous(world: World) -> HelpRequest:
    """De Wilgenhof asks its board without its name; Tessa (own school) and Daan (sister school) are asked."""
    skill = SkillFactory(label="Goed buitenspelen")
    make_expert(world.staff_membership, skills={skill: Level.SHOWS})
    make_expert(world.sister_staff_membership, skills={skill: Level.SHOWS})
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.BOARD, is_anonymous=True)
    actions.invite_wave(help_request)
    return help_request


def of(help_request: HelpRequest, user: User) -> Invitation:
    return help_request.invitations.get(expert__user=user)


def page(client: Client, user: User, help_request: HelpRequest, status: int = 200) -> str:
    client.force_login(user)
    response = client.get(help_request.get_absolute_url())
    assert response.status_code == status
    return response.content.decode()


def story(page: str) -> str:
    return page.partition('<ol class="timeline">')[2].partition("</ol>")[0]


def test_the_asker_sees_a_yes_with_its_reasons(client: Client, world: World, anonymous: HelpRequest) -> None:
    actions.answer_yes(of(anonymous, world.sister_staff), by=world.sister_staff)
    html = page(client, world.director, anonymous)
    assert "Daan Kuiper" in html
    assert "Laat het graag zien: Goed buitenspelen" in html
    assert "Praat met Daan" in html


def test_the_asker_sees_nothing_of_who_was_asked(client: Client, world: World, anonymous: HelpRequest) -> None:
    html = page(client, world.director, anonymous)
    assert [name for name in ("Daan", "Tessa") if name in html] == []


def test_a_no_changes_nothing_on_the_asker_s_page(client: Client, world: World, anonymous: HelpRequest) -> None:
    """Not the names, not a count, not a new line: the page before and after is the same."""
    actions.answer_yes(of(anonymous, world.staff), by=world.staff)
    before = page(client, world.director, anonymous)
    actions.answer_not_now(of(anonymous, world.sister_staff), by=world.sister_staff, reason=NotNowReason.TOO_FAR)
    after = page(client, world.director, anonymous)
    assert [word for word in NO_WORDS if word in after.replace("Wie nee zegt", "")] == []
    assert main_of(after) == main_of(before)


def main_of(html: str) -> str:
    """The page without what differs at every request (the token of its forms)."""
    lines = html.partition("<main")[2].partition("</main>")[0].splitlines()
    return "\n".join(line.partition("csrfmiddlewaretoken")[0] for line in lines)


def test_the_pace_of_the_waves_does_not_show(client: Client, world: World) -> None:
    """Everybody of the first wave says no at once, so a second wave goes; the story reads the same."""
    skill = SkillFactory()
    first = make_expert(world.staff_membership, skills={skill: Level.TEACHES})
    help_request = make_open(world.school, world.director, skill=skill)
    actions.invite_wave(help_request, size=1)
    before = story(page(client, world.director, help_request))
    make_expert(world.coordinator.memberships.get(), skills={skill: Level.DOES})

    invitation = help_request.invitations.get(expert=first)
    actions.answer_not_now(invitation, by=world.staff, reason=NotNowReason.TOO_BUSY)
    assert len(actions.invite_wave(help_request, size=1)) == 1

    assert before
    assert story(page(client, world.director, help_request)) == before


def test_an_ib_er_sees_who_said_yes_but_does_not_choose(client: Client, world: World, anonymous: HelpRequest) -> None:
    invitation = actions.answer_yes(of(anonymous, world.sister_staff), by=world.sister_staff)
    assert "Praat met Daan" not in page(client, world.coordinator, anonymous)
    choose = reverse("helprequests:invitation_choose", args=[invitation.pk])
    assert client.post(choose).status_code == 403


@pytest.mark.parametrize("who", ["sister_director", "board_admin", "staff"])
def test_directors_and_colleagues_of_who_said_yes_see_nothing(
    client: Client, world: World, anonymous: HelpRequest, who: str
) -> None:
    """The request itself reaches them; that Daan was asked and said yes does not."""
    actions.answer_yes(of(anonymous, world.sister_staff), by=world.sister_staff)
    html = page(client, getattr(world, who), anonymous)
    assert "Na de pauze is er vaak ruzie." in html
    assert [word for word in ("Daan", "Kuiper", "collega wil helpen", "Praat met") if word in html] == []


@pytest.mark.parametrize("who", ["sister_staff", "staff", "sister_director"])
def test_a_shy_school_is_not_named(client: Client, world: World, anonymous: HelpRequest, who: str) -> None:
    html = main_of(page(client, getattr(world, who), anonymous))
    assert [
        word for word in ("Wilgenhof", "Marijke", "Veldkamp", "eigen school", "eigen bestuur") if word in html
    ] == []
    assert "een school van ongeveer 200 leerlingen" in html.lower()


def test_after_a_yes_the_name_is_open(client: Client, world: World, anonymous: HelpRequest) -> None:
    actions.answer_yes(of(anonymous, world.sister_staff), by=world.sister_staff)
    assert "De Wilgenhof" in page(client, world.sister_staff, anonymous)


def test_the_expert_reads_the_same_reasons(client: Client, world: World, anonymous: HelpRequest) -> None:
    html = page(client, world.sister_staff, anonymous)
    assert [reason for reason in of(anonymous, world.sister_staff).reasons if reason not in html] == []
    assert "Ja, ik wil graag helpen" in html


def test_who_was_not_asked_but_fits_can_offer(client: Client, world: World) -> None:
    skill = SkillFactory()
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.BOARD)
    make_expert(world.sister_staff_membership, skills={skill: Level.SHOWS})
    assert "Je bent nog niet gevraagd" in page(client, world.sister_staff, help_request)


def test_outside_the_ring_it_does_not_exist(client: Client, world: World, anonymous: HelpRequest) -> None:
    page(client, world.neighbour_director, anonymous, status=404)


def test_a_draft_is_the_school_s_own(client: Client, world: World) -> None:
    draft = make_draft(world.school, world.director, ring=Ring.NATIONAL)
    page(client, world.sister_director, draft, status=404)
    assert "Verander je klad" in page(client, world.coordinator, draft)


def test_a_closed_request_is_gone_for_who_was_not_asked(client: Client, world: World, anonymous: HelpRequest) -> None:
    actions.close_help_request(anonymous, by=world.director, reason="nobody")
    page(client, world.sister_director, anonymous, status=404)
    assert "Jouw antwoord" in page(client, world.sister_staff, anonymous)


def test_a_lower_ceiling_takes_the_request_out_of_sight_at_once(client: Client, world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.NATIONAL)
    page(client, world.foreign_staff, help_request)
    world.board.ring_ceiling = Ring.BOARD
    world.board.save()
    page(client, world.foreign_staff, help_request, status=404)
    page(client, world.sister_staff, help_request)


def test_a_school_that_moved_is_asked_and_its_yes_shows_the_new_board(client: Client, world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)
    move_school(world.school, board=world.neighbour_board, network=world.network, region=world.region)
    page(client, world.neighbour_director, help_request, status=404)
    assert "nog niet: 2 scholen van Het Veer" in page(client, world.director, help_request)

    help_request.refresh_from_db()
    keys = ",".join(str(key) for key in help_request.held_keys)
    url = reverse("helprequests:helprequest_answer_move", args=[help_request.pk])
    client.post(url, {"answer": "yes", "keys": keys})

    assert "nog niet:" not in page(client, world.director, help_request)
    page(client, world.neighbour_director, help_request)
