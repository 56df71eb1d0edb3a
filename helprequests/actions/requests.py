"""Writing, publishing, widening and ending a help request."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import NotAllowedNow
from helprequests import notifications as messages
from helprequests import steps
from helprequests.choices import CloseReason, EventKind, InvitationState, RequestState
from helprequests.content import Content
from helprequests.models import HelpRequest
from helprequests.naming import school_words
from helprequests.widening import next_ring, rings_within
from notifications.actions import notify
from organisations.calendar import is_school_day
from organisations.choices import Ring
from organisations.guard import names_at, refuse
from organisations.models import School
from organisations.school_calendar import calendar_for
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
def widen_help_request(help_request: HelpRequest, *, by: User) -> HelpRequest:
    """Somebody at the asking school does not want to wait: one ring further now."""
    help_request = steps.locked(help_request)
    if help_request.state != RequestState.OPEN:
        raise NotAllowedNow(_("Deze vraag staat niet (meer) uit."))
    return _widen(help_request, by=by, reason="")


@transaction.atomic
def widen_when_due(pk: int, *, today: date) -> HelpRequest | None:
    """The schedule's step: one ring further, when its stored day has come and it is a school day there.

    Safe at any time and from any number of workers: a request somebody else is busy with is skipped, and one that has
    been widened has a later day.
    """
    due = HelpRequest.objects.due_to_widen(today).select_related("school__board", "asked_by")
    help_request = due.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if help_request is None or not is_school_day(today, calendar_for(help_request.school)):
        return None
    return _widen(help_request, by=None, reason=_why_it_widens(help_request))


@transaction.atomic
def hold_help_request(help_request: HelpRequest, *, by: User) -> HelpRequest:
    """Keep a request in the ring where it is, until somebody lets it go further."""
    help_request = steps.locked(help_request)
    if help_request.state != RequestState.OPEN or help_request.held_at is not None:
        raise NotAllowedNow(_("Deze vraag staat niet uit, of blijft al in deze kring."))
    help_request.held_at = timezone.now()
    help_request.widens_on = None
    help_request.save(update_fields=["held_at", "widens_on", "updated_at"])
    steps.tell(help_request, EventKind.HELD, by=by, ring=help_request.current_ring)
    return help_request


@transaction.atomic
def resume_help_request(help_request: HelpRequest, *, by: User) -> HelpRequest:
    """Let a held request go further again; the days are counted anew from today."""
    help_request = steps.locked(help_request)
    if help_request.state != RequestState.OPEN or help_request.held_at is None:
        raise NotAllowedNow(_("Deze vraag mag al verder."))
    help_request.held_at = None
    help_request.widens_on = steps.day_to_widen(help_request, timezone.localdate())
    help_request.save(update_fields=["held_at", "widens_on", "updated_at"])
    steps.tell(help_request, EventKind.RESUMED, by=by, ring=help_request.current_ring)
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


@transaction.atomic
def want_wave_again(pk: int) -> HelpRequest | None:
    """Look again whether somebody fits by now, for a request nobody is thinking about. None when there is no need."""
    help_request = HelpRequest.objects.open().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if help_request is not None:
        steps.want_next_wave_if_nobody_is_left(help_request)
    return help_request


@transaction.atomic
def widen_from_here(pk: int, *, today: date) -> HelpRequest | None:
    """Give a request that stands still its day to widen again, when its board has raised the ceiling meanwhile."""
    rows = HelpRequest.objects.standing_still().select_related("school__board")
    help_request = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if help_request is not None and (day := steps.day_to_widen(help_request, today)):
        help_request.widens_on = day
        help_request.save(update_fields=["widens_on", "updated_at"])
    return help_request


def _widen(help_request: HelpRequest, *, by: User | None, reason: str) -> HelpRequest:
    """One ring further, with the next day to widen, the line in the timeline, and people looked for. Row is locked."""
    school = help_request.school
    further = next_ring(school.place, help_request.current_ring, Ring(school.board.ring_ceiling))
    if further is None:
        if by is not None:
            raise NotAllowedNow(_("Deze vraag staat al zo ver uit als je bestuur toestaat."))
        help_request.widens_on = None
        help_request.save(update_fields=["widens_on", "updated_at"])
        return help_request
    help_request.ring = further
    help_request.audience_keys = help_request.keys_in(further)
    help_request.widens_on = steps.day_to_widen(help_request, timezone.localdate())
    steps.want_wave(help_request)
    help_request.save()
    steps.tell(help_request, EventKind.WIDENED, by=by, ring=further, text=reason)
    for asker in steps.askers_of(help_request):
        if asker != by:
            notify(
                asker,
                message=messages.WIDENED,
                about=f"helprequest:{help_request.pk}:ring{further}:{help_request.wave_count}",
                url=help_request.get_absolute_url(),
                context={"title": help_request.title, "ring": further.label},
            )
    return help_request


def _why_it_widens(help_request: HelpRequest) -> str:
    days = help_request.school.board.days_in_ring(help_request.current_ring) or 0
    sentence = ngettext(
        "Na %(days)s schooldag had nog niemand ja gezegd.", "Na %(days)s schooldagen had nog niemand ja gezegd.", days
    )
    return sentence % {"days": days}


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
