from django.test import Client
from django.urls import reverse

from helprequests.models import Message
from tests.experts.factories import make_expert
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World


def test_a_message_is_looked_at_while_writing(client: Client, world: World) -> None:
    conversation = make_conversation(world.school, make_expert(world.sister_staff_membership), world.director)
    url = reverse("helprequests:conversation_check", args=[conversation.pk])
    client.force_login(world.sister_staff)
    assert f'hx-post="{url}"' in client.get(conversation.get_absolute_url()).content.decode()
    html = client.post(url, {"text": "Ouders van Sem: 06-12345678"}).content.decode()
    assert "Zet hier geen telefoonnummer" in html
    assert not Message.objects.exists()


def test_colleagues_of_both_sides_may_be_named(client: Client, world: World) -> None:
    conversation = make_conversation(world.school, make_expert(world.sister_staff_membership), world.director)
    names = f"{world.staff.full_name} en {world.sister_director.full_name}"
    client.force_login(world.director)
    url = reverse("helprequests:conversation_check", args=[conversation.pk])
    html = client.post(url, {"text": f"{names} weten veel van autisme bij kinderen."}).content.decode()
    assert html.strip() == ""
