import pytest
from django.test import Client

from core.uploads import read_upload
from helprequests import actions
from helprequests.models import Attachment, Conversation
from tests.experts.factories import make_expert
from tests.files import PDF, upload
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World


@pytest.fixture
def conversation(world: World) -> Conversation:
    return make_conversation(world.school, make_expert(world.sister_staff_membership), world.director)


@pytest.fixture
def attachment(world: World, conversation: Conversation) -> Attachment:
    read = read_upload(upload(PDF, "Plein plan.pdf"))
    message = actions.send_message(conversation, by=world.director, text="Zie het plan.", uploads=[read])
    return message.attachments.get()


def test_sent_with_a_message_and_downloaded(client: Client, world: World, conversation: Conversation) -> None:
    client.force_login(world.director)
    data = {"text": "Zie het plan.", "uploads": [upload(PDF, "plan.pdf"), upload(PDF, "dag.pdf")]}
    assert client.post(conversation.get_absolute_url(), data).status_code == 302
    client.force_login(world.sister_staff)
    html = client.get(conversation.get_absolute_url()).content.decode()
    plan = Attachment.objects.get(name="plan.pdf")
    assert plan.get_absolute_url() in html
    response = client.get(plan.get_absolute_url())
    assert response.content == PDF
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"


def test_a_file_that_may_not_is_refused_and_the_words_stay(
    client: Client, world: World, conversation: Conversation
) -> None:
    client.force_login(world.director)
    data = {"text": "Zie het plan.", "uploads": [upload(b"<html>", "plan.pdf")]}
    response = client.post(conversation.get_absolute_url(), data)
    assert response.status_code == 422
    assert "plan.pdf kan niet mee" in response.content.decode()
    assert "Zie het plan." in response.content.decode()
    assert not conversation.messages.exists()


def test_a_child_in_the_name_of_a_file_is_refused(client: Client, world: World, conversation: Conversation) -> None:
    client.force_login(world.director)
    data = {"text": "Zie het plan.", "uploads": [upload(PDF, "Sem_Bakker_geboren-3-mei-2016.pdf")]}
    response = client.post(conversation.get_absolute_url(), data)
    assert response.status_code == 422
    assert "Kies je bestanden straks nog een keer." in response.content.decode()
    assert not conversation.messages.exists()


def test_not_more_than_three_at_once(client: Client, world: World, conversation: Conversation) -> None:
    client.force_login(world.director)
    data = {"text": "Zie het plan.", "uploads": [upload(PDF, f"{n}.pdf") for n in range(4)]}
    assert "hoogstens 3 bestanden" in client.post(conversation.get_absolute_url(), data).content.decode()


def test_hidden_with_its_message(client: Client, world: World, attachment: Attachment) -> None:
    client.force_login(world.sister_staff)
    assert client.get(attachment.get_absolute_url()).status_code == 200
    attachment.message.hidden_at = attachment.message.sent_at
    attachment.message.save()
    assert client.get(attachment.get_absolute_url()).status_code == 404
    html = client.get(attachment.message.conversation.get_absolute_url()).content.decode()
    assert "Plein plan.pdf" not in html
    assert "Zie het plan." not in html
