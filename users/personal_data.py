"""What Expedu holds about one person: each app registers how its part is exported, erased and kept no longer than
needed, from `AppConfig.ready()`.

An app writes a module `<app>/personal_data.py` with three functions `export`, `erase` and `retain`, and registers that
module under the name of the app: `register("experts", experts.personal_data)`. This module is the part of `users`.
"""

from datetime import date, timedelta
from typing import Any, Protocol

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from core import history
from users.models import User

DAYS_OF_SESSIONS = 182


class PersonalData(Protocol):
    """One app's part. A module with these three functions is one."""

    def export(self, user: User, /) -> dict[str, Any]:
        """Everything this app holds about `user`, as Django's JSON encoder can carry it, under plain Dutch names."""

    def erase(self, user: User, /) -> None:
        """Take `user` out of everything; history keeps role and school, not the person. Safe to run twice.

        Raises NotAllowedNow with a sentence when something must be finished first.
        """

    def retain(self, today: date, /) -> int:
        """Let go of what may no longer be kept on `today`; how many rows went or changed. Safe to run twice."""


_sources: dict[str, PersonalData] = {}


def register(app: str, source: PersonalData) -> None:
    """Add the part of `app`. Registering twice changes nothing."""
    _sources[app] = source


def export_all(user: User) -> dict[str, Any]:
    """Everything about `user`, per app."""
    return {app: _sources[app].export(user) for app in reversed(_from_the_top())}


@transaction.atomic
def erase_all(user: User) -> None:
    """Take `user` out of Expedu: upper floors first, the sign-in itself last. All or nothing."""
    for app in _from_the_top():
        _sources[app].erase(user)


def retain_all(today: date) -> dict[str, int]:
    """Let go of what was kept too long, per app: how many rows."""
    return {app: _sources[app].retain(today) for app in _from_the_top()}


def _from_the_top() -> list[str]:
    """The apps that registered, upper floors first (settings.INSTALLED_APPS is in the order of the floors)."""
    floors = {app: number for number, app in enumerate(settings.INSTALLED_APPS)}
    return sorted(_sources, key=lambda app: floors.get(app, len(floors)), reverse=True)


# -- The part of this app ------------------------------------------------------------------------------------------


def export(user: User) -> dict[str, Any]:
    return {
        "voornaam": user.first_name,
        "achternaam": user.last_name,
        "e-mailadres": user.email,
        "account sinds": user.joined_at,
        "laatst ingelogd": user.last_login,
        "andere e-mailadressen": list(
            EmailAddress.objects.filter(user=user).exclude(email=user.email).values_list("email", flat=True)
        ),
        "waar je bent ingelogd": [
            {"sinds": row.created_at, "adres van de computer": row.ip, "browser": row.user_agent}
            for row in UserSession.objects.filter(user=user).order_by("created_at")
        ],
        "inloggen met je school": [
            {"via": row.provider, "sinds": row.date_joined, "laatst gebruikt": row.last_login}
            for row in SocialAccount.objects.filter(user=user).order_by("date_joined")
        ],
        "tweede controle bij het inloggen": [
            {"soort": kind.label, "sinds": created_at, "laatst gebruikt": last_used_at}
            for kind, created_at, last_used_at in (
                (Authenticator.Type(row.type), row.created_at, row.last_used_at)
                for row in Authenticator.objects.filter(user=user)
            )
        ],
    }


def erase(user: User) -> None:
    """Make the sign-in into nobody's: no name, no address, no key. The row stays, so that the history still points
    at somebody; that somebody is "Iemand"."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    if user.erased_at is None:
        user.email = f"gewist-{user.pk}@expedu.invalid"
        user.first_name = user.last_name = ""
        user.is_active = user.is_staff = user.is_superuser = False
        user.last_login = None
        user.erased_at = timezone.now()
        user.set_unusable_password()
        user.save()


def retain(today: date) -> int:
    """Where people were signed in goes after six months (DOMAIN section 11), sessions that ended at once; and the audit
    trail of every app lets go of what is old. An account has no end date of its own: leaving (organisations) and
    erasing decide."""
    old = UserSession.objects.filter(last_seen_at__date__lt=today - timedelta(days=DAYS_OF_SESSIONS))
    for session in old:
        session.end()
    ended, _ = Session.objects.filter(expire_date__date__lt=today).delete()
    return len(old) + ended + history.forget(today)
