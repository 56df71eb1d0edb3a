import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helprequests import actions
from helprequests.models import Conversation, Message
from tests.experts.factories import make_expert
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World

SECRET = "Zullen we donderdag bellen over het plein?"


@pytest.fixture
def conversation(world: World) -> Conversation:
    """De Wilgenhof talks with Daan Kuiper of the sister school."""
    expert = make_expert(world.sister_staff_membership)
    conversation = make_conversation(world.school, expert, world.director)
    actions.send_message(conversation, by=world.director, text=SECRET)
    return conversation


@pytest.mark.parametrize("who", ["director", "coordinator", "sister_staff"])
def test_both_sides_read_it(client: Client, world: World, conversation: Conversation, who: str) -> None:
    client.force_login(getattr(world, who))
    assert SECRET in client.get(conversation.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["sister_director", "staff", "board_admin", "neighbour_director", "platform_admin"])
def test_nobody_else_does(client: Client, world: World, conversation: Conversation, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get(conversation.get_absolute_url()).status_code == 404
    assert client.post(conversation.get_absolute_url(), {"text": "Ik lees mee"}).status_code == 404
    assert "Daan" not in client.get(reverse("helprequests:conversation_list")).content.decode()


def test_a_message_is_sent_and_shown(client: Client, world: World, conversation: Conversation) -> None:
    client.force_login(world.sister_staff)
    response = client.post(conversation.get_absolute_url(), {"text": "Ja, na drie uur."}, follow=True)
    assert "Ja, na drie uur." in response.content.decode()


def test_pupil_data_blocks_and_the_words_stay(client: Client, world: World, conversation: Conversation) -> None:
    text = "Het gaat om Jan Bakker, geboren op 3 mei 2016."
    client.force_login(world.sister_staff)
    response = client.post(conversation.get_absolute_url(), {"text": text, "confirmed": "on"})
    assert response.status_code == 422
    assert text in response.content.decode()
    assert Message.objects.count() == 1


def test_opening_it_notes_that_it_was_read(client: Client, world: World, conversation: Conversation) -> None:
    client.force_login(world.sister_staff)
    assert "1 nieuw bericht" in client.get(reverse("helprequests:conversation_list")).content.decode()
    client.get(conversation.get_absolute_url())
    assert "1 nieuw bericht" not in client.get(reverse("helprequests:conversation_list")).content.decode()


def test_somebody_who_left_the_school_reads_no_more(client: Client, world: World, conversation: Conversation) -> None:
    world.director.memberships.update(ends_on="2026-01-01")
    client.force_login(world.director)
    assert client.get(conversation.get_absolute_url()).status_code == 404


def test_the_list_costs_no_more_queries_for_more_rows(client: Client, world: World, conversation: Conversation) -> None:
    url = reverse("helprequests:conversation_list")
    client.force_login(world.director)

    def count() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    one = count()
    for membership in (world.neighbour_staff_membership, world.foreign_staff_membership):
        make_conversation(world.school, make_expert(membership), world.director)
    assert count() == one
