"""May this user do this with who can help?"""

from django.contrib.auth.models import AnonymousUser

from experts.models import Expert, Position
from organisations.models import School
from organisations.permissions import has_right, has_right_anywhere
from organisations.roles import Right
from users.models import User


def can_offer(user: User | AnonymousUser) -> bool:
    """Whoever works at a school, and every freelancer a network admitted, may tick what they can do."""
    return has_right_anywhere(user, Right.OFFER)


def can_edit(user: User | AnonymousUser, expert: Expert) -> bool:
    """Only you change what is said about you."""
    return expert.user_id == user.pk


def can_release_at(user: User | AnonymousUser, school: School | None) -> bool:
    """The director agrees that own people are seen outside the school; the board may too."""
    if school is None:
        return False
    return has_right(user, Right.RELEASE, school) or has_right(user, Right.DECIDE_FOR_BOARD, school)


def can_release(user: User | AnonymousUser, position: Position) -> bool:
    """As `can_release_at`, but never about yourself."""
    return position.expert.user_id != user.pk and can_release_at(user, position.membership.school)
