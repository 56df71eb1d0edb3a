from datetime import date

from core.uploads import read_upload
from experts.choices import Level
from experts.models import Expert
from helprequests import actions, personal_data
from helprequests.choices import InvitationState, NotNowReason, ReportReason
from helprequests.models import Attachment, Block, Conversation, Invitation, Message, MessageReport
from tests.experts.factories import SkillFactory, make_expert
from tests.files import PDF, upload
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


def test_files_reports_and_closed_contacts_are_exported_and_erased(world: World, clock: Clock) -> None:
    conversation = make_conversation(world.school, make_expert(world.sister_staff_membership), world.director)
    actions.send_message(conversation, by=world.sister_staff, text="Zie hier.", uploads=[read_upload(upload(PDF))])
    harsh = actions.send_message(conversation, by=world.director, text="Jij kunt er niets van.")
    actions.report_message(harsh, by=world.sister_staff, reason=ReportReason.INSULT, text="Dit raakt mij.")
    actions.close_contact(conversation, by=world.sister_staff)
    exported = personal_data.export(world.sister_staff)
    assert exported["berichten die je schreef"][0]["bijlagen"] == [{"naam": "plan.pdf", "bytes": len(PDF)}]
    assert exported["berichten die je meldde"][0]["toelichting"] == "Dit raakt mij."
    assert exported["contact dat je afsloot"][0]["met"] == world.school.name

    personal_data.erase(world.sister_staff)

    assert not Attachment.objects.exists()
    assert not Block.objects.exists()
    assert MessageReport.objects.get().text == ""


def test_reasons_go_after_a_school_year_and_quiet_conversations_after_two(world: World, clock: Clock) -> None:
    invitation = actions.answer_not_now(asked(world), by=world.staff, reason=NotNowReason.TOO_FAR)
    make_conversation(world.school, invitation.expert, world.director)
    assert personal_data.retain(date(2027, 4, 1)) == 0
    assert personal_data.retain(date(2027, 4, 8)) == 1
    assert personal_data.retain(date(2028, 4, 8)) == 1
    invitation.refresh_from_db()
    assert (invitation.not_now_reason, invitation.reasons) == ("", [])
    assert not Conversation.objects.exists()
