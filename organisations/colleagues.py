"""Who may be named at an organisation: people who belong there already (reads only)."""

from django.db.models import Q, QuerySet

from organisations.choices import Role
from organisations.models import Membership, School
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
    """Who may take over at a school: its own people; for a director also the other directors of the board."""
    here = Q(school=membership.school)
    if membership.role == Role.DIRECTOR and membership.school is not None:
        here |= Q(school__board=membership.school.board, role=Role.DIRECTOR)
    working = Membership.objects.active().filter(here)
    return (
        User.objects.filter(pk__in=working.values("user_id"))
        .exclude(pk=membership.user_id)
        .order_by("first_name", "last_name", "pk")
    )


def is_last_of_role(membership: Membership) -> bool:
    """Nobody else holds this role here for good."""
    same = Membership.objects.active().filter(
        role=membership.role,
        school=membership.school_id,
        board=membership.board_id,
        network=membership.network_id,
        is_deputy=False,
    )
    return not same.exclude(user=membership.user_id).exists()
