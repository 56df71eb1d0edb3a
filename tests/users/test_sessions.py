"""How long someone stays signed in, where, and how that ends."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.users.factories import PASSWORD
from tests.users.signing_in import confirmed, is_signed_in, sign_in, sign_in_long_ago
from users import personal_data

NEW = "een-heel-nieuw-woord"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"

pytestmark = pytest.mark.django_db


@pytest.fixture
def tessa():
    return confirmed(email="tessa@school.test")


@pytest.fixture
def two(tessa):
    """Signed in at home and, long ago, at school."""
    home, school = Client(), Client(headers={"user-agent": FIREFOX})
    for client in (home, school):
        sign_in(client, tessa.email)
    return home, school


def still_in(client):
    return client.get(reverse("users:account_detail")).status_code == 200


def test_on_a_shared_computer_it_ends_with_the_browser(client, tessa):
    sign_in(client, tessa.email)
    assert client.cookies[django_settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_who_wants_to_stays_signed_in_for_a_month(client, tessa):
    client.post(reverse("account_login"), {"login": tessa.email, "password": PASSWORD, "remember": "on"})
    assert client.cookies[django_settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 24 * 60 * 60


def test_signing_in_gives_a_new_session(client, tessa):
    client.get(reverse("account_login"))
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = before = session.session_key
    sign_in(client, tessa.email)
    assert is_signed_in(client)
    assert client.session.session_key != before


def test_the_cookie_is_out_of_reach(client, tessa):
    sign_in(client, tessa.email)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_one_sees_where_one_is_signed_in(two):
    page = two[0].get(reverse("usersessions_list")).content.decode()
    assert page.count("Firefox op Windows") == 1
    assert page.count("Deze browser") == 1


def test_signing_out_everywhere_else(two):
    home, school = two
    home.post(reverse("usersessions_list"))
    assert (still_in(home), still_in(school)) == (True, False)


def test_nobody_signs_out_somebody_else(two):
    other = Client()
    sign_in(other, confirmed().email)
    other.post(reverse("usersessions_list"))
    assert all(map(still_in, two))


def test_another_password_ends_every_other_session(two):
    home, school = two
    home.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert (still_in(home), still_in(school)) == (True, False)


def test_erasing_leaves_no_session(two, tessa):
    personal_data.erase_all(tessa)
    assert not any(map(still_in, two))
    assert not UserSession.objects.exists()


def test_where_someone_was_signed_in_goes_after_half_a_year(tessa, two):
    old = UserSession.objects.order_by("pk").first()
    UserSession.objects.filter(pk=old.pk).update(last_seen_at=timezone.now() - timedelta(days=190))
    Session.objects.filter(session_key=old.session_key).update(expire_date=timezone.now() - timedelta(days=2))
    personal_data.retain(timezone.localdate())
    assert UserSession.objects.get().session_key != old.session_key
    assert not Session.objects.filter(session_key=old.session_key).exists()


def test_the_list_is_part_of_what_one_can_take_along(two, tessa):
    found = personal_data.export(tessa)["waar je bent ingelogd"]
    assert [row["browser"] for row in found] == ["", FIREFOX]


def test_the_list_asks_who_you_are(client, tessa):
    sign_in_long_ago(client, tessa)
    assert client.post(reverse("usersessions_list"))["Location"].startswith(reverse("account_reauthenticate"))
