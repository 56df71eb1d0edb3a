"""Whose mail address is it? An address is someone's when they sign in with it, or confirmed it for their account."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower

from users.models import User


def owners_of(emails: Iterable[str]) -> dict[str, User]:
    """Address in small letters -> whose it is; two queries, however many addresses. An address that somebody added and
    never confirmed is nobody's."""
    wanted = {email.lower() for email in emails}
    found = {
        address.email.lower(): address.user
        for address in EmailAddress.objects.alias(small=Lower("email"))
        .filter(small__in=wanted, verified=True)
        .select_related("user")
    }
    for user in User.objects.alias(small=Lower("email")).filter(small__in=wanted):
        found[user.email.lower()] = user
    return found


def owner_of(email: str) -> User | None:
    return owners_of([email]).get(email.lower())


def ensure_address(user: User) -> EmailAddress:
    """The row that tells whether this person's own address was confirmed; made when it is missing, as not confirmed."""
    address, _is_new = EmailAddress.objects.get_or_create(
        user=user, email=user.email.lower(), defaults={"primary": True}
    )
    return address


def confirm_address(user: User, email: str) -> EmailAddress:
    """The person behind this account has shown that this address is theirs. What others added without confirming it
    is taken away; the first confirmed address is the one that is signed in with."""
    email = email.lower()
    EmailAddress.objects.filter(email__iexact=email).exclude(user=user).filter(verified=False).delete()
    has_primary = EmailAddress.objects.filter(user=user, primary=True).exists()
    address, _is_new = EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"primary": not has_primary and user.email == email}
    )
    address.verified = True
    address.save()
    return address


def confirmed_addresses_of(user: User) -> list[str]:
    """Every address this person has shown to be theirs, in small letters."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({email.lower() for email in confirmed})
