"""The pages allauth brings: which are open to everyone, which lead to signing in first."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.organisations.world import World
from tests.rights.table import all_url_names
from users.models import User

OPEN = {
    "account_confirm_email": {"key": "onbekend"},
    "account_email_verification_sent": {},
    "account_inactive": {},
    "account_login": {},
    "account_logout": {},
    "account_reset_password": {},
    "account_reset_password_done": {},
    "account_reset_password_from_key": {"uidb36": "1", "key": "onbekend"},
    "account_reset_password_from_key_done": {},
    "account_signup": {},
    "mfa_authenticate": {},
    "mfa_login_webauthn": {},
    "account_confirm_login_code": {},
    "account_request_login_code": {},
}
CLOSED = {
    "account_change_password": {},
    "account_email": {},
    "account_reauthenticate": {},
    "account_set_password": {},
    "mfa_activate_totp": {},
    "mfa_add_webauthn": {},
    "mfa_deactivate_totp": {},
    "mfa_download_recovery_codes": {},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_generate_recovery_codes": {},
    "mfa_index": {},
    "mfa_list_webauthn": {},
    "mfa_reauthenticate": {},
    "mfa_reauthenticate_webauthn": {},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_view_recovery_codes": {},
    "usersessions_list": {},
}


def test_every_page_of_allauth_is_declared() -> None:
    named = {name for name in all_url_names() if name.startswith(("account_", "mfa_", "usersessions_"))}
    assert {*OPEN, *CLOSED} == named


@pytest.mark.django_db
@pytest.mark.parametrize("name", CLOSED)
def test_personal_pages_ask_to_sign_in(name: str) -> None:
    response = Client().get(reverse(name, kwargs=CLOSED[name]))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", sorted({*OPEN, *CLOSED}))
def test_no_page_breaks(name: str, world: World) -> None:
    """Signed out and signed in, with nonsense for keys: never a server error."""
    url = reverse(name, kwargs={**OPEN, **CLOSED}[name])
    signed_in = Client(raise_request_exception=False)
    signed_in.force_login(world.director)
    answers = [client.get(url).status_code for client in (Client(raise_request_exception=False), signed_in)]
    assert max(answers) < 500


def test_nobody_signs_up_without_an_invitation(client: Client, db: None) -> None:
    client.post(
        reverse("account_signup"),
        {"email": "iemand@school.test", "password1": "een-lang-wachtwoord", "password2": "een-lang-wachtwoord"},
    )
    assert not User.objects.filter(email="iemand@school.test").exists()
