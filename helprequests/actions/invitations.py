"""Asking experts in small waves, and what they answer."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from experts.actions import record_load
from experts.matching import WEIGHTS_VERSION, Ranked
from experts.models import Expert
from helprequests import candidates, steps
from helprequests import notifications as messages
from helprequests.actions.conversations import open_conversation
from helprequests.choices import EventKind, InvitationState, NotNowReason, RequestState
from helprequests.models import Conversation, Event, HelpRequest, Invitation
from helprequests.naming import school_words
from notifications.actions import Row, notify, notify_many
from organisations.calendar import add_school_days
from organisations.models import School
from organisations.school_calendar import calendar_for_many
from users.models import User

DAYS_TO_ANSWER = 3


@transaction.atomic
def invite_wave(help_request: HelpRequest, *, size: int | None = None) -> list[Invitation]:
    """Ask the most suitable experts who were not asked before, in the ring the request stands in; at most `size`
    (INVITATION_WAVE_SIZE when left out).

    Does nothing unless a wave is wanted, and takes that want away in the same transaction: running it twice, or at
    once from two workers, asks nobody twice.
    """
    help_request = steps.locked(help_request)
    if help_request.state != RequestState.OPEN or help_request.wave_wanted_at is None:
        return []
    size = size or settings.INVITATION_WAVE_SIZE
    chosen = _with_room(candidates.best_for(help_request, most=size * 4), size)
    help_request.wave_wanted_at = None
    help_request.wave_count += bool(chosen)
    help_request.save(update_fields=["wave_wanted_at", "wave_count", "updated_at"])
    invitations = _invite(help_request, chosen)
    _tell_wave(help_request, len(invitations))
    return invitations


@transaction.atomic
def answer_yes(invitation: Invitation, *, by: User) -> Invitation:
    """The expert would like to help. The asking school hears it at once; widening waits. Raises NotAllowedNow for who
    works nowhere any more."""
    invitation = _locked(invitation)
    if not invitation.expert.positions.active().exists():
        raise NotAllowedNow(_("Je werkt niet meer bij een school die jou kan uitlenen."))
    steps.move_invitation(invitation, InvitationState.YES)
    invitation.answered_at = timezone.now()
    invitation.not_now_reason = ""
    invitation.ask_again_on = None
    invitation.save()
    _after_yes(invitation)
    return invitation


@transaction.atomic
def answer_not_now(invitation: Invitation, *, by: User, reason: NotNowReason) -> Invitation:
    """The expert says no, or takes a yes back. The asking school never hears of a no; a yes taken back it does."""
    invitation = _locked(invitation)
    took_yes_back = invitation.state == InvitationState.YES
    steps.move_invitation(invitation, InvitationState.NOT_NOW)
    invitation.answered_at = timezone.now()
    invitation.not_now_reason = reason
    invitation.ask_again_on = None
    invitation.save()
    if took_yes_back:
        _after_yes_taken_back(invitation)
    _after_answer(invitation)
    return invitation


@transaction.atomic
def answer_later(invitation: Invitation, *, by: User, on: date) -> Invitation:
    """The expert wants to be asked again on a later day; others may be asked meanwhile."""
    if on <= timezone.localdate():
        raise NotAllowedNow(_("Kies een dag die nog komt."))
    invitation = _locked(invitation)
    if on > invitation.help_request.ends_on:
        raise NotAllowedNow(_("Dan is de periode van deze vraag voorbij. Kies een eerdere dag."))
    steps.move_invitation(invitation, InvitationState.LATER)
    invitation.answered_at = timezone.now()
    invitation.ask_again_on = on
    invitation.save()
    _after_answer(invitation)
    return invitation


@transaction.atomic
def offer_help(help_request: HelpRequest, *, expert: Expert, by: User) -> Invitation:
    """An expert who was not asked sees the request and offers to help: a yes of their own.

    Only someone the request reaches as an expert (own wish, release, ceiling), with an asked skill.
    """
    help_request = steps.locked(help_request)
    expert = steps.locked_experts([expert.pk])[expert.pk]
    if help_request.state != RequestState.OPEN:
        raise NotAllowedNow(_("Deze vraag staat niet meer uit."))
    existing = help_request.invitations.filter(expert=expert).first()
    if existing is not None:
        return existing if existing.state == InvitationState.YES else answer_yes(existing, by=by)
    if not candidates.may_offer(help_request, expert):
        raise NotAllowedNow(_("Je kunt deze school nu niet helpen: kijk bij je aanbod hoe ver je gezien wilt worden."))
    invitation = Invitation.objects.create(
        help_request=help_request,
        expert=expert,
        wave=0,
        state=InvitationState.YES,
        answered_at=timezone.now(),
        expires_on=timezone.localdate(),
        reasons=[gettext_noop("Bood zelf aan om te helpen")],
    )
    _after_yes(invitation)
    return invitation


@transaction.atomic
def choose_expert(invitation: Invitation, *, by: User) -> Conversation:
    """The asking school wants to talk with someone who said yes: their conversation opens. Safe to repeat."""
    invitation = _locked(invitation)
    help_request = invitation.help_request
    if invitation.state != InvitationState.YES:
        raise NotAllowedNow(_("Deze collega kan nu toch niet."))
    conversation, is_new = open_conversation(
        help_request.school, expert=invitation.expert, by=by, help_request=help_request
    )
    if is_new:
        steps.tell(help_request, EventKind.CONTACTED, by=by, expert=invitation.expert)
        notify(
            invitation.expert.user,
            message=messages.CHOSEN,
            about=conversation,
            url=conversation.get_absolute_url(),
            context={"school": help_request.school.name},
        )
    return conversation


@transaction.atomic
def expire_invitation(pk: int, *, today: date) -> Invitation | None:
    """The days to answer are over: somebody else gets a turn. A late yes stays welcome. Safe to repeat."""
    invitation = Invitation.objects.overdue(today).filter(pk=pk).first()
    if invitation is None:
        return None
    invitation = _locked(invitation)
    if invitation.state != InvitationState.OPEN or invitation.expires_on >= today:
        return None
    steps.move_invitation(invitation, InvitationState.EXPIRED)
    invitation.save(update_fields=["state", "updated_at"])
    notify(
        invitation.expert.user,
        message=messages.EXPIRED,
        about=invitation,
        url=invitation.help_request.get_absolute_url(),
        context={"skill": _skill_of(invitation.help_request)},
    )
    _after_answer(invitation)
    return invitation


@transaction.atomic
def ask_again(pk: int, *, today: date) -> Invitation | None:
    """It is the later day this expert named: a friendly line, once. Safe to repeat."""
    invitation = Invitation.objects.to_ask_again(today).filter(pk=pk).first()
    if invitation is None:
        return None
    invitation = _locked(invitation)
    if invitation.state != InvitationState.LATER or invitation.ask_again_on is None:
        return None
    notify(
        invitation.expert.user,
        message=messages.ASKED_AGAIN,
        about=f"{invitation._meta.label_lower}:{invitation.pk}:{invitation.ask_again_on}",
        url=invitation.help_request.get_absolute_url(),
        context={"skill": _skill_of(invitation.help_request), "school": _seen_as(invitation)},
    )
    invitation.ask_again_on = None
    invitation.save(update_fields=["ask_again_on", "updated_at"])
    return invitation


# -- Inviting -----------------------------------------------------------------------------------------------------


def _with_room(ranked: list[Ranked], size: int) -> list[Ranked]:
    """The first `size` who have room for another invitation, counted anew under the lock of each."""
    ids = [each.candidate.expert_id for each in ranked]
    experts = steps.locked_experts(ids)
    waiting = Count("invitations", filter=Q(invitations__state=InvitationState.OPEN))
    full = (
        Expert.objects.filter(pk__in=ids)
        .annotate(waiting=waiting)
        .filter(waiting__gte=settings.INVITATIONS_OPEN_AT_MOST)
    )
    not_now = set(full.values_list("pk", flat=True))
    return [r for r in ranked if r.candidate.expert_id in experts and r.candidate.expert_id not in not_now][:size]


def _invite(help_request: HelpRequest, chosen: list[Ranked]) -> list[Invitation]:
    """Write the invitations, what they add to everyone's load, and the notifications. The experts are locked."""
    now, today = timezone.now(), timezone.localdate()
    schools = {school.pk: school for school in School.objects.filter(pk__in=[r.candidate.school_id for r in chosen])}
    calendars = calendar_for_many([*schools.values(), help_request.school])
    invitations = Invitation.objects.bulk_create(
        [
            Invitation(
                help_request=help_request,
                expert_id=r.candidate.expert_id,
                wave=help_request.wave_count,
                expires_on=add_school_days(
                    today, DAYS_TO_ANSWER, calendars[r.candidate.school_id or help_request.school_id]
                ),
                score=r.score,
                weights_version=WEIGHTS_VERSION,
                reasons=[reason[:160] for reason in candidates.reasons_for(help_request, r)],
                caution=r.caution[:160],
            )
            for r in chosen
        ]
    )
    users = User.objects.in_bulk(
        Expert.objects.filter(pk__in=[i.expert_id for i in invitations]).values_list("user_id", flat=True)
    )
    of_expert = {user.expert.pk: user for user in users.values()}
    rows = []
    for invitation, r in zip(invitations, chosen, strict=True):
        steps.record_open_invitations(invitation.expert_id)
        record_load(invitation.expert_id, asked_at=now)
        seen_from = schools.get(r.candidate.school_id or 0)
        school = school_words(help_request, state=InvitationState.OPEN, seen_from=seen_from)
        context = {"skill": candidates.skill_for(help_request, r), "school": school[:1].upper() + school[1:]}
        rows.append(Row(of_expert[invitation.expert_id], invitation, help_request.get_absolute_url(), context))
    notify_many(message=messages.INVITED, rows=rows)
    return invitations


