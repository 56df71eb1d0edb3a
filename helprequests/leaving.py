"""What rests on somebody who leaves a school: questions they asked and conversations they began on its behalf, and
questions that wait for their own answer. Registered with `organisations.leaving`."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experts.models import Position
from helprequests.choices import EventKind, RequestState
from helprequests.models import Conversation, Event, HelpRequest, Invitation
from helprequests.models.requests import HelpRequestQuerySet
from organisations.leaving import OpenWork
from organisations.models import Membership
from users.models import User


def open_work(membership: Membership, *, last_day: date, reader: User) -> Sequence[OpenWork]:
    """Their questions, as far as the reader may see them. Not what they are asked themselves: that is between them and
    who asks (DESIGN section 5)."""
    asked = _asked_by(membership).filter(pk__in=HelpRequest.objects.visible_to(reader).values("pk"))
    seen = [OpenWork(_("Hulpvraag"), request.title, request.get_absolute_url()) for request in asked.order_by("pk")]
    hidden = _asked_by(membership).count() - len(seen)
    if hidden:
        title = ngettext("%(n)s vraag van de school", "%(n)s vragen van de school", hidden) % {"n": hidden}
        seen.append(OpenWork(_("Hulpvraag"), title, ""))
    return seen


def hand_over(membership: Membership, *, to: User, by: User) -> None:
    """`to` hears from now on what comes of these questions and conversations; the timeline says who took over."""
    requests = list(_asked_by(membership).select_for_update(of=("self",)).order_by("pk"))
    HelpRequest.objects.filter(pk__in=[request.pk for request in requests]).update(asked_by=to)
    Event.objects.bulk_create([Event(help_request=request, kind=EventKind.HANDED_OVER, by=to) for request in requests])
    Conversation.objects.filter(started_by=membership.user_id, school=membership.school_id).exclude(
        help_request__state=RequestState.CLOSED
    ).update(started_by=to)


def left(membership: Membership, *, by: User) -> None:
    """Who has no other place where they can be asked has until the last day to answer; then others get a turn."""
    assert membership.ends_on is not None  # set by who calls
    elsewhere = (
        Position.objects.active(membership.ends_on)
        .filter(expert__user=membership.user_id, membership__ends_on__isnull=True)
        .exclude(membership=membership)
    )
    if not elsewhere.exists():
        Invitation.objects.open().filter(expert__user=membership.user_id, expires_on__gt=membership.ends_on).update(
            expires_on=membership.ends_on
        )


def _asked_by(membership: Membership) -> HelpRequestQuerySet:
    return HelpRequest.objects.filter(asked_by=membership.user_id, school=membership.school_id).exclude(
        state=RequestState.CLOSED
    )
