"""What this app holds about a person: their places and roles, and how they came by them (DOMAIN 11, point 10)."""

from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import timezone

from core.progress import WorkState
from organisations.models import DuoImport, JoinRequest, Membership, StaffImport, StaffInvitation, WorkAddress
from users.models import User

# Two years after leaving, the usual term for staff files in the sector [S70]; to be confirmed per board.
DAYS_AFTER_LEAVING = 2 * 365
# Long enough to see why somebody was let in or not; one nobody answered says nothing any more.
DAYS_OF_JOINING = 365
# Somebody who was asked and did not come leaves nothing behind after a school term.
DAYS_OF_INVITATION = 90
# A list nobody confirmed, and an address nobody confirmed, are forgotten.
DAYS_UNCONFIRMED = 7
# That a list was read, without who was on it: a school year.
DAYS_OF_IMPORT = 400


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
        "uitnodigingen": [
            {
                "van": invitation.board.name,
                "naam": invitation.full_name,
                "e-mailadres": invitation.email,
                "op": invitation.created_at,
                "antwoord": invitation.get_state_display(),
            }
            for invitation in _invitations_to(user).select_related("board").order_by("pk")
        ],
        "bijgewerkte scholen": [
            {
                "bestand": duo_import.file_name,
                "op": duo_import.created_at,
                "stap": duo_import.get_step_display(),
                "waarom toch": duo_import.override_reason if duo_import.decided_by_id == user.pk else "",
            }
            for duo_import in DuoImport.objects.filter(Q(asked_by=user) | Q(decided_by=user)).order_by("pk")
        ],
    }


def erase(user: User) -> None:
    """End every place; role and school stay as history of nobody in particular."""
    today = timezone.localdate()
    mine = Membership.objects.filter(user=user)
    mine.update(job_title="")
    mine.not_ended().update(ends_on=Greatest("starts_on", today - timedelta(days=1)))
    JoinRequest.objects.filter(user=user).delete()
    WorkAddress.objects.filter(email__in=_addresses_of(user)).delete()
    _invitations_to(user).delete()
    StaffInvitation.objects.filter(invited_by=user).update(invited_by=None)
    StaffImport.objects.filter(made_by=user, confirmed_at__isnull=True).delete()
    StaffImport.objects.filter(made_by=user).update(made_by=None)
    DuoImport.objects.filter(asked_by=user).update(asked_by=None)
    DuoImport.objects.filter(decided_by=user).update(decided_by=None)


def retain(today: date) -> int:
    """Let go of job titles, invitations, requests to join and lists after their terms."""
    left_long_ago = Membership.objects.filter(ends_on__lt=today - timedelta(days=DAYS_AFTER_LEAVING))
    over = today - timedelta(days=DAYS_OF_INVITATION)
    forgotten = today - timedelta(days=DAYS_UNCONFIRMED)
    old_lists = Q(confirmed_at__isnull=True, created_at__date__lt=forgotten, state=WorkState.WAITING) | Q(
        created_at__date__lt=today - timedelta(days=DAYS_OF_IMPORT)
    )
    gone = (
        JoinRequest.objects.filter(updated_at__date__lt=today - timedelta(days=DAYS_OF_JOINING)),
        StaffInvitation.objects.filter(Q(ended_at__date__lt=over) | Q(expires_at__date__lt=over)),
        WorkAddress.objects.filter(expires_at__date__lt=forgotten),
        StaffImport.objects.filter(old_lists),
    )
    count = left_long_ago.exclude(job_title="").update(job_title="")
    for rows in gone:
        count += rows.count()
        rows.delete()
    return count


def _addresses_of(user: User) -> list[str]:
    confirmed = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return [user.email.lower(), *(email.lower() for email in confirmed)]


def _invitations_to(user: User) -> Any:
    return StaffInvitation.objects.filter(email__in=_addresses_of(user))
