"""Signing in is allauth's; these hold what we ask of it: our words, our page, our limits."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.urls import reverse

from tests.users.factories import PASSWORD, UserFactory

LOGIN = reverse("account_login")


@pytest.fixture
def tessa(db):
    user = UserFactory(first_name="Tessa", email="tessa@school.test")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def sign_in(client, password=PASSWORD, email="tessa@school.test"):
    return client.post(LOGIN, {"login": email, "password": password})


def test_signing_in_leads_home(client, tessa):
    assert sign_in(client)["Location"] == reverse("insights:home")


def test_the_address_may_have_capitals(client, tessa):
    assert sign_in(client, email="Tessa@School.test").status_code == 302


def test_a_wrong_password_says_no_more_than_needed(client, tessa):
    known = sign_in(client, "verkeerd-wachtwoord").context["form"].errors
    unknown = sign_in(client, "verkeerd-wachtwoord", "niemand@school.test").context["form"].errors
    assert known == unknown
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped(client, tessa):
    for _ in range(6):
        sign_in(client, "verkeerd-wachtwoord")
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_who_was_put_out_cannot_sign_in(client, tessa):
    tessa.is_active = False
    tessa.save()
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_a_link_by_mail_sets_a_new_password(client, tessa):
    client.post(reverse("account_reset_password"), {"email": "tessa@school.test"})
    (link,) = re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"})
    assert sign_in(client, "een-heel-nieuw-woord").status_code == 302


def test_an_unknown_address_gets_the_same_answer(client, tessa):
    known = client.post(reverse("account_reset_password"), {"email": "tessa@school.test"})
    unknown = client.post(reverse("account_reset_password"), {"email": "niemand@school.test"})
    assert known["Location"] == unknown["Location"]


def test_with_an_app_a_code_is_asked(client, tessa):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(tessa, secret)
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.session["_auth_user_id"] == str(tessa.pk)


def test_the_app_is_switched_on_with_a_code_and_gives_spare_codes(client, tessa):
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    client.post(reverse("mfa_activate_totp"), {"code": code})
    assert set(Authenticator.objects.filter(user=tessa).values_list("type", flat=True)) == {"totp", "recovery_codes"}
    assert client.get(reverse("mfa_view_recovery_codes")).content.decode().count("<li><code>") == 10


def test_the_admin_has_no_sign_in_of_its_own(client, db):
    """Its own page would pass by the second factor and the limits."""
    response = client.get(reverse("admin:login"))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, LOGIN)


def test_signing_out_asks_first(client, tessa):
    sign_in(client)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_new_address_counts_only_after_the_link_in_the_mail(client, tessa):
    sign_in(client)
    client.post(reverse("account_email"), {"email": "nieuw@school.test", "action_add": ""})
    tessa.refresh_from_db()
    assert tessa.email == "tessa@school.test"
    (link,) = re.findall(r"http://testserver(/\S+)", mail.outbox[-1].body)
    client.post(link)
    tessa.refresh_from_db()
    assert tessa.email == "nieuw@school.test"


def test_a_change_of_password_is_told_by_mail(client, tessa):
    sign_in(client)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"},
    )
    assert (mail.outbox[0].subject, mail.outbox[0].to) == ("Je wachtwoord is veranderd", ["tessa@school.test"])
    assert "Was jij dit niet?" in mail.outbox[0].body


def test_the_mail_for_a_new_password_is_ours(client, tessa):
    client.post(reverse("account_reset_password"), {"email": "tessa@school.test"})
    assert mail.outbox[0].subject == "Kies een nieuw wachtwoord"
    assert mail.outbox[0].body.startswith("Hallo,\n\nMet deze link kies je een nieuw wachtwoord voor Expedu.")
