"""Putting mail of this floor in the outbox, and handing it over."""

import logging
from collections.abc import Iterable, Sequence
from functools import partial

from celery import current_app
from django.db import transaction
from django.utils import timezone

from core import outbox
from core.outbox import MailState
from organisations import letters
from organisations.choices import LetterKind
from organisations.models import JoinRequest, Letter, Membership, StaffImport, StaffInvitation, WorkAddress

logger = logging.getLogger(__name__)

DELIVER_TASK = "organisations.tasks.deliver_letter"
SWEEP_TASK = "organisations.tasks.sweep_letters"
# More than this at once are found by the sweep, which is asked to start: one message on the queue in place of many.
MOST_QUEUED_ONE_BY_ONE = 20

Subject = StaffInvitation | Membership | JoinRequest | WorkAddress


def letters_about(
    rows: Iterable[Subject], kind: LetterKind, *, number: int = 1, staff_import: StaffImport | None = None
) -> list[Letter]:
    """A letter of this kind for each of these rows, not saved yet."""
    return [Letter(kind=kind, number=number, staff_import=staff_import, **{_field_of(row): row}) for row in rows]


def post(written: Sequence[Letter]) -> list[Letter]:
    """Put these in the outbox; they leave soon after the caller's commit."""
    is_many = len(written) > MOST_QUEUED_ONE_BY_ONE
    for letter in written:
        letter.queued_at = None if is_many else timezone.now()
    made = Letter.objects.bulk_create(written, batch_size=500)
    pks = [letter.pk for letter in made]
    transaction.on_commit(_queue_sweep if is_many else partial(_queue, pks), robust=True)
    return made


def deliver_letter(pk: int) -> MailState | None:
    """Mail one letter, at most once; None when it is not due. Call outside a transaction: it commits on the way."""
    letter = Letter.objects.with_subject().filter(pk=pk).first()
    if letter is None:
        return None
    if not letters.is_wanted(letter):
        unsent = Letter.objects.filter(pk=pk, mail_state=MailState.WAITING)
        return MailState.NOT_WANTED if unsent.update(mail_state=MailState.NOT_WANTED) else None
    return outbox.hand_over_once(Letter, pk, lambda _fresh: letters.make(letter))


def _field_of(row: Subject) -> str:
    match row:
        case StaffInvitation():
            return "invitation"
        case Membership():
            return "membership"
        case JoinRequest():
            return "join_request"
        case WorkAddress():
            return "work_address"


def _queue(pks: list[int]) -> None:
    """Without a broker nothing is lost: the sweep queues it when there is one again."""
    for position, pk in enumerate(pks):
        try:
            current_app.send_task(DELIVER_TASK, [pk])
        except Exception:
            logger.exception("broker not reachable; %s letters are left to the sweep", len(pks) - position)
            Letter.objects.filter(pk__in=pks[position:]).update(queued_at=None)
            return


def _queue_sweep() -> None:
    try:
        current_app.send_task(SWEEP_TASK)
    except Exception:
        logger.exception("broker not reachable; letters are left to the next sweep")
