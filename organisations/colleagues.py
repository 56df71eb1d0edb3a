"""Who may be named at an organisation: people who belong there already (reads only)."""

from django.db.models import Q, QuerySet

from organisations.choices import Role
from organisations.models import Membership, School
from organisations.roles import Right, roles_with
from users.models import User


def colleagues_at(membership: Membership) -> QuerySet[User]:
    """The people who work at the same board or network, for a role there; without who holds this very place."""
    place = membership.organisation
    if membership.network_id is not None:
        near = Q(network=place)
    else:
        board = place.board if isinstance(place, School) else place
        near = Q(board=board) | Q(school__board=board)
    here = Membership.objects.active().filter(near).exclude(role=Role.FREELANCER)
    return (
        User.objects.filter(pk__in=here.values("user_id"))
        .exclude(pk=membership.user_id)
        .order_by("first_name", "last_name", "pk")
    )


def successors_of(membership: Membership) -> QuerySet[User]:
    """Who may take over at a school: its own people; for who decides there also those of the board's other schools."""
    here = Q(school=membership.school)
    decides = roles_with(Right.DECIDE_FOR_SCHOOL)
    if membership.role in decides and membership.school is not None:
        here |= Q(school__board=membership.school.board, role__in=decides)
    working = Membership.objects.active().filter(here)
    return (
        User.objects.filter(pk__in=working.values("user_id"))
        .exclude(pk=membership.user_id)
        .order_by("first_name", "last_name", "pk")
    )


def is_last_who_decides(membership: Membership) -> bool:
    """This is the place of who decides for the school, and nobody else holds one there for good."""
    if membership.school is None or membership.is_deputy or membership.role not in roles_with(Right.DECIDE_FOR_SCHOOL):
        return False
    others = Membership.objects.active().with_right(Right.DECIDE_FOR_SCHOOL).filter(school=membership.school)
    return not others.filter(is_deputy=False).exclude(user=membership.user_id).exists()
