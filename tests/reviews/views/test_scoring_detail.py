from django.test import Client
from django.urls import reverse

from reviews import scoring
from tests.organisations.world import World


def test_every_number_of_the_score_is_published(world: World, client: Client) -> None:
    client.force_login(world.staff)
    html = client.get(reverse("reviews:scoring_detail")).content.decode()
    assert f"Iedereen begint met {scoring.PRIOR_VOTES:.0f} gewone cijfers: een 7,5" in html
    assert "3 keer hulp is beoordeeld, door 2 scholen en 3 mensen" in html
    assert "hoogstens 2 keer per jaar, met minstens 3 maanden ertussen, en weegt nooit meer dan 40%" in html
    assert "24 maanden lang" in html
    assert "Na 36 maanden" in html
