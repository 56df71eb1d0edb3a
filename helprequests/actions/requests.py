"""Writing, publishing, widening and ending a help request."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from helprequests import notifications as messages
from helprequests import steps
from helprequests.choices import CloseReason, EventKind, InvitationState, RequestState
from helprequests.content import Content
from helprequests.models import HelpRequest
from helprequests.naming import school_words
from helprequests.widening import rings_within
from notifications.actions import notify
from organisations.choices import Ring
from organisations.guard import names_at, refuse
from organisations.models import School
from users.models import User


@transaction.atomic
def write_help_request(
    school: School,
    *,
    by: User,
    content: Content,
    help_request: HelpRequest | None = None,
    is_confirmed: bool = False,
) -> HelpRequest:
    """Write a draft, or change one. Raises NotAllowedNow when the request is no longer a draft; and for pupil data, or
    doubt about it that the writer has not confirmed.
    """
    refuse(content.title, content.text, content.goal, names=names_at(school), is_confirmed=is_confirmed)
    if help_request is None:
        help_request = HelpRequest(school=school, asked_by=by)
    else:
        help_request = steps.locked(help_request)
        if help_request.state != RequestState.DRAFT:
            raise NotAllowedNow(
                _("Deze vraag staat al uit. Sluit haar en maak een nieuwe als je iets wilt veranderen.")
            )
    help_request.title = content.title
    help_request.text = content.text
    help_request.goal = content.goal
    help_request.form_id = content.form_id
    help_request.half_days = content.half_days
    help_request.half_day_count = content.half_day_count
    help_request.starts_on = content.starts_on
    help_request.ends_on = content.ends_on
    help_request.ring = content.ring
    help_request.is_anonymous = content.is_anonymous
    help_request.save()
    help_request.skills.set(content.skill_ids)
    help_request.target_groups.set(content.target_group_ids)
    return help_request


@transaction.atomic
def publish_help_request(help_request: HelpRequest, *, by: User) -> HelpRequest:
    """Put a draft out in the ring its director chose, and have people looked for."""
    help_request = steps.locked(help_request)
    steps.move(help_request, RequestState.OPEN)
    today = timezone.localdate()
    if not help_request.skills.exists():
        raise NotAllowedNow(_("Kies eerst wat die collega moet kunnen. Dan weten wij wie we mogen vragen."))
    if help_request.ends_on < today:
        raise NotAllowedNow(_("De periode van deze vraag is voorbij. Kies eerst nieuwe dagen."))
    school = help_request.school
    furthest = rings_within(school.place, Ring(school.board.ring_ceiling))[-1]
    help_request.ring = min(help_request.current_ring, furthest)
    help_request.audience_keys = help_request.keys_in(help_request.current_ring)
    help_request.published_at = timezone.now()
    help_request.widens_on = steps.day_to_widen(help_request, today)
    steps.want_wave(help_request)
    help_request.save()
    steps.tell(help_request, EventKind.PUBLISHED, by=by, ring=help_request.current_ring)
    return help_request


@transaction.atomic
def close_help_request(help_request: HelpRequest, *, by: User, reason: CloseReason) -> HelpRequest:
    """Stop asking. What nobody answered is withdrawn; who said yes hears thank you."""
    help_request = steps.locked(help_request)
    steps.move(help_request, RequestState.CLOSED)
    _come_to_rest(help_request)
    help_request.closed_at = timezone.now()
    help_request.close_reason = reason
    help_request.save()
    steps.tell(help_request, EventKind.CLOSED, by=by, text=CloseReason(reason).label)
    _thank_who_said_yes(help_request, but_for=frozenset())
    return help_request


@transaction.atomic
def agree_help_request(help_request: HelpRequest, *, by: User, expert_ids: Iterable[int]) -> HelpRequest:
    """A plan with these experts (primary keys) is agreed: nobody else has to be asked any more. Called from above.

    Safe to repeat. Call it before booking half-days: requests are locked before experts.
    """
    help_request = steps.locked(help_request)
    if help_request.state == RequestState.AGREED:
        return help_request
    steps.move(help_request, RequestState.AGREED)
    _come_to_rest(help_request)
    help_request.save()
    steps.tell(help_request, EventKind.AGREED, by=by)
    _thank_who_said_yes(help_request, but_for=frozenset(expert_ids))
    return help_request


@transaction.atomic
def reopen_help_request(help_request: HelpRequest, *, by: User | None) -> HelpRequest:
    """What was agreed fell through: the same request goes out again, in the ring where it was. Safe to repeat."""
    help_request = steps.locked(help_request)
    if help_request.state == RequestState.OPEN:
        return help_request
    steps.move(help_request, RequestState.OPEN)
    help_request.widens_on = steps.day_to_widen(help_request, timezone.localdate())
    steps.want_wave(help_request)
    help_request.save()
    steps.tell(help_request, EventKind.REOPENED, by=by, ring=help_request.current_ring)
    return help_request


def _come_to_rest(help_request: HelpRequest) -> None:
    """Nothing moves by itself any more. Does not save."""
    help_request.widens_on = None
    help_request.wave_wanted_at = None
    help_request.held_at = None


def _thank_who_said_yes(help_request: HelpRequest, *, but_for: frozenset[int]) -> None:
    for invitation in steps.withdraw_open_invitations(help_request, but_for=but_for):
        notify(
            invitation.expert.user,
            message=messages.NOT_NEEDED,
            about=invitation,
            url=help_request.get_absolute_url(),
            context={"school": school_words(help_request, state=InvitationState.YES)},
        )
