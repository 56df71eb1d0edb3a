"""Who belongs to a school, board or network: leaving, and standing in for somebody."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations import leaving
from organisations.actions.letters import letters_about, post
from organisations.choices import LetterKind, Role
from organisations.models import Membership
from users.models import User


@transaction.atomic
def end_membership(membership: Membership, *, by: User, last_day: date, successor: User | None = None) -> Membership:
    """Someone's place ends after `last_day` (today or later), and they get a mail. `successor` takes over what they
    were busy with; who takes over from a director or IB'er gets that role from today.

    Raises NotAllowedNow when it has ended, or when the successor is the one who leaves.
    """
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    today = timezone.localdate()
    if membership.ends_on is not None and membership.ends_on < today:
        raise NotAllowedNow(_("Deze plek was al beëindigd."))
    if successor is not None:
        _take_over(membership, successor, by=by)
    membership.ends_on = max(last_day, membership.starts_on)
    membership.save()
    number = membership.letters.filter(kind=LetterKind.PLACE_ENDED).count() + 1
    post(letters_about([membership], LetterKind.PLACE_ENDED, number=number))
    leaving.left(membership, by=by)
    return membership


@transaction.atomic
def name_deputy(membership: Membership, *, by: User, deputy: User, until: date) -> Membership:
    """Somebody else may do what belongs to this place, until and with a day; they get a mail.

    Raises NotAllowedNow when the place has ended, is itself a deputy's, or when this person has the role already.
    """
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.is_deputy or not Membership.objects.active().filter(pk=membership.pk).exists():
        raise NotAllowedNow(_("Voor deze plek kan nu niemand een vervanger aanwijzen."))
    same_place = {name: getattr(membership, name) for name in ("role", "school", "board", "network")}
    if Membership.objects.active().filter(user=deputy, **same_place).exists():
        raise NotAllowedNow(_("%(name)s heeft deze rol al.") % {"name": deputy.full_name})
    made = Membership.objects.create(user=deputy, is_deputy=True, deputy_for=membership, ends_on=until, **same_place)
    post(letters_about([made], LetterKind.PLACE_GIVEN))
    return made


def _take_over(membership: Membership, successor: User, *, by: User) -> None:
    if successor.pk == membership.user_id:
        raise NotAllowedNow(_("Kies iemand anders die het overneemt."))
    same_place = {name: getattr(membership, name) for name in ("role", "school", "board", "network")}
    holds_it = Membership.objects.active().filter(user=successor, is_deputy=False, **same_place)
    if membership.role != Role.STAFF and not holds_it.exists():
        try:
            with transaction.atomic():
                made = Membership.objects.create(user=successor, **same_place)
        except IntegrityError:
            raise NotAllowedNow(_("%(name)s krijgt deze rol al.") % {"name": successor.full_name}) from None
        post(letters_about([made], LetterKind.PLACE_GIVEN))
    leaving.hand_over(membership, to=successor, by=by)
