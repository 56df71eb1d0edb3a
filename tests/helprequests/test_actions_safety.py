from datetime import timedelta

import pytest

from core.errors import NotAllowedNow
from core.uploads import read_upload
from experts.choices import Level
from experts.models import Expert
from helprequests import actions, candidates
from helprequests.actions.conversations import MOST_FILES_KEPT
from helprequests.choices import ReportReason, Verdict
from helprequests.models import Attachment, Block, Conversation, MessageReport
from tests.experts.factories import SkillFactory, make_expert
from tests.files import PDF, upload
from tests.helprequests.conftest import Clock
from tests.helprequests.factories import make_conversation, make_open, told
from tests.organisations.world import World


@pytest.fixture
def expert(world: World) -> Expert:
    return make_expert(world.sister_staff_membership)


@pytest.fixture
def conversation(world: World, expert: Expert) -> Conversation:
    return make_conversation(world.school, expert, world.director)


@pytest.fixture
def report(world: World, conversation: Conversation, clock: Clock) -> MessageReport:
    """Reported on Monday 2 March: the moderator has until Monday 9 March."""
    message = actions.send_message(conversation, by=world.director, text="Jij kunt er niets van.")
    return actions.report_message(message, by=world.sister_staff, reason=ReportReason.INSULT)


@pytest.mark.parametrize("closer", ["director", "sister_staff"])
def test_a_closed_contact_takes_no_messages_of_either_side(
    world: World, conversation: Conversation, closer: str
) -> None:
    actions.close_contact(conversation, by=getattr(world, closer))
    for writer in (world.director, world.sister_staff):
        with pytest.raises(NotAllowedNow, match="gesloten"):
            actions.send_message(conversation, by=writer, text="Hallo?")


def test_only_the_side_that_closed_it_opens_it_again(world: World, conversation: Conversation) -> None:
    actions.close_contact(conversation, by=world.sister_staff)
    actions.reopen_contact(conversation, by=world.director)
    assert Block.objects.exists()
    actions.reopen_contact(conversation, by=world.sister_staff)
    assert not Block.objects.exists()


def test_nobody_is_asked_for_a_school_they_closed(world: World) -> None:
    skill = SkillFactory()
    expert = make_expert(world.sister_staff_membership, skills={skill: Level.SHOWS})
    help_request = make_open(world.school, world.director, skill=skill, ring=2)
    assert [found.candidate.expert_id for found in candidates.best_for(help_request, most=5)] == [expert.pk]
    actions.close_contact(make_conversation(world.school, expert, world.director), by=world.sister_staff)
    assert candidates.best_for(help_request, most=5) == []
    assert not candidates.may_offer(help_request, expert)
    with pytest.raises(NotAllowedNow, match="nu niet bereiken"):
        actions.start_contact(world.school, expert=expert, by=world.director, text="Dag!")


def test_a_conversation_holds_no_more_files_than_fit(world: World, conversation: Conversation) -> None:
    message = actions.send_message(conversation, by=world.director, text="Zie hier.")
    Attachment.objects.bulk_create(
        Attachment(message=message, name=f"{n}.pdf", kind="pdf", size=1, data=b"x") for n in range(MOST_FILES_KEPT)
    )
    with pytest.raises(NotAllowedNow, match="30 in een gesprek"):
        actions.send_message(conversation, by=world.director, text="Nog een.", uploads=[read_upload(upload(PDF))])


def test_moderators_of_another_school_hear_of_a_report_once(world: World, report: MessageReport) -> None:
    actions.report_message(report.message, by=world.sister_staff, reason=ReportReason.OTHER)
    found = told().filter(kind="helprequests.reported")
    assert [each.recipient for each in found] == [world.moderator]


def test_hidden_with_the_reason_told_to_both(world: World, report: MessageReport) -> None:
    actions.decide_message_report(report, by=world.moderator, verdict=Verdict.HIDE, text="Dit kwetst.")
    report.message.refresh_from_db()
    assert report.message.hidden_at is not None
    assert {each.recipient for each in told().filter(kind="helprequests.report_decided")} == {
        world.director,
        world.sister_staff,
    }
    with pytest.raises(NotAllowedNow, match="al besloten"):
        actions.decide_message_report(report, by=world.moderator, verdict=Verdict.KEEP, text="Toch niet.")


def test_coordinators_are_asked_when_five_school_days_have_gone_by(
    world: World, report: MessageReport, clock: Clock
) -> None:
    last_day = report.decide_before
    assert actions.escalate_message_reports(last_day) == 0
    assert not MessageReport.objects.to_decide(world.network_coordinator, last_day).exists()
    late = last_day + timedelta(days=1)
    for _ in range(2):  # safe to repeat
        assert actions.escalate_message_reports(late) == 1
    found = told().filter(kind="helprequests.report_late")
    assert sorted(each.recipient.pk for each in found) == sorted([world.moderator.pk, world.network_coordinator.pk])
    assert MessageReport.objects.to_decide(world.network_coordinator, late).get() == report


@pytest.mark.parametrize("who", ["director", "sister_staff", "sister_director", "network_coordinator", "board_admin"])
def test_nobody_else_decides(world: World, report: MessageReport, clock: Clock, who: str) -> None:
    assert not MessageReport.objects.to_decide(getattr(world, who), report.decide_before).exists()
