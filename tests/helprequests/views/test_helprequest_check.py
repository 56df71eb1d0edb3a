import pytest
from django.test import Client
from django.urls import reverse

from tests.organisations.world import World

URL = reverse("helprequests:helprequest_check")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"text": "Leerling Sem de Boer heeft ADHD."}, "Zo kunnen we dit niet bewaren"),
        ({"goal": "Leerling Sem doet weer mee."}, "Kijk hier nog eens naar"),
        ({"title": "BSN 111222333"}, "Dit lijkt een burgerservicenummer."),
    ],
)
def test_every_field_is_looked_at_while_writing(client: Client, world: World, data: dict, said: str) -> None:
    client.force_login(world.director)
    assert said in client.post(URL, data).content.decode()


def test_harmless_words_get_no_answer(client: Client, world: World) -> None:
    client.force_login(world.director)
    text = f"{world.staff.first_name} wil Rots en Water geven in groep 7."
    assert client.post(URL, {"text": text}).content.decode().strip() == ""


def test_the_page_asks_it_while_somebody_types(client: Client, world: World) -> None:
    client.force_login(world.director)
    assert f'hx-post="{URL}"' in client.get(reverse("helprequests:helprequest_create")).content.decode()
