"""Doormen of the mail queue: ids in, one action each, safe to run twice."""

from celery import shared_task

from core import outbox
from notifications import delivery
from notifications.models import Digest, Notification


@shared_task
def deliver(notification_id: int) -> None:
    delivery.deliver_notification(notification_id)


@shared_task
def deliver_bundle(digest_id: int) -> None:
    delivery.deliver_digest(digest_id)


@shared_task
def sweep_outbox() -> None:
    """Every minute: queue what should be on its way but is not (worker killed, broker down, wait over)."""
    for pk in outbox.claim_missed(Notification):
        deliver.delay(pk)
    for pk in outbox.claim_missed(Digest):
        deliver_bundle.delay(pk)


@shared_task
def send_digests() -> None:
    """Every five minutes: make the daily mails that are due and not made; the sweep finds any not queued here."""
    for pk in delivery.make_digests():
        deliver_bundle.delay(pk)
