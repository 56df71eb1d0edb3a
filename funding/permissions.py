"""May this user do this with this money?"""

from django.contrib.auth.models import AnonymousUser

from funding.models import Budget
from organisations.permissions import has_right
from organisations.roles import Right
from users.models import User


def can_hold(user: User | AnonymousUser, budget: Budget) -> bool:
    """The board's or network's budget holder adds, reserves and spends its money; a board also that of its schools."""
    return has_right(user, Right.HOLD_BUDGET, budget.owner)
