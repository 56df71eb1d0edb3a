"""Telling people things. The row is written in the caller's transaction; the mail follows after its commit."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from core.outbox import MailState
from notifications import registry
from notifications.choices import Delivery
from notifications.models import Digest, MailPause, Notification, Preference, RefusedAddress
from notifications.notifications import TRIAL
from notifications.registry import Context, MessageType
from notifications.tasks import MAILS_PER_TASK, batched, deliver
from users.models import User

logger = logging.getLogger(__name__)

BATCH = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One recipient of `notify_many`: what it is about, where it leads and what fills the sentence."""

    recipient: User
    about: models.Model | str
    url: str
    context: Context | None = None


def notify(
    recipient: User, *, message: MessageType, about: models.Model | str, url: str, context: Context | None = None
) -> Notification | None:
    """Tell one person one thing, exactly once: repeating it returns what is there. None for someone inactive.

    `about` is the row it tells about; for a kind told more than once, a string that says what differs
    (`f"helprequest:{pk}:ring3"`). Raises UnknownMessage or WrongContext.
    """
    notify_many(message=message, rows=[Row(recipient, about, url, context)])
    return Notification.objects.filter(recipient=recipient, kind=message.kind, about=about_key(about)).first()


@transaction.atomic
def notify_many(*, message: MessageType, rows: Iterable[Row]) -> list[int]:
    """Tell many people; returns the ids of the new notifications. Who was told before is left alone."""
    if registry.get(message.kind) != message:
        raise registry.UnknownMessage(f"{message.kind} is registered differently")
    now = timezone.now()
    fresh = [_new_notification(message, row, now) for row in rows if row.recipient.is_active]
    # One order for everybody, so that two transactions that tell the same people never wait for each other.
    fresh.sort(key=lambda each: (each.recipient_id, each.about))
    Notification.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=BATCH)
    people, abouts = {each.recipient_id for each in fresh}, {each.about for each in fresh}
    new = Notification.objects.filter(recipient__in=people, kind=message.kind, about__in=abouts, created_at=now)
    pks = list(new.order_by("pk").values_list("pk", flat=True))
    if pks:
        transaction.on_commit(partial(_enqueue, pks), robust=True)
    return pks


def about_key(about: models.Model | str) -> str:
    """What something is about, as it is stored: "helprequests.helprequest:12"."""
    return about if isinstance(about, str) else f"{about._meta.label_lower}:{about.pk}"


def send_trial(user: User) -> Notification | None:
    """Mail someone so that they know it arrives; at most one a minute."""
    minute = f"{timezone.localtime():%Y-%m-%d %H:%M}"
    return notify(
        user, message=TRIAL, about=f"{about_key(user)}:{minute}", url=reverse("notifications:preference_edit")
    )


def mark_read(notification: Notification) -> Notification:
    """Once read, read: the first moment stays."""
    now = timezone.now()
    Notification.objects.filter(pk=notification.pk).unread().update(read_at=now)
    notification.read_at = notification.read_at or now
    return notification


def mark_all_read(user: User) -> int:
    """How many were unread."""
    return Notification.objects.of(user).unread().update(read_at=timezone.now())


def mute(user: User, until: date | None) -> MailPause:
    """No mail up to and including `until`, or (None) until they unmute. In the app everything stays."""
    pause, _created = MailPause.objects.update_or_create(user=user, defaults={"until": until})
    return pause


def unmute(user: User) -> None:
    MailPause.objects.filter(user=user).delete()


def try_address_again(user: User) -> None:
    """The address works again, says its owner: mail may go there, starting with a trial."""
    RefusedAddress.objects.filter(user=user).delete()
    send_trial(user)


def set_preferences(user: User, *, choices: dict[str, Delivery]) -> None:
    """Keep how someone wants each type (kind -> delivery)."""
    Preference.objects.bulk_create(
        [Preference(user=user, kind=kind, delivery=delivery) for kind, delivery in sorted(choices.items())],
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["delivery"],
    )


@transaction.atomic
def stop_daily_mail(user: User) -> None:
    """Every type that comes bundled now comes by no mail at all; what is urgent still does."""
    chosen = dict(Preference.objects.filter(user=user).values_list("kind", "delivery"))
    daily = [
        each.kind
        for each in registry.optional_messages()
        if Delivery(chosen.get(each.kind, each.default_delivery)).is_bundled
    ]
    set_preferences(user, choices=dict.fromkeys(daily, Delivery.NONE))


def repeat_failed(failed: models.QuerySet[Notification] | models.QuerySet[Digest]) -> int:
    """Give dead letters another series of attempts, with the same Message-ID; returns how many."""
    return failed.filter(mail_state=MailState.FAILED).update(
        mail_state=MailState.WAITING, failed_at=None, attempts=0, due_at=timezone.now(), queued_at=None
    )


def _new_notification(message: MessageType, row: Row, now: datetime) -> Notification:
    return Notification(
        recipient=row.recipient,
        kind=message.kind,
        about=about_key(row.about),
        url=row.url,
        context=message.clean_context(row.context),
        created_at=now,
        due_at=now,
        queued_at=now,
    )


def _enqueue(pks: list[int]) -> None:
    """Put new mail on the queue. Without a broker nothing is lost: the sweep queues it when there is one again."""
    for number, part in enumerate(batched(pks, MAILS_PER_TASK)):
        try:
            deliver.delay(*part)
        except Exception:
            left = pks[number * MAILS_PER_TASK :]
            logger.exception("broker not reachable; %s notifications are left to the sweep", len(left))
            Notification.objects.filter(pk__in=left).update(queued_at=None)
            return
