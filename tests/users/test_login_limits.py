"""Guessing is slowed; a school behind one address, and a colleague somebody guesses at, are not."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.users.factories import UserFactory
from tests.users.signing_in import confirmed, is_signed_in, sign_in

SCHOOL = "203.0.113.7"
WRONG = "verkeerd-wachtwoord"

pytestmark = pytest.mark.django_db


@pytest.fixture
def tessa():
    return confirmed(email="tessa@school.test")


@pytest.fixture
def no_hashing(settings):
    """Sixty people would spend half a minute on hashes; how many may try does not depend on them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def guess(times, email="tessa@school.test", client=None, **request):
    client = client or Client()
    for _ in range(times):
        answer = sign_in(client, email, WRONG, **request)
    return answer


def test_sixty_colleagues_sign_in_from_one_address_on_monday_morning(no_hashing):
    people = [UserFactory(password="") for _ in range(60)]
    for user in people:
        user.set_password("geheim-geheim")
        user.save()
        user.emailaddress_set.create(email=user.email, primary=True, verified=True)
    signed_in = 0
    for number, user in enumerate(people):
        client = Client(REMOTE_ADDR=SCHOOL)
        if number % 4 == 0:
            sign_in(client, user.email, WRONG)  # a typo, it is Monday
        sign_in(client, user.email)
        signed_in += is_signed_in(client)
    assert signed_in == 60


def test_who_guesses_at_one_account_is_stopped_wherever_they_come_from(tessa):
    for number in range(5):
        guess(1, REMOTE_ADDR=f"198.51.100.{number}")
    client = Client(REMOTE_ADDR="198.51.100.200")
    answer = sign_in(client, tessa.email)
    assert not is_signed_in(client)
    assert "Wacht vijf minuten" in answer.content.decode()


def test_colleagues_of_the_one_who_is_guessed_at_are_not_stopped(tessa):
    guess(6, REMOTE_ADDR=SCHOOL)
    client = Client(REMOTE_ADDR=SCHOOL)
    sign_in(client, confirmed().email)
    assert is_signed_in(client)


@pytest.mark.parametrize("variant", ["TESSA@school.test", "  tessa@School.test ", "tessa@SCHOOL.TEST"])
def test_other_ways_to_write_the_address_count_as_the_same(tessa, variant):
    guess(4)
    guess(1, variant)
    client = Client()
    sign_in(client, tessa.email)
    assert not is_signed_in(client)


def test_a_browser_that_signed_in_before_is_not_locked_out(tessa):
    own = Client(REMOTE_ADDR=SCHOOL)
    sign_in(own, tessa.email)
    own.post(reverse("account_logout"))
    guess(20, REMOTE_ADDR=SCHOOL)
    sign_in(own, tessa.email)
    assert is_signed_in(own)


def test_a_known_browser_cannot_guess_for_ever_either(tessa):
    own = Client()
    sign_in(own, tessa.email)
    own.post(reverse("account_logout"))
    guess(10, client=own)
    sign_in(own, tessa.email)
    assert not is_signed_in(own)


def test_a_known_browser_is_known_for_its_own_people_only(tessa):
    own = Client()
    sign_in(own, tessa.email)
    own.post(reverse("account_logout"))
    colleague = confirmed()
    guess(5, colleague.email)
    sign_in(own, colleague.email)
    assert not is_signed_in(own)


def test_a_made_up_cookie_is_worth_nothing(tessa):
    guess(5)
    client = Client()
    client.cookies["browser"] = "eyJpZCI6IngifQ:verzonnen:handtekening"
    sign_in(client, tessa.email)
    assert not is_signed_in(client)


def test_the_cookie_names_nobody(tessa):
    client = Client()
    sign_in(client, tessa.email)
    cookie = client.cookies["browser"]
    assert "tessa" not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_who_is_guessed_at_still_gets_in_with_a_code_by_mail(tessa):
    guess(6)
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": tessa.email})
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert is_signed_in(client)


def test_only_so_many_mails_go_to_one_address(tessa):
    for _ in range(8):
        Client().post(reverse("account_request_login_code"), {"email": " Tessa@school.test"})
        Client().post(reverse("account_reset_password"), {"email": "tessa@School.test"})
    assert len(mail.outbox) == 10  # five codes, five links


def test_nobody_uses_up_the_codes_of_a_browser_that_signed_in_before(tessa):
    own = Client()
    sign_in(own, tessa.email)
    own.post(reverse("account_logout"))
    for _ in range(6):
        Client().post(reverse("account_request_login_code"), {"email": tessa.email})
    mail.outbox.clear()
    own.post(reverse("account_request_login_code"), {"email": tessa.email})
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)[0]
    own.post(reverse("account_confirm_login_code"), {"code": code})
    assert is_signed_in(own)


# -- Behind proxies: whoever writes a header does not choose what is counted -------------------------------------------


@pytest.fixture
def narrow(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "3/m/ip"}


@pytest.mark.parametrize(
    ("proxies", "header", "same"),
    [
        (0, "198.51.100.{n}", True),  # nobody stands in front: the header is the visitor's own invention
        (1, "198.51.100.{n}, 203.0.113.7", True),
        (1, "198.51.100.{n}", False),
        (2, "198.51.100.{n}, 203.0.113.7, 10.0.0.1", True),
        (2, "198.51.100.{n}, 10.0.0.1", False),
    ],
)
def test_what_the_trusted_proxies_saw_is_counted(narrow, settings, proxies, header, same):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(3):
        guess(1, f"persoon{number}@school.test", headers={"x-forwarded-for": header.format(n=number)})
    answer = guess(1, "persoon9@school.test", headers={"x-forwarded-for": header.format(n=9)})
    assert ("Wacht vijf minuten" in answer.content.decode()) == same


def test_a_wrong_number_of_proxies_keeps_nobody_out(tessa, settings, caplog):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    client = Client(headers={"x-forwarded-for": "10.0.0.1"})

    sign_in(client, tessa.email)

    assert is_signed_in(client)
    assert "TRUSTED_PROXY_COUNT=3" in caplog.text
