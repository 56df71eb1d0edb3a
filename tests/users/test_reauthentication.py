"""Something sensitive asks once more who you are, also of people without a password."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.urls import reverse

from tests.users.factories import PASSWORD, UserFactory
from tests.users.signing_in import confirmed, sign_in_long_ago
from users.models import User

SENSITIVE = [
    "account_email",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "usersessions_list",
    "users:personal_data_download",
    "users:personal_data_erase",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", SENSITIVE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_while_after_signing_in_it_is_asked_again(client, name, method):
    sign_in_long_ago(client, UserFactory())
    answer = getattr(client, method)(reverse(name))
    assert answer["Location"].split("?")[0] == reverse("account_reauthenticate")


@pytest.mark.parametrize("name", SENSITIVE)
def test_who_has_no_password_is_asked_for_a_code_by_mail(client, name):
    sign_in_long_ago(client, UserFactory(password="!"))
    assert client.get(reverse(name))["Location"].split("?")[0] == reverse("users:mail_code_confirm")


def test_right_after_signing_in_it_is_not_asked(client):
    client.force_login(UserFactory())
    assert client.get(reverse("usersessions_list")).status_code == 200


def test_the_school_sign_in_does_not_count(client):
    """On a shared computer the school's own sign-in may still be open."""
    user = UserFactory(password="!")
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"][0]["method"] = "socialaccount"
    session.save()
    assert client.get(reverse("usersessions_list")).status_code == 302


def test_what_was_sent_is_kept_and_handed_in_afterwards(client):
    user = confirmed(email="tessa@school.test")
    sign_in_long_ago(client, user)
    asked = client.post(reverse("users:personal_data_erase"), {"sure": "on"})
    assert User.objects.get(pk=user.pk).erased_at is None
    client.post(asked["Location"], {"password": PASSWORD, "next": reverse("users:personal_data_erase")})
    assert User.objects.get(pk=user.pk).erased_at is not None


# -- A code by mail, for who has nothing else --------------------------------------------------------------------------


@pytest.fixture
def samira(client):
    """Came in through the school: no password, no second factor."""
    user = confirmed(email="samira@school.test", password="!")
    sign_in_long_ago(client, user)
    return user


def ask_for_code(client):
    client.post(reverse("users:mail_code_send"), {"next": reverse("usersessions_list")})
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)[0]


def type_code(client, code):
    return client.post(reverse("users:mail_code_confirm"), {"code": code, "next": reverse("usersessions_list")})


def test_the_right_code_opens_the_page(client, samira):
    answer = type_code(client, ask_for_code(client).lower())
    assert answer["Location"] == reverse("usersessions_list")
    assert client.get(reverse("usersessions_list")).status_code == 200


def test_the_code_goes_to_the_own_address(client, samira):
    ask_for_code(client)
    assert mail.outbox[-1].to == ["samira@school.test"]


def test_a_wrong_code_opens_nothing(client, samira):
    ask_for_code(client)
    assert "Deze code klopt niet" in type_code(client, "BBBB-BBBB").content.decode()
    assert client.get(reverse("usersessions_list")).status_code == 302


def test_after_five_wrong_codes_the_right_one_is_gone(client, samira):
    code = ask_for_code(client)
    for _ in range(5):
        answer = type_code(client, "BBBB-BBBB")
    assert "Vraag een nieuwe" in answer.content.decode()
    type_code(client, code)
    assert client.get(reverse("usersessions_list")).status_code == 302


def test_a_code_works_once(client, samira):
    code = ask_for_code(client)
    type_code(client, code)
    assert "geldt niet meer" in type_code(client, code).content.decode()


def test_a_code_is_gone_after_a_quarter_of_an_hour(client, samira):
    code = ask_for_code(client)
    session = client.session
    session["mail_code_confirm"]["at"] -= 16 * 60
    session.save()
    assert "geldt niet meer" in type_code(client, code).content.decode()


def test_who_has_a_password_cannot_take_the_way_of_the_mail(client):
    sign_in_long_ago(client, UserFactory())
    client.post(reverse("users:mail_code_send"))
    assert mail.outbox == []


def test_second_factors_are_stored_locked(client):
    user = UserFactory()
    client.force_login(user)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    totp.TOTP.activate(user, secret)
    stored = Authenticator.objects.get(user=user).data["secret"]
    assert secret not in stored
    assert totp.TOTP(Authenticator.objects.get(user=user)).validate_code(
        totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    )
