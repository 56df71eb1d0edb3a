from django.test import Client
from django.urls import reverse

from tests.helprequests.factories import make_draft, make_open
from tests.helprequests.views.test_helprequest_create import filled
from tests.organisations.world import World


def test_a_draft_is_changed(client: Client, world: World) -> None:
    draft = make_draft(world.school, world.director)
    client.force_login(world.coordinator)
    client.post(
        reverse("helprequests:helprequest_edit", args=[draft.pk]),
        filled(draft.skills.get(), title="Rust in de pauze"),
    )
    draft.refresh_from_db()
    assert (draft.title, draft.asked_by) == ("Rust in de pauze", world.director)


def test_what_is_out_stays_as_it_is(client: Client, world: World) -> None:
    help_request = make_open(world.school, world.director)
    client.force_login(world.director)
    url = reverse("helprequests:helprequest_edit", args=[help_request.pk])
    assert client.get(url)["Location"] == help_request.get_absolute_url()
    client.post(url, filled(help_request.skills.get(), title="Iets anders"))
    help_request.refresh_from_db()
    assert help_request.title == "Meer rust op het plein"
