"""Who judges what somebody reported: never someone of a school involved, and others when that takes too long."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from organisations.calendar import add_school_days
from organisations.models import Membership, School
from organisations.roles import Right
from organisations.school_calendar import calendar_for
from users.models import User

# A moderator decides within so many school days; after that the coordinators of the network are asked as well.
DAYS_TO_DECIDE = 5


def decide_before(school: School) -> date:
    """The last day a moderator has for something reported today about help at this school."""
    return add_school_days(timezone.localdate(), DAYS_TO_DECIDE, calendar_for(school))


def judges_of(
    schools: Iterable[School | None], *, but_for: Iterable[int], with_coordinators: bool = False
) -> list[User]:
    """Moderators (and coordinators) of the networks of these schools who work at none of them and are not one of
    `but_for` (primary keys of users)."""
    there = [school for school in schools if school is not None]
    held = Membership.objects.active().filter(network__in=[s.network_id for s in there if s.network_id])
    holders = held.with_right(Right.MODERATE)
    if with_coordinators:
        holders |= held.with_right(Right.HOLD_BUDGET)
    involved = Membership.objects.active().filter(school__in=there).values("user_id")
    found = User.objects.filter(pk__in=holders.values("user_id"), is_active=True)
    return list(found.exclude(pk__in=involved).exclude(pk__in=list(but_for)).order_by("pk"))
