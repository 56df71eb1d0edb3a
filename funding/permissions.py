"""May this user do this with this money?"""

from django.contrib.auth.models import AnonymousUser

from funding.models import Budget
from organisations.models import Board, Membership, Network, School
from organisations.permissions import has_right
from organisations.roles import Right
from users.models import User

Owner = School | Board | Network


def can_hold(user: User | AnonymousUser, budget: Budget) -> bool:
    """The board's or network's budget holder adds, reserves and spends its money; a board also that of its schools."""
    return has_right(user, Right.HOLD_BUDGET, budget.owner)


def can_create(user: User | AnonymousUser) -> bool:
    """Who holds the money of a board or network may make budgets of it."""
    return bool(possible_owners(user))


def possible_owners(user: User | AnonymousUser) -> list[Owner]:
    """The boards and networks whose money this person holds, and the schools of those boards."""
    if not isinstance(user, User):
        return []
    held = Membership.objects.active().filter(user=user).with_right(Right.HOLD_BUDGET)
    boards = Board.objects.filter(pk__in=held.values("board")).order_by("name", "pk")
    schools = School.objects.open().filter(board__in=boards).order_by("name", "pk")
    networks = Network.objects.filter(pk__in=held.values("network")).order_by("name", "pk")
    return [*boards, *networks, *schools]
