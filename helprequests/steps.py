"""The parts every action of this floor shares: the lock, the allowed step, the line in the timeline, the next day."""

import logging
from collections.abc import Iterable
from datetime import date
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from experts.actions import record_load
from experts.models import Expert
from helprequests.choices import INVITATION_STEPS, REQUEST_STEPS, EventKind, InvitationState, RequestState
from helprequests.models import Event, HelpRequest, Invitation
from helprequests.widening import next_ring
from organisations.calendar import Calendar, add_school_days
from organisations.choices import Ring
from organisations.models import Membership, School
from organisations.roles import Right
from organisations.school_calendar import calendar_for
from users.models import User

logger = logging.getLogger(__name__)

MATCH_TASK = "helprequests.tasks.match_help_request"


def locked(help_request: HelpRequest) -> HelpRequest:
    """The request as it stands now, with its row locked until the end of the transaction."""
    fresh = HelpRequest.objects.select_for_update(of=("self",)).select_related("school__board", "asked_by")
    return fresh.get(pk=help_request.pk)


def locked_experts(expert_ids: list[int]) -> dict[int, Expert]:
    """These experts by primary key, their rows locked in one order for everybody."""
    rows = Expert.objects.select_for_update(of=("self",)).select_related("user").filter(pk__in=expert_ids)
    return {expert.pk: expert for expert in rows.order_by("pk")}


def move(help_request: HelpRequest, to: RequestState) -> None:
    """Set the state when the step is allowed (choices.REQUEST_STEPS). Does not save."""
    if to not in REQUEST_STEPS[RequestState(help_request.state)]:
        raise NotAllowedNow(_("Deze stap kan nu niet meer: de vraag is intussen veranderd."))
    help_request.state = to


def move_invitation(invitation: Invitation, to: InvitationState) -> None:
    """Set the state when the step is allowed (choices.INVITATION_STEPS). Does not save."""
    if to not in INVITATION_STEPS[InvitationState(invitation.state)]:
        raise NotAllowedNow(_("Dit antwoord kan nu niet meer."))
    invitation.state = to


def tell(
    help_request: HelpRequest,
    kind: EventKind,
    *,
    by: User | None = None,
    expert: Expert | None = None,
    ring: Ring | None = None,
    count: int | None = None,
    text: str | Promise = "",
) -> None:
    """Write one line of the timeline. Others read it too, so it is kept in Dutch, whatever the language of who acts."""
    with translation.override(settings.LANGUAGE_CODE):
        text = str(text)
    Event.objects.create(help_request=help_request, kind=kind, by=by, expert=expert, ring=ring, count=count, text=text)


def day_to_widen(help_request: HelpRequest, today: date) -> date | None:
    """When this request would go one ring further, counted from `today` in school days of the asking board's policy;
    None while it is held, has a yes, or stands as far as it may."""
    if has_yes(help_request):
        return None
    return day_to_widen_without_yes(help_request, today, calendar_for(help_request.school))


def day_to_widen_without_yes(help_request: HelpRequest, today: date, calendar: Calendar) -> date | None:
    """The same of a request nobody said yes to, by the calendar of its school; asks the database nothing."""
    school = help_request.school
    further = next_ring(school.place, help_request.current_ring, Ring(school.board.ring_ceiling))
    days = school.board.days_in_ring(help_request.current_ring)
    if help_request.held_at is not None or further is None or days is None:
        return None
    return add_school_days(today, days, calendar)


def has_yes(help_request: HelpRequest) -> bool:
    return help_request.invitations.filter(state=InvitationState.YES).exists()


def want_wave(help_request: HelpRequest) -> None:
    """Ask for people to be looked for, soon after this commit. Does not save the row."""
    help_request.wave_wanted_at = timezone.now()
    transaction.on_commit(partial(_queue_match, help_request.pk))


def want_next_wave_if_nobody_is_left(help_request: HelpRequest) -> None:
    """Nobody said yes and nobody is still thinking: then the next people are asked. Saves."""
    if help_request.state != RequestState.OPEN or help_request.wave_wanted_at is not None:
        return
    waiting = help_request.invitations.filter(state__in=[InvitationState.OPEN, InvitationState.YES])
    if not waiting.exists():
        want_wave(help_request)
        help_request.save(update_fields=["wave_wanted_at", "updated_at"])


def record_open_invitations(expert_id: int) -> None:
    """Tell the experts floor how many invitations wait for this person. Call with the expert's row locked."""
    record_load(expert_id, open_invitations=Invitation.objects.open().filter(expert_id=expert_id).count())


def withdraw_open_invitations(help_request: HelpRequest, *, but_for: frozenset[int] = frozenset()) -> list[Invitation]:
    """End what still waits or said yes, except for these experts (primary keys). Returns those who had said yes."""
    affected = Q(state__in=[InvitationState.OPEN, InvitationState.YES, InvitationState.LATER])
    rows = help_request.invitations.filter(affected).exclude(expert_id__in=but_for)
    experts = locked_experts(list(rows.values_list("expert_id", flat=True)))
    invitations = list(rows.select_for_update(of=("self",)).order_by("pk"))
    had_said_yes = [invitation for invitation in invitations if invitation.state == InvitationState.YES]
    rows.filter(pk__in=[invitation.pk for invitation in invitations]).update(
        state=InvitationState.WITHDRAWN, updated_at=timezone.now()
    )
    for expert_id in experts:
        record_open_invitations(expert_id)
    for invitation in had_said_yes:
        invitation.expert = experts[invitation.expert_id]
    return had_said_yes


def askers_of(help_request: HelpRequest) -> list[User]:
    """Who hears about this request: the one who asked, or everyone who may ask there once that person no longer may."""
    return askers_at(help_request.school, help_request.asked_by)


def askers_at(school: School, preferred: User) -> list[User]:
    return preferably(preferred, askers_at_many([school])[school.pk])


def askers_at_many(schools: Iterable[School]) -> dict[int, list[User]]:
    """School primary key -> everyone who may ask for help there, in one query however many schools."""
    there = list(schools)
    here_or_above = Q(school__in=there) | Q(board__in={school.board_id for school in there})
    memberships = Membership.objects.active().with_right(Right.ASK).filter(here_or_above).select_related("user")
    of_school: dict[int, dict[int, User]] = {school.pk: {} for school in there}
    of_board: dict[int | None, dict[int, User]] = {school.board_id: {} for school in there}
    for membership in memberships.order_by("pk"):
        place = of_school[membership.school_id] if membership.school_id else of_board[membership.board_id]
        place[membership.user_id] = membership.user
    return {school.pk: list((of_school[school.pk] | of_board[school.board_id]).values()) for school in there}


def preferably(preferred: User, people: list[User]) -> list[User]:
    """That one when they are among these people, else all of them."""
    return [user for user in people if user.pk == preferred.pk] or people


def _queue_match(pk: int) -> None:
    """Put the look for people on the queue. Without a broker nothing is lost: a sweep finds it."""
    try:
        current_app.send_task(MATCH_TASK, [pk])
    except Exception:
        logger.exception("broker not reachable; help request %s is left to the sweep", pk)
