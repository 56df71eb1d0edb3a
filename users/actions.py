"""Writes to an account that other apps need too."""

from allauth.account.models import EmailAddress
from django.db import transaction

from users.models import User


def ensure_address(user: User) -> EmailAddress:
    """The row that says whether this person's mail address was confirmed; made when it is missing."""
    address, _created = EmailAddress.objects.get_or_create(
        user=user, email=user.email.lower(), defaults={"primary": True}
    )
    return address


@transaction.atomic
def confirm_address(user: User) -> bool:
    """This address is theirs: they followed a link or typed a code that was sent to it, or were invited there. False
    when the address was confirmed for somebody else before."""
    return bool(ensure_address(user).set_verified())
