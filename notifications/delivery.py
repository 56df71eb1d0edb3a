"""Handing over mail. At least once: a crash between hand-over and commit repeats that one mail, never loses it.

Kept apart from actions.py, which queues these: tasks.py stands in between.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.outbox import MailState, Outgoing, hand_over, note_attempt
from notifications import mail, quiet_hours, registry
from notifications.choices import Delivery
from notifications.models import Digest, MailPause, Notification, Preference, RefusedAddress, digest_of
from organisations.school_calendar import calendar_of_person
from users.models import User


@transaction.atomic
def deliver_notification(pk: int) -> MailState | None:
    """Mail one notification when it is due, or settle that it goes later, in a bundle or not at all.

    Returns where its mail is now; None when it was not due, is gone, or somebody else is at it. Safe to repeat.
    """
    now = timezone.now()
    found = Notification.objects.waiting(now).select_for_update(of=("self",), skip_locked=True)
    notification = found.select_related("recipient").filter(pk=pk).first()
    if notification is None:
        return None
    try:
        message = registry.get(notification.kind)
    except registry.UnknownMessage as error:
        return note_attempt(notification, error, now)
    wanted = delivery_for(notification.recipient, message, now)
    if wanted == Delivery.NONE:
        return _settle(notification, MailState.NOT_WANTED)
    if wanted.is_bundled and not settings.NOTIFICATIONS_AT_ONCE:
        return _settle(notification, MailState.BUNDLED)
    if message.keeps_quiet_hours and _is_quiet(notification, now):
        return MailState.WAITING
    state = hand_over(notification, lambda: mail.notification_mail(notification), now)
    _remember_refusal(notification)
    return state


@transaction.atomic
def deliver_digest(pk: int) -> MailState | None:
    """Mail one daily bundle; as `deliver_notification`."""
    now = timezone.now()
    found = Digest.objects.waiting(now).select_for_update(of=("self",), skip_locked=True)
    digest = found.select_related("recipient").filter(pk=pk).first()
    if digest is None:
        return None
    if _wants_no_mail_at_all(digest.recipient, now):
        return _settle(digest, MailState.NOT_WANTED)
    if _is_quiet(digest, now):
        return MailState.WAITING
    lines = list(digest.notifications.order_by("created_at", "pk"))
    state = hand_over(digest, lambda: mail.digest_mail(digest, lines), now)
    _remember_refusal(digest)
    return state


@transaction.atomic
def make_digests() -> list[int]:
    """Bundle what was told before the last weekday 16:00, one bundle per person per day; returns the new bundles.
    What someone wants weekly waits for the bundle of a Friday.

    Safe to repeat, and late does no harm: should nothing run at 16:00, the next run makes the same bundles.
    The bundle is committed before it is mailed, so what it holds is the same at every attempt.
    """
    now = timezone.now()
    closing = quiet_hours.last_digest(now)
    today = timezone.localdate(closing)
    waiting = Notification.objects.awaiting_digest().filter(created_at__lte=closing)
    waiting = waiting.select_for_update(of=("self",), skip_locked=True)
    weekly = set(Preference.objects.filter(delivery=Delivery.WEEKLY).values_list("user_id", "kind"))
    friday = quiet_hours.last_weekly(now)
    by_person: dict[int, list[int]] = {}
    for pk, recipient_id, kind, told in waiting.order_by("pk").values_list("pk", "recipient_id", "kind", "created_at"):
        if (recipient_id, kind) not in weekly or told <= friday:
            by_person.setdefault(recipient_id, []).append(pk)
    had_one = set(Digest.objects.filter(day=today, recipient__in=by_person).values_list("recipient_id", flat=True))
    people = [recipient_id for recipient_id in sorted(by_person) if recipient_id not in had_one]
    digests = Digest.objects.bulk_create(Digest(recipient_id=each, day=today, due_at=now) for each in people)
    for digest in digests:
        Notification.objects.filter(pk__in=by_person[digest.recipient_id]).update(digest=digest)
    return [digest.pk for digest in digests]


def delivery_for(user: User, message: registry.MessageType, now: datetime) -> Delivery:
    """How this person gets mail of this type today. Someone paused or inactive gets none."""
    if _wants_no_mail_at_all(user, now):
        return Delivery.NONE
    chosen = Preference.objects.filter(user=user, kind=message.kind).values_list("delivery", flat=True).first()
    return Delivery(chosen) if chosen in message.deliveries else message.default_delivery


def _wants_no_mail_at_all(user: User, now: datetime) -> bool:
    if not user.is_active or is_refused(user):
        return True
    pause = MailPause.objects.filter(user=user).first()
    return pause is not None and pause.covers(timezone.localdate(now))


def is_refused(user: User) -> bool:
    """Does the mail server say that this person's address does not work?"""
    refused = RefusedAddress.objects.filter(user=user).first()
    return refused is not None and refused.covers(user.email)


def _remember_refusal(outgoing: Notification | Digest) -> None:
    """Every further mail would be refused too, and makes us look like a sender of unwanted mail."""
    if outgoing.was_refused:
        RefusedAddress.objects.update_or_create(
            user=outgoing.recipient,
            defaults={"address_digest": digest_of(outgoing.recipient.email), "refused_at": timezone.now()},
        )


def _is_quiet(outgoing: Notification | Digest, now: datetime) -> bool:
    """In quiet hours: note when the mail may go, and say so."""
    if settings.NOTIFICATIONS_AT_ONCE:
        return False
    moment = quiet_hours.next_moment(now, calendar_of_person(outgoing.recipient))
    if moment == now:
        return False
    outgoing.due_at = moment
    outgoing.save(update_fields=["due_at"])
    return True


def _settle(outgoing: Outgoing, state: MailState) -> MailState:
    outgoing.mail_state = state
    outgoing.save(update_fields=["mail_state"])
    return state
