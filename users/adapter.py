"""How allauth behaves here: nobody signs up by themselves, limits hit who guesses and not a whole school, and it says
no in our words."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.secrets import lock, unlock
from users import devices
from users.models import User
from users.reauthentication import is_fresh

logger = logging.getLogger(__name__)

WRONG_CODE = gettext_lazy("Deze code klopt niet. Kijk of je app een nieuwe laat zien.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Dit account is gesloten."),
        "duplicate_email": gettext_lazy("Dit adres heb je al."),
        "email_password_mismatch": gettext_lazy("Dit adres en dit wachtwoord horen niet bij elkaar."),
        "email_taken": gettext_lazy("Dit adres hoort al bij een ander account."),
        "enter_current_password": gettext_lazy("Vul je wachtwoord van nu in."),
        "incorrect_code": gettext_lazy("Deze code klopt niet. Kijk goed in de mail."),
        "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet."),
        "same_as_current": gettext_lazy("Dit is al je adres."),
        "too_many_login_attempts": gettext_lazy(
            "Dit lukte te vaak niet. Wacht vijf minuten, of log in met een code per mail of via je school."
        ),
        "rate_limited": gettext_lazy("Dit gaat te snel. Wacht even en probeer het dan nog een keer."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come from an invitation or the school's own sign-in, never from an open form."""
        return False

    # -- Limits --------------------------------------------------------------------------------------------------

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address. With a TRUSTED_PROXY_COUNT above the number of proxies that really stand in front,
        signing in goes on and counts the nearest address; the log says what to set."""
        try:
            return super().get_client_ip(request)
        except ImproperlyConfigured:
            logger.error(
                "TRUSTED_PROXY_COUNT=%s is more than the proxies this request came through; set it lower",
                settings.ALLAUTH_TRUSTED_PROXY_COUNT,
            )
            return str(request.META["REMOTE_ADDR"])

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this attempt: by address of the computer and by account, or, in a browser that signed in before, by
        that browser alone. So nobody is kept out by what a stranger or a colleague does."""
        email = credentials.get("email", "").strip()
        key = devices.attempts_key(request, email)
        if key is None:
            super().pre_authenticate(request, **{**credentials, "email": email})
        elif not ratelimit.consume(request, action="login_known_browser", key=key):
            raise self.validation_error("too_many_login_attempts")

    def pre_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponse | None:
        """Whatever the way in: "stay signed in" is a box on the form that completes it."""
        if request.POST.get("remember"):
            request.session.set_expiry(settings.REMEMBERED_SESSION_AGE)
        return super().pre_login(request, user, **hooks)

    def post_login(self, request: HttpRequest, user: User, **hooks: Any) -> HttpResponse:
        response = super().post_login(request, user, **hooks)
        devices.remember(request, response, user.email)
        return response

    # -- Showing once more who you are -----------------------------------------------------------------------------

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not is_fresh(self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Password, app, key; and for who has none of these a code by mail, so that nobody passes unasked."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        words = {
            "reauthenticate": _("Met mijn wachtwoord"),
            "mfa_reauthenticate": _("Met de app of een reservecode"),
            "mfa_reauthenticate:webauthn": _("Met mijn sleutel"),
        }
        methods = [{**method, "description": words[method["id"]]} for method in methods]
        if user.is_authenticated and not methods:
            methods.append(
                {
                    "id": "mail_code",
                    "description": _("Met een code per mail"),
                    "url": reverse("users:mail_code_confirm"),
                }
            )
        return methods

    # -- Mail -----------------------------------------------------------------------------------------------------

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """The text is written; the HTML is the same text in our frame."""
        message = super().render_mail(template_prefix, email, context, headers)
        if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
            frame = {"title": message.subject, "text": message.body, "code": context.get("code")}
            message.attach_alternative(render_to_string("account/email/frame.html", frame), "text/html")
        return message


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "unverified_email": gettext_lazy("Bevestig eerst je e-mailadres. Daarna kun je de tweede controle aanzetten."),
        "cannot_delete_authenticator": gettext_lazy("Deze tweede controle kan nu niet uit."),
        "cannot_generate_recovery_codes": gettext_lazy("Zet eerst de app met codes of een sleutel aan."),
    }

    def encrypt(self, text: str) -> str:
        return lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unlock(encrypted_text)
