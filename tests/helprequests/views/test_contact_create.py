from django.test import Client
from django.urls import reverse

from experts.models import Expert
from helprequests.actions.conversations import MOST_CONTACTS_A_DAY
from helprequests.models import Conversation, Message
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_conversation, make_experts
from tests.organisations.world import World


def url(expert: Expert) -> str:
    return reverse("helprequests:contact_create", args=[expert.pk])


def test_a_first_message_opens_a_conversation(client: Client, world: World) -> None:
    expert = make_expert(world.neighbour_staff_membership)
    client.force_login(world.director)
    response = client.post(url(expert), {"text": "Wil je eens meedenken over onze pauzes?"})
    conversation = Conversation.objects.get()
    assert response["Location"] == conversation.get_absolute_url()
    assert (conversation.school, conversation.expert, conversation.help_request) == (world.school, expert, None)


def test_somebody_out_of_reach_does_not_exist(client: Client, world: World) -> None:
    expert = make_expert(world.neighbour_staff_membership, ring=Ring.BOARD)
    client.force_login(world.director)
    assert client.get(url(expert)).status_code == 404
    assert client.post(url(expert), {"text": "Hallo"}).status_code == 404
    assert not Message.objects.exists()


def test_who_already_talks_goes_on_there(client: Client, world: World) -> None:
    expert = make_expert(world.neighbour_staff_membership)
    conversation = make_conversation(world.school, expert, world.director)
    client.force_login(world.director)
    assert client.get(url(expert))["Location"] == conversation.get_absolute_url()


def test_after_ten_the_page_says_what_else_to_do(client: Client, world: World) -> None:
    experts = make_experts(world.sister_school, SkillFactory(), MOST_CONTACTS_A_DAY + 1)
    for expert in experts[:-1]:
        make_conversation(world.school, expert, world.director)
    client.force_login(world.director)
    assert "Genoeg mensen gevraagd voor vandaag" in client.get(url(experts[-1])).content.decode()
    client.post(url(experts[-1]), {"text": "Nog eentje dan"})
    assert Conversation.objects.count() == MOST_CONTACTS_A_DAY


def test_pupil_data_blocks_and_the_words_stay(client: Client, world: World) -> None:
    expert = make_expert(world.neighbour_staff_membership)
    client.force_login(world.director)
    text = "Het gaat om Jan Bakker, geboren op 3 mei 2016."
    response = client.post(url(expert), {"text": text, "confirmed": "on"})
    assert (response.status_code, text in response.content.decode()) == (422, True)
    assert not Conversation.objects.exists()
