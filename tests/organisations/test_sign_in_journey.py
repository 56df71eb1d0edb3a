"""The school's sign-in in a real browser, through a real provider, and axe on every page of it."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from organisations import actions
from organisations.choices import SignInKind
from organisations.models import JoinRequest, WorkDomain, provider_key
from tests.organisations.openid import RETURN, claims_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row(live_server, provider, world):
    key = provider_key(world.board, SignInKind.ENTREE)
    client_id, secret = provider.client_for(live_server.url + reverse(RETURN, args=[key]))
    WorkDomain.objects.create(board=world.board, domain="delinde.test")
    row = actions.set_up_identity_provider(
        world.board, SignInKind.ENTREE, by=world.board_admin, client_id=client_id, secret=secret
    )
    return actions.switch_identity_provider(row, by=world.board_admin, is_on=True)


def test_a_new_colleague_from_the_first_page_to_home(
    live_server, page, provider, row, world, assert_good_on_every_screen
):
    provider.knows("aylin", **claims_of(SignInKind.ENTREE, world.school.code))
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("link", name="Log in met je school").click()
    assert_good_on_every_screen(page)
    page.get_by_label("Je e-mailadres van school").fill("aylin@delinde.test")
    page.get_by_role("button", name="Ga naar mijn school").click()
    page.wait_for_url(f"{provider.address}/**")
    page.locator("input[name=sub]").fill("aylin")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Is dit jouw e-mailadres?").wait_for()
    assert_good_on_every_screen(page)
    page.get_by_role("button", name="Stuur mij een code").click()
    assert_good_on_every_screen(page)
    page.get_by_label("Code uit de mail").fill(re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)[0])
    page.get_by_role("button", name="Ga verder").click()
    assert_good_on_every_screen(page)
    page.get_by_role("button", name="Maak mijn account").click()
    page.wait_for_url(live_server.url + "/**")
    assert JoinRequest.objects.get().school == world.school


def test_the_pages_of_who_sets_it_up(signed_in_page, row, world, assert_good_on_every_screen):
    page = signed_in_page(world.board_admin, reverse("organisations:identity_provider_list", args=[world.board.pk]))
    assert_good_on_every_screen(page)
    for kind in SignInKind.values:
        page.goto(reverse("organisations:identity_provider_edit", args=[world.board.pk, kind]))
        assert_good_on_every_screen(page)
    page.goto(reverse("organisations:identity_provider_detail", args=[world.board.pk, "entree"]))
    page.get_by_role("button", name="Probeer de verbinding").click()
    assert_good_on_every_screen(page)


def test_the_page_that_refuses(live_server, page, assert_good_on_every_screen):
    page.goto(live_server.url + reverse(RETURN, args=["99001-entree"]))
    assert_good_on_every_screen(page)
