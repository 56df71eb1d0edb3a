"""Somebody writes about one child: told while typing, held on save until they confirm, refused when it is certain."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from experts.taxonomy import load_taxonomy
from helprequests.models import Message
from tests.experts.factories import make_expert
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World

DOUBT = "Kun je donderdag kijken bij leerling Sem?"
BLOCK = "Kun je kijken bij leerling Sem de Boer? Hij heeft ADHD."


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_a_message_is_held_refused_and_never_lost(
    world: World, signed_in_page: Callable[..., Page], assert_accessible: Callable[[Page], None], has_script: bool
) -> None:
    conversation = make_conversation(world.school, make_expert(world.sister_staff_membership), world.director)
    context = {} if has_script else {"java_script_enabled": False}
    page = signed_in_page(world.director, conversation.get_absolute_url(), **context)
    box = page.get_by_label("Jouw bericht")

    box.press_sequentially(BLOCK) if has_script else box.fill(BLOCK)
    if has_script:
        expect(page.get_by_text("Zo kunnen we dit niet bewaren")).to_be_visible()
        assert_accessible(page)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("zonder naam").first).to_be_visible()
    expect(box).to_have_value(BLOCK)

    box.fill(DOUBT)
    page.get_by_role("button", name="Verstuur").click()
    expect(box).to_have_value(DOUBT)
    assert not Message.objects.exists()
    if has_script:
        assert_accessible(page)
    page.get_by_label("Ik heb het nagekeken").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".talk").get_by_text(DOUBT)).to_be_visible()


def test_what_was_confirmed_in_the_first_step_is_not_asked_again(
    world: World, signed_in_page: Callable[..., Page]
) -> None:
    load_taxonomy()
    page = signed_in_page(world.director, "/hulpvragen/nieuw/")
    page.get_by_label("In je eigen woorden").fill("Leerling Sem heeft vaak ruzie op het schoolplein.")
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Ik heb het nagekeken").check()
    page.get_by_role("button", name="Verder").click()
    page.locator(".proposal label").first.click()
    page.get_by_label("In één zin").fill("Meer rust op het plein")
    page.get_by_role("button", name="Bewaar als klad").click()
    expect(page.get_by_role("heading", name="Meer rust op het plein")).to_be_visible()
