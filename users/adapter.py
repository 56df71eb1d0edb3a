"""How allauth behaves here: nobody signs up by themselves, and it says no in our words."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dit account is gesloten."),
        "duplicate_email": _("Dit adres heb je al."),
        "email_password_mismatch": _("Dit adres en dit wachtwoord horen niet bij elkaar."),
        "email_taken": _("Dit adres hoort al bij een ander account."),
        "enter_current_password": _("Vul je wachtwoord van nu in."),
        "incorrect_code": _("Deze code klopt niet. Kijk of je app een nieuwe laat zien."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "same_as_current": _("Dit is al je adres."),
        "too_many_login_attempts": _("Dit lukte te vaak niet. Probeer het over vijf minuten nog een keer."),
        "rate_limited": _("Dit gaat te snel. Wacht even en probeer het dan nog een keer."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from an invitation, never from an open form (DESIGN section 1)."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Deze code klopt niet. Kijk of je app een nieuwe laat zien."),
        "cannot_delete_authenticator": _("Deze tweede controle kan nu niet uit."),
        "cannot_generate_recovery_codes": _("Zet eerst de app met codes aan."),
    }
