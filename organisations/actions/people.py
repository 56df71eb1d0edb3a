"""Who belongs to a school, board or network."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations import leaving
from organisations.choices import Role
from organisations.models import Membership, School
from users.models import User


@transaction.atomic
def add_member(
    school: School, *, by: User, email: str, first_name: str, last_name: str, role: Role, job_title: str = ""
) -> Membership:
    """Give someone a place at a school from today. Who is not known yet gets a sign-in without a password; the name of
    who is known stays as it is. Raises NotAllowedNow when they have this role here already."""
    email = email.lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    elif not user.is_active:
        raise NotAllowedNow(_("Dit account is gesloten. Vraag de platformbeheerder wat er aan de hand is."))
    same = Membership.objects.not_ended().filter(user=user, school=school, role=role)
    if same.select_for_update(of=("self",)).exists():
        raise NotAllowedNow(_("%(name)s heeft deze rol al op deze school.") % {"name": user.full_name})
    return Membership.objects.create(user=user, school=school, role=role, job_title=job_title)


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
