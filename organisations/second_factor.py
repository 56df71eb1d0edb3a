"""Who decides for others has more than a password.

Which roles that are is a setting (`SECOND_FACTOR_ROLES`). Until such a person has an app with codes or a key, they
reach nothing but the pages that set it up. Asked anew at every page, so a role given later counts at once; and asked in
the query that fetches the person anyway, so it costs nobody a query.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from organisations.models import Membership
from users.models import User

PLATFORM_ADMIN = "platform_admin"  # no membership: User.is_staff
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

# Open to everybody, with things of their own for who is signed in.
OPEN_YET_PERSONAL = frozenset({"insights:home"})

# What somebody reaches who still has to set it up; public pages, signing out among them, are open anyhow.
SET_UP_PAGES = frozenset(
    {
        "account_email",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_download_recovery_codes",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_view_recovery_codes",
        "users:mail_code_confirm",
        "users:mail_code_send",
    }
)


class AuthenticationBackend(AllauthBackend):
    """Fetches the person of a session together with whether they lack a second factor."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.filter(pk=user_id).annotate(lacks_second_factor=_lacks_second_factor()).first()
        return user if user is not None and self.user_can_authenticate(user) else None


def _lacks_second_factor() -> ExpressionWrapper:
    roles = set(settings.SECOND_FACTOR_ROLES)
    of_user = {"user": OuterRef("pk")}
    asked = Q(Exists(Membership.objects.active().filter(role__in=roles - {PLATFORM_ADMIN}, **of_user)))
    if PLATFORM_ADMIN in roles:
        asked |= Q(is_staff=True)
    has_one = Q(Exists(Authenticator.objects.filter(type__in=FACTORS, **of_user)))
    return ExpressionWrapper(asked & ~has_one, output_field=BooleanField())


class SecondFactorFirst:
    """Lead who lacks a second factor to the page that sets it up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not getattr(view, "login_required", True) and name not in OPEN_YET_PERSONAL:
            return None
        if not getattr(request.user, "lacks_second_factor", False) or name in SET_UP_PAGES:
            return None
        response = redirect("mfa_index")
        return HttpResponseClientRedirect(response["Location"]) if getattr(request, "htmx", False) else response
