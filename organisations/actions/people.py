"""Who belongs to a school, board or network."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations import leaving
from organisations.models import Membership
from users.models import User


@transaction.atomic
def end_membership(membership: Membership, *, by: User, last_day: date) -> Membership:
    """Someone's place ends after `last_day` (today or later). Raises NotAllowedNow when it has ended."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.ends_on is not None and membership.ends_on < timezone.localdate():
        raise NotAllowedNow(_("Deze plek was al beëindigd."))
    membership.ends_on = max(last_day, membership.starts_on)
    membership.save()
    leaving.tell(membership)
    return membership