def _tell_wave(help_request: HelpRequest, count: int) -> None:
    """A line per wave that asked somebody; that nobody fits is told once per ring."""
    ring = help_request.current_ring
    if count:
        steps.tell(help_request, EventKind.INVITED, ring=ring, count=count)
    elif not Event.objects.filter(
        help_request=help_request, ring=ring, kind__in=[EventKind.INVITED, EventKind.MATCHED]
    ).exists():
        steps.tell(help_request, EventKind.MATCHED, ring=ring, count=0)


# -- Answers ------------------------------------------------------------------------------------------------------


def _locked(invitation: Invitation) -> Invitation:
    """The invitation as it stands now, locked after its request and its expert."""
    help_request = steps.locked(invitation.help_request)
    if help_request.state != RequestState.OPEN:
        raise NotAllowedNow(_("Deze vraag staat niet meer uit. Dank je wel dat je keek."))
    expert = steps.locked_experts([invitation.expert_id])[invitation.expert_id]
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    invitation.help_request = help_request
    invitation.expert = expert
    return invitation


def _after_answer(invitation: Invitation) -> None:
    """Their load is lighter; and when nobody is left who may say yes, the next ones are asked."""
    steps.record_open_invitations(invitation.expert_id)
    steps.want_next_wave_if_nobody_is_left(invitation.help_request)


