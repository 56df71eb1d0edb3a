"""A code sent to somebody's mail address and typed over in the same browser: proof that the address is theirs."""

import time
from dataclasses import dataclass
from enum import Enum, auto

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.http import HttpRequest

MOST_ATTEMPTS = 5


class Verdict(Enum):
    RIGHT = auto()
    WRONG = auto()
    GONE = auto()  # too old, too often wrong, or never asked for


@dataclass(frozen=True, slots=True)
class MailCode:
    """One code for one `purpose`, kept in the session of the browser that asked for it."""

    request: HttpRequest
    purpose: str

    @property
    def _key(self) -> str:
        return f"mail_code_{self.purpose}"

    @property
    def email(self) -> str | None:
        """Where the code went, or None when no code is waited for."""
        waiting = self.request.session.get(self._key)
        if waiting is None or time.time() - waiting["at"] > settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT:
            return None
        return str(waiting["email"])

    def send(self, email: str, template: str = "account/email/login_code") -> bool:
        """Mail a new code; False when this address had too many already."""
        if not ratelimit.consume(self.request, action="request_login_code", key=email.lower()):
            return False
        adapter = get_adapter(self.request)
        code = adapter.generate_login_code()
        self.request.session[self._key] = {"code": code, "email": email, "at": time.time(), "wrong": 0}
        adapter.send_mail(template, email, {"code": code})
        return True

    def check(self, code: str) -> Verdict:
        """Judge what was typed. A right code works once; after five wrong ones it is gone."""
        if self.email is None:
            return Verdict.GONE
        waiting = self.request.session[self._key]
        if compare_user_code(actual=code, expected=waiting["code"]):
            del self.request.session[self._key]
            return Verdict.RIGHT
        waiting["wrong"] += 1
        self.request.session.modified = True
        if waiting["wrong"] >= MOST_ATTEMPTS:
            del self.request.session[self._key]
            return Verdict.GONE
        return Verdict.WRONG
