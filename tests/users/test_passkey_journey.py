"""A passkey in a real browser, with an authenticator the browser itself simulates."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.users.signing_in import confirmed

pytestmark = pytest.mark.django_db(transaction=True)

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_key(signed_in_page):
    """Somebody signed in, on a device that can keep keys."""
    user = confirmed(email="tessa@school.test")
    page = signed_in_page(user, reverse("mfa_add_webauthn"))
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return user, page


def test_a_key_is_made_and_signs_in_without_a_password(with_key):
    user, page = with_key
    page.get_by_label("Naam voor deze sleutel").fill("Mijn telefoon")
    page.get_by_label("Hiermee ook inloggen zonder wachtwoord").check()
    page.get_by_role("button", name="Maak de sleutel").click()
    page.get_by_role("heading", name="Je reservecodes").wait_for()
    assert Authenticator.objects.filter(user=user, type="webauthn").exists()
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Log in met mijn sleutel").click()
    page.wait_for_url(re.compile(r"://[^/]+/$"))  # Home
    page.goto(reverse("users:account_detail"))
    assert page.locator("#inhoud").get_by_text("tessa@school.test").is_visible()
