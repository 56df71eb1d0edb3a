"""Doormen of the mail queue: ids in, one action each, safe to run twice."""

from collections.abc import Iterator, Sequence

from celery import shared_task

from core import outbox
from core.queues import backlog
from notifications import delivery
from notifications.models import Digest, Notification

# So many mails are one task: handing a task to the broker takes longer than writing the notification.
MAILS_PER_TASK = 20
LONG_QUEUE = 200  # tasks


@shared_task
def deliver(*notification_ids: int) -> None:
    """Each in a transaction of its own; one that was delivered already is left alone."""
    for pk in notification_ids:
        delivery.deliver_notification(pk)


def batched(pks: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """In parts of at most `size`, in order."""
    for start in range(0, len(pks), size):
        yield pks[start : start + size]


@shared_task
def deliver_bundle(digest_id: int) -> None:
    delivery.deliver_digest(digest_id)


@shared_task
def sweep_outbox() -> None:
    """Every minute: queue what should be on its way but is not (worker killed, broker down, wait over). A queue that
    is long is not made longer: what lies on it is late, not missed."""
    if backlog("mail") > LONG_QUEUE:
        return
    for pks in batched(outbox.claim_missed(Notification), MAILS_PER_TASK):
        deliver.delay(*pks)
    for pk in outbox.claim_missed(Digest):
        deliver_bundle.delay(pk)


@shared_task
def send_digests() -> None:
    """Every five minutes: make the daily mails that are due and not made; the sweep finds any not queued here."""
    for pk in delivery.make_digests():
        deliver_bundle.delay(pk)
