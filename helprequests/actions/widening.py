"""A help request one ring further: when somebody says so, or by itself when its day has come; held, and let go again.

What the schedule does is done for many requests in one transaction: a hundred thousand are due on one morning when the
holidays end everywhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core.errors import NotAllowedNow
from helprequests import notifications as messages
from helprequests import steps
from helprequests.choices import EventKind, InvitationState, RequestState
from helprequests.models import Event, HelpRequest, Invitation
from helprequests.widening import next_ring
from notifications.actions import Row, notify_many
from organisations.calendar import Calendar, is_school_day
from organisations.choices import Ring
from organisations.school_calendar import calendar_for_many
from users.models import User


@transaction.atomic
def widen_help_request(help_request: HelpRequest, *, by: User) -> HelpRequest:
    """Somebody at the asking school does not want to wait: one ring further now."""
    help_request = steps.locked(help_request)
    if help_request.state != RequestState.OPEN:
        raise NotAllowedNow(_("Deze vraag staat niet (meer) uit."))
    if not _widen([help_request], by=by):
        raise NotAllowedNow(_("Deze vraag staat al zo ver uit als je bestuur toestaat."))
    steps.want_wave(help_request)
    help_request.save(update_fields=["wave_wanted_at", "updated_at"])
    return help_request


@transaction.atomic
def widen_when_due(pks: Collection[int], *, today: date) -> int:
    """The schedule's step: each of these one ring further, when its stored day has come and it is a school day there.
    How many went further; the sweep looks for people for them.

    Safe at any time and from any number of workers: a request somebody else is busy with is skipped, and one that has
    been widened has a later day.
    """
    due = HelpRequest.objects.due_to_widen(today).select_related("school__board", "asked_by").filter(pk__in=pks)
    rows = list(due.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    calendars = calendar_for_many({row.school for row in rows})
    rows = [row for row in rows if is_school_day(today, calendars[row.school_id])]
    return len(_widen(rows, by=None, calendars=calendars))


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
def want_waves_again() -> int:
    """Have people looked for again by the sweep, for every request nobody is thinking about. How many."""
    now = timezone.now()
    resting = HelpRequest.objects.resting().select_for_update(of=("self",), skip_locked=True).values("pk")
    return HelpRequest.objects.filter(pk__in=resting).update(wave_wanted_at=now, updated_at=now)


@transaction.atomic
def widen_from_here(pk: int, *, today: date) -> HelpRequest | None:
    """Give a request that stands still its day to widen again, when its board has raised the ceiling meanwhile."""
    rows = HelpRequest.objects.standing_still().select_related("school__board")
    help_request = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if help_request is not None and (day := steps.day_to_widen(help_request, today)):
        help_request.widens_on = day
        help_request.save(update_fields=["widens_on", "updated_at"])
    return help_request


def _widen(
    requests: Sequence[HelpRequest], *, by: User | None, calendars: dict[int, Calendar] | None = None
) -> list[HelpRequest]:
    """One ring further, with the next day to widen and the line in the timeline; those that could. Rows are locked.

    A fixed number of queries, but for the writes: one for all that get the same readers and the same day.
    """
    calendars = calendars or calendar_for_many({request.school for request in requests})
    yes = Invitation.objects.filter(help_request__in=requests, state=InvitationState.YES)
    answered = set(yes.values_list("help_request_id", flat=True))
    now, today = timezone.now(), timezone.localdate()
    before = {request.pk: request.current_ring for request in requests}
    moved = [request for request in requests if _take_step(request)]
    moved_pks = {request.pk for request in moved}
    free = moved_pks - answered
    groups: dict[tuple[int, tuple[int, ...], date | None, datetime | None], list[int]] = defaultdict(list)
    for request in requests:
        day = steps.day_to_widen_without_yes(request, today, calendars[request.school_id])
        request.widens_on = day if request.pk in free else None
        if by is None and request.pk in moved_pks:
            request.wave_wanted_at = now
        key = (request.ring, tuple(request.audience_keys), request.widens_on, request.wave_wanted_at)
        groups[key].append(request.pk)
    for (ring, keys, widens_on, wave_wanted_at), pks in groups.items():
        HelpRequest.objects.filter(pk__in=pks).update(
            ring=ring, audience_keys=list(keys), widens_on=widens_on, wave_wanted_at=wave_wanted_at, updated_at=now
        )
    with override(settings.LANGUAGE_CODE):  # others read it too
        Event.objects.bulk_create(
            Event(
                help_request=request,
                kind=EventKind.WIDENED,
                by=by,
                ring=request.current_ring,
                text=_why(request, before[request.pk]) if by is None else "",
            )
            for request in moved
        )
    _tell_widened(moved, by=by)
    return moved


def _take_step(request: HelpRequest) -> bool:
    """The next ring and who is reached there; False when it stands as far as it may. Does not save."""
    school = request.school
    further = next_ring(school.place, request.current_ring, Ring(school.board.ring_ceiling))
    if further is None:
        return False
    request.ring = further
    request.audience_keys = request.keys_in(further)
    return True


def _tell_widened(requests: Iterable[HelpRequest], *, by: User | None) -> None:
    requests = list(requests)
    askers = steps.askers_at_many({request.school for request in requests})
    rows = [
        Row(
            asker,
            f"helprequest:{request.pk}:ring{request.ring}:{request.wave_count}",
            request.get_absolute_url(),
            {"title": request.title, "ring": request.current_ring.label},
        )
        for request in requests
        for asker in steps.preferably(request.asked_by, askers[request.school_id])
        if asker != by
    ]
    notify_many(message=messages.WIDENED, rows=rows)


def _why(request: HelpRequest, ring: Ring) -> str:
    days = request.school.board.days_in_ring(ring) or 0
    sentence = ngettext(
        "Na %(days)s schooldag had nog niemand ja gezegd.", "Na %(days)s schooldagen had nog niemand ja gezegd.", days
    )
    return sentence % {"days": days}
