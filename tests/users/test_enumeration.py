"""From outside nobody can tell who has an account: same answer, same status, as much work."""

import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.users.factories import UserFactory
from tests.users.signing_in import confirmed, sign_in

KNOWN, UNKNOWN = "tessa@school.test", "nobody@school.test"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tessa():
    return confirmed(email=KNOWN)


def shown(response, email):
    """What a visitor gets to see: status, where it leads, and the page without their own address and the token."""
    page = re.sub(r'csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"', "", response.content.decode())
    return response.status_code, response.get("Location"), page.replace(email, "ADRES")


def both(url, **data):
    return [
        shown(Client().post(reverse(url), {**data, **dict.fromkeys(("email", "login"), email)}), email)
        for email in (KNOWN, UNKNOWN)
    ]


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("account_login", {"password": "verkeerd-wachtwoord"}),
        ("account_reset_password", {}),
        ("account_request_login_code", {}),
        ("account_signup", {"password1": "een-lang-wachtwoord", "password2": "een-lang-wachtwoord"}),
    ],
)
def test_known_and_unknown_look_the_same(url, data):
    known, unknown = both(url, **data)
    assert known == unknown


def test_the_page_that_asks_for_the_code_looks_the_same():
    pages = []
    for email in (KNOWN, UNKNOWN):
        client = Client()
        client.post(reverse("account_request_login_code"), {"email": email})
        pages.append(shown(client.get(reverse("account_confirm_login_code")), email))
        pages.append(shown(client.post(reverse("account_confirm_login_code"), {"code": "BBBB-BBBB"}), email))
    assert pages[:2] == pages[2:]


def test_when_stopped_for_guessing_too():
    answers = []
    for email in (KNOWN, UNKNOWN):
        for _ in range(6):
            answer = sign_in(Client(), email, "verkeerd-wachtwoord")
        answers.append(shown(answer, email))
    assert "Wacht vijf minuten" in answers[0][2]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("url", ["account_reset_password", "account_request_login_code"])
def test_one_mail_goes_out_either_way(url):
    both(url)
    assert [message.to for message in mail.outbox] == [[KNOWN], [UNKNOWN]]


@pytest.fixture
def hashes(monkeypatch):
    """How many times a password was really hashed."""
    done = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher, name, lambda *args, real=real, **kwargs: done.append(1) or real(*args, **kwargs)
        )
    return done


@pytest.mark.parametrize("who", ["known", "unknown", "without a password", "closed"])
def test_signing_in_costs_one_hash_whoever_it_is(hashes, who):
    email = {"known": KNOWN, "unknown": UNKNOWN}.get(who, "ander@school.test")
    if who == "without a password":
        confirmed(email=email, password="!")
    if who == "closed":
        confirmed(email=email, is_active=False)
    hashes.clear()
    sign_in(Client(), email, "verkeerd-wachtwoord")
    assert len(hashes) == 1


def test_changing_to_somebody_elses_address_looks_like_any_other(tessa):
    other = UserFactory()
    pages = []
    for email in ("nieuw@school.test", KNOWN):
        client = Client()
        client.force_login(other)
        answer = client.post(reverse("account_email"), {"email": email, "action_add": ""}, follow=True)
        pages.append(shown(answer, email))
    assert pages[0] == pages[1]
