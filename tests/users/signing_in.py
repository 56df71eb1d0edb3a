"""A test's sign-in is as if with a password, a moment ago: `Client.force_login` and the browser's `signed_in_page`."""

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from tests.users.factories import PASSWORD, UserFactory
from users.models import User

LONG_AGO = 60 * 60


def record_password(session: SessionBase, user: AbstractBaseUser, ago: float = 0) -> None:
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(user.pk)


@receiver(user_logged_in)
def _record_password(request: HttpRequest, user: AbstractBaseUser, **_signal: Any) -> None:
    if not get_authentication_records(request, user):
        record_password(request.session, user)


def sign_in_long_ago(client: Client, user: AbstractBaseUser) -> None:
    """Signed in, but a sensitive page asks again."""
    client.force_login(user)
    session = client.session
    record_password(session, user, LONG_AGO)
    session.save()


def confirmed(**fields: Any) -> User:
    """Somebody whose address was confirmed, so who can really sign in."""
    user: User = UserFactory(**fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def sign_in(client: Client, email: str, password: str = PASSWORD, **request: Any) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": email, "password": password}, **request)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
