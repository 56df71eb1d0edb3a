from django.test import Client
from django.urls import reverse

from tests.experts.factories import SkillFactory
from tests.organisations.world import World

URL = reverse("helprequests:helprequest_suggest")


def test_words_become_chips_and_what_was_ticked_stays(client: Client, world: World) -> None:
    found = SkillFactory(label="Goed buitenspelen", keywords=["schoolplein"])
    ticked = SkillFactory(label="Toneel")
    client.force_login(world.director)
    html = client.post(URL, {"text": "Rust op het schoolplein", "skills": [ticked.pk]}).content.decode()
    assert f'value="{found.pk}">Goed buitenspelen' in html
    assert f'value="{ticked.pk}" checked>Toneel' in html


def test_a_skill_number_that_is_too_large_is_no_skill(client: Client, world: World) -> None:
    client.force_login(world.director)
    assert client.post(URL, {"text": "plein", "skills": ["9" * 30]}).status_code == 200
