"""Signing in with a code by mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.users.factories import UserFactory
from tests.users.signing_in import confirmed, is_signed_in

pytestmark = pytest.mark.django_db


def request_code(client, email):
    client.post(reverse("account_request_login_code"), {"email": email})
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)[0]


def type_code(client, code, **data):
    return client.post(reverse("account_confirm_login_code"), {"code": code, **data})


def test_the_code_leads_home(client):
    code = request_code(client, confirmed(email="tessa@school.test").email)
    assert type_code(client, code)["Location"] == reverse("insights:home")


def test_the_code_confirms_the_address(client):
    user = UserFactory(email="nieuw@school.test")
    type_code(client, request_code(client, user.email))
    assert is_signed_in(client)
    assert EmailAddress.objects.get(user=user).verified


def test_the_code_works_only_where_it_was_asked_for(client):
    code = request_code(client, confirmed().email)
    other = Client()
    type_code(other, code)
    assert not is_signed_in(other)


def test_five_wrong_codes_end_it(client):
    code = request_code(client, confirmed().email)
    for _ in range(5):
        type_code(client, "BBBB-BBBB")
    type_code(client, code)
    assert not is_signed_in(client)


def test_the_second_factor_is_still_asked(client):
    user = confirmed()
    totp.TOTP.activate(user, totp.generate_totp_secret())
    assert type_code(client, request_code(client, user.email))["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_one_may_stay_signed_in(client):
    type_code(client, request_code(client, confirmed().email), remember="on")
    assert client.cookies[django_settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 24 * 60 * 60


def test_a_password_of_an_address_nobody_confirmed_is_not_enough(client):
    user = UserFactory()
    client.post(reverse("account_login"), {"login": user.email, "password": "geheim-geheim"})
    assert not is_signed_in(client)
    assert mail.outbox[-1].subject == "Klopt dit e-mailadres?"


def test_a_new_password_by_mail_confirms_the_address(client):
    user = UserFactory(email="nieuw@school.test")
    client.post(reverse("account_reset_password"), {"email": user.email})
    (link,) = re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"})
    assert EmailAddress.objects.get(user=user).verified


def test_the_mail_is_text_and_html_in_our_frame(client):
    code = request_code(client, confirmed().email)
    (html,) = [part for part, kind in mail.outbox[-1].alternatives if kind == "text/html"]
    assert code in html
    assert "Groet van Expedu" in html
