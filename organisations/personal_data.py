"""What this app holds about a person: their places and roles (DOMAIN section 11, point 10)."""

from datetime import date, timedelta
from typing import Any

from django.db.models.functions import Greatest
from django.utils import timezone

from organisations.models import JoinRequest, Membership
from users.models import User

# Two years after leaving, the usual term for staff files in the sector [S70]; to be confirmed per board.
DAYS_AFTER_LEAVING = 2 * 365
# Long enough to see why somebody was let in or not; one nobody answered says nothing any more.
DAYS_OF_JOINING = 365


def export(user: User) -> dict[str, Any]:
    memberships = Membership.objects.filter(user=user).select_related("school", "board", "network")
    return {
        "plekken en rollen": [
            {
                "rol": membership.get_role_display(),
                "bij": str(membership.organisation),
                "functie": membership.job_title,
                "vanaf": membership.starts_on,
                "tot en met": membership.ends_on,
            }
            for membership in memberships.order_by("starts_on", "pk")
        ],
        "aanmeldingen": [
            {
                "school": ask.school.name,
                "hoe": ask.get_via_display(),
                "stand": ask.get_state_display(),
                "op": ask.created_at,
            }
            for ask in JoinRequest.objects.filter(user=user).select_related("school").order_by("pk")
        ],
    }


def erase(user: User) -> None:
    """End every place; role and school stay as history of nobody in particular."""
    today = timezone.localdate()
    mine = Membership.objects.filter(user=user)
    mine.update(job_title="")
    mine.not_ended().update(ends_on=Greatest("starts_on", today - timedelta(days=1)))
    JoinRequest.objects.filter(user=user).delete()


def retain(today: date) -> int:
    """Two years after someone left, what they did there beside their role is gone; who asked to join, after one."""
    joining, _ = JoinRequest.objects.filter(updated_at__date__lt=today - timedelta(days=DAYS_OF_JOINING)).delete()
    left_long_ago = Membership.objects.filter(ends_on__lt=today - timedelta(days=DAYS_AFTER_LEAVING))
    return joining + left_long_ago.exclude(job_title="").update(job_title="")
