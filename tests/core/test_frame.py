"""The frame in a real browser: by keyboard, without JavaScript, and with a choice of light or dark."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_tab_leads_past_the_menu(signed_in_page):
    page = signed_in_page(UserFactory(), reverse("core:privacy"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_escape_closes_the_menu_and_stays_there(signed_in_page):
    page = signed_in_page(UserFactory(), reverse("core:privacy"))
    summary = page.locator(".me-menu summary")
    summary.press("Enter")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(summary).to_be_focused()


def test_signing_out_works_without_javascript(signed_in_page):
    page = signed_in_page(UserFactory(), reverse("core:privacy"), java_script_enabled=False)
    page.locator(".me-menu summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.goto(reverse("users:account_detail"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_dark_is_chosen_without_javascript(signed_in_page):
    page = signed_in_page(
        UserFactory(), reverse("users:account_detail"), java_script_enabled=False, color_scheme="light"
    )
    page.get_by_label("Donker").check()
    page.get_by_role("button", name="Bewaar deze keuze").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_no_page_of_the_frame_breaks_the_content_policy(signed_in_page):
    page = signed_in_page(UserFactory(platform_admin=True), reverse("core:privacy"))
    said = []
    page.on("console", lambda message: said.append(message.text))
    for name in ("core:component_list", "users:account_detail", "mfa_index", "core:landing"):
        page.goto(reverse(name))
    assert [text for text in said if "Content Security Policy" in text] == []
