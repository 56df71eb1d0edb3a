"""Doormen of the matching queue and of the schedule: ids in, one action each, safe to run twice."""

import logging
from collections.abc import Sequence
from datetime import date, timedelta

from celery import shared_task
from django.utils import timezone

from core.queues import backlog
from helprequests import actions
from helprequests.models import HelpRequest, Invitation
from notifications.tasks import batched

logger = logging.getLogger(__name__)

# A look for people that was queued less than this ago is left to its worker; after that it counts as missed.
PATIENCE = timedelta(minutes=2)
LONG_QUEUE = 1000  # tasks
BATCH = 500  # requests in one transaction


@shared_task
def match_help_request(help_request_id: int) -> None:
    help_request = HelpRequest.objects.filter(pk=help_request_id).first()
    if help_request is None:
        logger.info("help request %s is gone", help_request_id)
        return
    actions.invite_wave(help_request)


@shared_task
def sweep_matching() -> None:
    """Every minute: look for people where that was asked and did not happen (worker killed, broker down). A queue that
    is long is not made longer: what lies on it is late, not missed."""
    if backlog("matching") > LONG_QUEUE:
        return
    since = timezone.now() - PATIENCE
    for pk in HelpRequest.objects.wanting_wave(since).order_by("wave_wanted_at").values_list("pk", flat=True):
        match_help_request.delay(pk)


@shared_task
def sweep_widening() -> None:
    """Every school-day morning: requests whose day has come go one ring further, many in one transaction."""
    today = timezone.localdate()
    due = HelpRequest.objects.due_to_widen(today).order_by("school_id", "pk")
    for pks in batched(list(due.values_list("pk", flat=True)), BATCH):
        try:
            actions.widen_when_due(pks, today=today)
        except Exception:
            logger.exception("a batch of %s requests did not widen; each by itself now", len(pks))
            _widen_one_by_one(pks, today)


def _widen_one_by_one(pks: Sequence[int], today: date) -> None:
    """What is wrong with one request does not hold the others; it is due again at the next sweep."""
    for pk in pks:
        try:
            actions.widen_when_due([pk], today=today)
        except Exception:
            logger.exception("help request %s did not widen", pk)


@shared_task
def sweep_message_reports() -> None:
    """Every morning: who else may decide about a report nobody decided on in time."""
    actions.escalate_message_reports(timezone.localdate())


@shared_task
def sweep_invitations() -> None:
    """Every morning: invitations nobody answered in time make room for the next, and "ask me later" comes back."""
    today = timezone.localdate()
    for pk in Invitation.objects.overdue(today).order_by("expires_on", "pk").values_list("pk", flat=True):
        actions.expire_invitation(pk, today=today)
    for pk in Invitation.objects.to_ask_again(today).order_by("pk").values_list("pk", flat=True):
        actions.ask_again(pk, today=today)


@shared_task
def sweep_resting() -> None:
    """Every morning: where nobody is thinking about a request any more, look whether somebody fits by now; and what
    stands still goes on when its board allows more than before."""
    today = timezone.localdate()
    actions.want_waves_again()
    for pk in HelpRequest.objects.standing_still().order_by("pk").values_list("pk", flat=True):
        actions.widen_from_here(pk, today=today)
