"""May this user do this, for this organisation? The one walk up the tree is `has_right`."""

from django.contrib.auth.models import AnonymousUser

from organisations.models import Board, Membership, Network, School
from organisations.roles import Right
from users.models import User


def has_right(user: User | AnonymousUser, right: Right, organisation: School | Board | Network) -> bool:
    """Does this user hold `right` for this organisation today, there or (for a school) through its board?"""
    if not isinstance(user, User):
        return False
    return Membership.objects.active().filter(user=user).with_right(right).at_or_above(organisation).exists()


def can_search(user: User | AnonymousUser, school: School) -> bool:
    """Directors, IB'ers and board admins search people, always for one school."""
    return has_right(user, Right.SEARCH, school)


def can_ask(user: User | AnonymousUser, school: School) -> bool:
    """Directors and IB'ers ask for help on behalf of their school."""
    return has_right(user, Right.ASK, school)
