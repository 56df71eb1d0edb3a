import pytest
from django.test import Client
from django.urls import reverse

from experts.choices import Level
from helprequests.choices import InvitationState, NotNowReason
from helprequests.models import Invitation
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_invitation, make_open
from tests.organisations.world import World


@pytest.fixture
def invitation(world: World) -> Invitation:
    skill = SkillFactory()
    expert = make_expert(world.staff_membership, skills={skill: Level.SHOWS})
    return make_invitation(make_open(world.school, world.director, skill=skill), expert)


def answer(client: Client, invitation: Invitation, **data: str) -> int:
    response = client.post(reverse("helprequests:invitation_answer", args=[invitation.pk]), data)
    invitation.refresh_from_db()
    return response.status_code


def test_yes(client: Client, world: World, invitation: Invitation) -> None:
    client.force_login(world.staff)
    assert answer(client, invitation, answer="yes") == 302
    assert invitation.state == InvitationState.YES


def test_not_now_with_a_reason(client: Client, world: World, invitation: Invitation) -> None:
    client.force_login(world.staff)
    assert answer(client, invitation, answer="not_now", reason="too_busy") == 302
    assert (invitation.state, invitation.not_now_reason) == (InvitationState.NOT_NOW, NotNowReason.TOO_BUSY)


def test_without_a_reason_it_asks_for_one(client: Client, world: World, invitation: Invitation) -> None:
    client.force_login(world.staff)
    assert answer(client, invitation, answer="not_now") == 422
    assert invitation.state == InvitationState.OPEN


def test_later_with_a_day(client: Client, world: World, invitation: Invitation) -> None:
    client.force_login(world.staff)
    assert answer(client, invitation, answer="later", on=str(invitation.help_request.ends_on)) == 302
    assert (invitation.state, invitation.ask_again_on) == (InvitationState.LATER, invitation.help_request.ends_on)


@pytest.mark.parametrize("who", ["director", "coordinator", "sister_staff", "platform_admin"])
def test_nobody_answers_for_somebody_else(client: Client, world: World, invitation: Invitation, who: str) -> None:
    client.force_login(getattr(world, who))
    assert answer(client, invitation, answer="yes") == 404
    assert invitation.state == InvitationState.OPEN


def test_an_open_invitation_cannot_be_chosen_by_its_number(
    client: Client, world: World, invitation: Invitation
) -> None:
    """Trying numbers tells an asker nothing about who was asked or what they said."""
    client.force_login(world.director)
    assert client.post(reverse("helprequests:invitation_choose", args=[invitation.pk])).status_code == 404
