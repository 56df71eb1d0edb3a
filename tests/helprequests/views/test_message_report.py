import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from helprequests import actions
from helprequests.choices import ReportReason, Verdict
from helprequests.models import Conversation, Message, MessageReport
from tests.experts.factories import make_expert
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World

HARSH = "Jij kunt er niets van."
OTHER = "Tot donderdag dan."


@pytest.fixture
def conversation(world: World) -> Conversation:
    return make_conversation(world.school, make_expert(world.sister_staff_membership), world.director)


@pytest.fixture
def message(world: World, conversation: Conversation) -> Message:
    actions.send_message(conversation, by=world.director, text=OTHER)
    return actions.send_message(conversation, by=world.director, text=HARSH)


def test_reported_and_hidden(client: Client, world: World, message: Message) -> None:
    client.force_login(world.sister_staff)
    url = reverse("helprequests:message_report", args=[message.pk])
    assert url in client.get(message.conversation.get_absolute_url()).content.decode()
    client.post(url, {"reason": "insult", "text": "Dit is niet netjes."})
    client.force_login(world.moderator)
    report = MessageReport.objects.get()
    html = client.get(report.get_absolute_url()).content.decode()
    assert HARSH in html
    assert OTHER not in html  # the moderator reads one message, not the conversation
    client.post(report.get_absolute_url(), {"verdict": "hide", "text": "Dit kwetst."})
    for reader in (world.director, world.sister_staff):
        client.force_login(reader)
        html = client.get(message.conversation.get_absolute_url()).content.decode()
        assert HARSH not in html
        assert "Een moderator heeft dit bericht verborgen." in html


def test_hidden_words_are_nowhere_to_be_read(client: Client, world: World, message: Message) -> None:
    report = actions.report_message(message, by=world.sister_staff, reason=ReportReason.INSULT)
    actions.decide_message_report(report, by=world.moderator, verdict=Verdict.HIDE, text="Dit kwetst.")
    client.force_login(world.sister_staff)
    for url in (reverse("helprequests:conversation_list"), reverse("insights:home")):
        assert HARSH not in client.get(url).content.decode()
    again = client.get(reverse("helprequests:message_report", args=[message.pk]))
    assert again.status_code == 403
    assert HARSH not in again.content.decode()


def test_own_words_cannot_be_reported(client: Client, world: World, message: Message) -> None:
    client.force_login(world.director)
    assert client.get(reverse("helprequests:message_report", args=[message.pk])).status_code == 403


def test_a_decision_needs_a_reason(client: Client, world: World, message: Message) -> None:
    report = actions.report_message(message, by=world.sister_staff, reason=ReportReason.INSULT)
    client.force_login(world.moderator)
    assert client.post(report.get_absolute_url(), {"verdict": "hide", "text": ""}).status_code == 422
    report.verdict = "hide"
    with pytest.raises((IntegrityError, ValidationError)):
        report.save()


def test_a_closed_contact_shows_why_nothing_can_be_sent(
    client: Client, world: World, conversation: Conversation
) -> None:
    client.force_login(world.sister_staff)
    client.post(reverse("helprequests:contact_close", args=[conversation.pk]))
    assert "Open het contact weer" in client.get(conversation.get_absolute_url()).content.decode()
    client.force_login(world.director)
    html = client.get(conversation.get_absolute_url()).content.decode()
    assert "Dit gesprek is gesloten." in html
    assert "Open het contact weer" not in html
    assert "Jouw bericht" not in html


def test_contact_with_somebody_who_closed_it_says_so(client: Client, world: World) -> None:
    expert = make_expert(world.neighbour_staff_membership)
    conversation = make_conversation(world.school, expert, world.director)
    actions.close_contact(conversation, by=expert.user)
    conversation.delete()
    client.force_login(world.director)
    response = client.get(reverse("helprequests:contact_create", args=[expert.pk]))
    assert response.status_code == 409
    assert "nu niet bereiken" in response.content.decode()
