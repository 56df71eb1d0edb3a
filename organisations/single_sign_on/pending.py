"""Somebody new, on the way in: what their provider said, kept in their session until their address is confirmed."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Self

from django.http import HttpRequest

from organisations.models import IdentityProvider, School
from organisations.single_sign_on.claims import Person

SESSION_KEY = "school_sign_in"
SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class Pending:
    key: str  # of the provider
    uid: str
    email: str
    first_name: str
    last_name: str
    school_ids: list[int]
    at: float
    is_given: bool  # the school said the address; else they typed it
    is_confirmed: bool = False

    @property
    def row(self) -> IdentityProvider | None:
        """The provider, unless it was switched off meanwhile."""
        return IdentityProvider.objects.on().by_key(self.key).first()

    def with_address(self, email: str) -> Self:
        return replace(self, email=email)

    def confirmed(self) -> Self:
        return replace(self, is_confirmed=True)


def keep(request: HttpRequest, row: IdentityProvider, person: Person, schools: Sequence[School]) -> None:
    pending = Pending(
        row.key,
        person.uid,
        person.email,
        person.first_name,
        person.last_name,
        [school.pk for school in schools],
        time.time(),
        bool(person.email),
    )
    write(request, pending)


def write(request: HttpRequest, pending: Pending) -> None:
    request.session[SESSION_KEY] = asdict(pending)


def read(request: HttpRequest) -> Pending | None:
    """Who is on the way in here; None when nobody is, or when it took too long."""
    found = request.session.get(SESSION_KEY)
    if found is None or time.time() - found["at"] > SECONDS:
        return None
    return Pending(**found)


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
