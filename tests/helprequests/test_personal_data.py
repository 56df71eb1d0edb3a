from datetime import date

from experts.choices import Level
from experts.models import Expert
from helprequests import actions, personal_data
from helprequests.choices import InvitationState, NotNowReason
from helprequests.models import Conversation, Invitation, Message
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.conftest import Clock
from tests.helprequests.factories import make_conversation, make_invitation, make_open
from tests.organisations.world import World


def asked(world: World) -> Invitation:
    skill = SkillFactory()
    expert = make_expert(world.staff_membership, skills={skill: Level.SHOWS})
    return make_invitation(make_open(world.school, world.director, skill=skill), expert)


def test_someone_can_read_what_was_asked_and_answered(world: World, clock: Clock) -> None:
    invitation = actions.answer_not_now(asked(world), by=world.staff, reason=NotNowReason.TOO_FAR)
    [found] = personal_data.export(world.staff)["uitnodigingen"]
    assert (found["hulpvraag"], found["reden"]) == (invitation.help_request.title, "Het is te ver weg")
    assert found["waarom jij"] == invitation.reasons


def test_it_holds_nothing_of_somebody_else(world: World, clock: Clock) -> None:
    asked(world)
    exported = personal_data.export(world.director)
    assert exported["uitnodigingen"] == []
    assert [request["titel"] for request in exported["gestelde hulpvragen"]] == ["Meer rust op het plein"]


def test_erasing_takes_words_and_answers_but_not_those_of_the_other(world: World, clock: Clock) -> None:
    invitation = asked(world)
    conversation = make_conversation(world.school, invitation.expert, world.director, invitation.help_request)
    actions.send_message(conversation, by=world.director, text="Zullen we bellen?")
    actions.send_message(conversation, by=world.staff, text="Ik ben donderdag thuis.")

    for _ in range(2):  # safe to repeat
        personal_data.erase(world.staff)

    invitation.refresh_from_db()
    assert (invitation.state, invitation.reasons) == (InvitationState.WITHDRAWN, [])
    assert [m.text for m in Message.objects.all()] == ["Zullen we bellen?", "Dit bericht is gewist."]
    assert Expert.objects.get(pk=invitation.expert_id).open_invitation_count == 0


def test_reasons_go_after_a_school_year_and_quiet_conversations_after_two(world: World, clock: Clock) -> None:
    invitation = actions.answer_not_now(asked(world), by=world.staff, reason=NotNowReason.TOO_FAR)
    make_conversation(world.school, invitation.expert, world.director)
    assert personal_data.retain(date(2027, 4, 1)) == 0
    assert personal_data.retain(date(2027, 4, 8)) == 1
    assert personal_data.retain(date(2028, 4, 8)) == 1
    invitation.refresh_from_db()
    assert (invitation.not_now_reason, invitation.reasons) == ("", [])
    assert not Conversation.objects.exists()
