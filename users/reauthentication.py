"""Before something sensitive changes, somebody shows once more that it is them.

Sensitive are a mail address, a password, the second factor, where someone is signed in, and taking out or erasing
everything about a person. Signing in a moment ago counts; signing in through the school does not, because on a shared
computer the school's own sign-in may still be open. Who has no password and no second factor gets a code by mail.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest

from users.models import User

View = TypeVar("View", bound=Callable[..., object])

# Pages of allauth; our own carry the decorator below.
SENSITIVE_PAGES = frozenset(
    {
        "account_email",
        "account_set_password",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "usersessions_list",
    }
)


def asks_who_you_are(view: View) -> View:
    """Mark a page as sensitive: `users.middleware.FreshSignIn` asks first."""
    view.is_sensitive = True  # type: ignore[attr-defined]
    return view


def is_fresh(request: HttpRequest) -> bool:
    """Did this person show who they are within the last minutes, in this very browser?"""
    moments = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record["method"] != "socialaccount"
    ]
    return bool(moments) and time.time() - max(moments) < app_settings.REAUTHENTICATION_TIMEOUT


def record_mail_code(request: HttpRequest, user: User) -> None:
    """They typed the code that went to their own address."""
    record_authentication(request, user, method="code", reauthenticated=True)
