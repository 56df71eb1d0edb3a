"""Browsers that somebody signed in with before.

Guessing at an account is slowed per account. Without more, anyone could keep a colleague out by guessing wrong on
purpose. So a browser that signed in before has attempts of its own, which nobody else can use up. What the cookie
carries is no way in: it is only a promise that this browser once was.
"""

from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "browser"
SALT = "users.devices"
AGE = 60 * 60 * 24 * 180
MOST_PEOPLE = 20  # on the computer in the staff room


def attempts_key(request: HttpRequest, email: str) -> str | None:
    """What to count this browser's attempts for `email` by; None when nobody with it signed in here before."""
    browser, people = _read(request)
    mark = _mark(email)
    return f"{browser}:{mark}" if mark in people else None


def may_ask_code(request: HttpRequest, email: str) -> bool:
    """Codes by mail that this browser, known for `email`, may still ask when others have used up theirs."""
    key = attempts_key(request, email)
    return key is not None and bool(ratelimit.consume(request, action="code_known_browser", key=key))


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """From now on this browser is known for `email`."""
    browser, people = _read(request)
    mark = _mark(email)
    people = [mark, *(other for other in people if other != mark)][:MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps({"id": browser or get_random_string(16), "people": people}, salt=SALT),
        max_age=AGE,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return "", []
    return found["id"], found["people"]


def _mark(email: str) -> str:
    """An address that cannot be read back."""
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:20]
