from django.test import Client
from django.urls import reverse

from helprequests.models import Conversation
from tests.experts.factories import make_expert
from tests.organisations.world import World


def test_a_first_message_is_looked_at_while_writing(client: Client, world: World) -> None:
    expert = make_expert(world.neighbour_staff_membership)
    url = reverse("helprequests:contact_check", args=[expert.pk])
    client.force_login(world.director)
    page = client.get(reverse("helprequests:contact_create", args=[expert.pk])).content.decode()
    assert f'hx-post="{url}"' in page
    html = client.post(url, {"text": f"{expert.user.first_name}, wil je kijken bij leerling Sem?"}).content.decode()
    assert "“Sem”" in html
    assert f"“{expert.user.first_name}”" not in html
    assert not Conversation.objects.exists()