def _after_yes(invitation: Invitation) -> None:
    """The request stops moving by itself, and the asking school hears who would like to help."""
    help_request = invitation.help_request
    help_request.widens_on = None
    help_request.wave_wanted_at = None
    help_request.save(update_fields=["widens_on", "wave_wanted_at", "updated_at"])
    steps.record_open_invitations(invitation.expert_id)
    record_load(invitation.expert_id, said_yes=True)
    steps.tell(help_request, EventKind.ANSWERED, expert=invitation.expert)
    _tell_askers(invitation, messages.SAID_YES)


def _after_yes_taken_back(invitation: Invitation) -> None:
    """The request moves again, counted from today, unless somebody else said yes."""
    help_request = invitation.help_request
    help_request.widens_on = steps.day_to_widen(help_request, timezone.localdate())
    help_request.save(update_fields=["widens_on", "updated_at"])
    steps.tell(help_request, EventKind.WITHDREW, expert=invitation.expert)
    _tell_askers(invitation, messages.WITHDREW)


def _tell_askers(invitation: Invitation, message: messages.MessageType) -> None:
    help_request, answered_at = invitation.help_request, invitation.answered_at
    context = {"expert": invitation.expert.user.full_name, "title": help_request.title}
    for asker in steps.askers_of(help_request):
        notify(
            asker,
            message=message,
            about=f"{invitation._meta.label_lower}:{invitation.pk}:{answered_at:%Y%m%d%H%M%S}",
            url=help_request.get_absolute_url(),
            context=context,
        )


def _skill_of(help_request: HelpRequest) -> str:
    skill = help_request.skills.first()
    return skill.label if skill else help_request.title


def _seen_as(invitation: Invitation) -> str:
    words = school_words(invitation.help_request, state=invitation.state)
    return words[:1].upper() + words[1:]
