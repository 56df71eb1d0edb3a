"""Mail that must go out: a row that remembers where its mail is, and two ways to hand it to the mail server.

`hand_over` is at least once: a crash between the hand-over and the caller's commit repeats that one mail, with the same
Message-ID. `hand_over_once` is at most once: it says in the row that it is about to hand over, so that after a crash
nobody tries again by themselves; such a mail is UNSURE, and a person decides.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

# A row put on the queue less than this ago is left alone by the sweep; after that it counts as missed.
QUEUE_LEASE = timedelta(minutes=2)
# Longer than a hand-over takes: who is at it longer has died.
HANDING_LEASE = timedelta(minutes=5)
# After this many attempts (spread over a day and a half) a mail becomes a dead letter, which an admin can repeat. So
# many that a server which refuses one in three at random loses none of twenty thousand.
MAX_ATTEMPTS = 12
FIRST_WAIT = timedelta(minutes=1)
PERMANENT_REFUSAL = 500

Make = Callable[[], EmailMultiAlternatives]
OutgoingRow = TypeVar("OutgoingRow", bound="Outgoing")


class MailState(models.TextChoices):
    """Where the mail of a row is. Moves from WAITING only, except that a person repeats a FAILED or UNSURE one."""

    WAITING = "waiting", _("Wacht op verzending")
    BUNDLED = "bundled", _("Gaat mee in de dagmail")
    HANDING = "handing", _("Gaat nu weg")
    SENT = "sent", _("Verstuurd")
    NOT_WANTED = "not_wanted", _("Geen mail gewenst")
    FAILED = "failed", _("Niet gelukt")
    UNSURE = "unsure", _("Niet zeker of hij weg is")


class OutgoingQuerySet(models.QuerySet[OutgoingRow]):
    def waiting(self, now: datetime) -> Self:
        """Mail that may go at `now` and has not gone."""
        return self.filter(mail_state=MailState.WAITING, due_at__lte=now)

    def missed(self, now: datetime) -> Self:
        """Mail that should be on its way but is on no queue, as far as anyone knows."""
        return self.waiting(now).filter(Q(queued_at__isnull=True) | Q(queued_at__lte=now - QUEUE_LEASE))

    def left_in_hand(self, now: datetime) -> Self:
        """Mail somebody was handing over when they died."""
        return self.filter(mail_state=MailState.HANDING, due_at__lte=now - HANDING_LEASE)


class Outgoing(models.Model):
    """A mail that has to go out, always with the same Message-ID."""

    mail_state = models.CharField(_("mail"), max_length=12, choices=MailState, default=MailState.WAITING)
    # While it is handed over: since when.
    due_at = models.DateTimeField(_("mag weg vanaf"), default=timezone.now)
    queued_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    mailed_at = models.DateTimeField(_("verstuurd"), null=True, editable=False)
    failed_at = models.DateTimeField(_("opgegeven"), null=True, editable=False)
    last_error = models.CharField(_("laatste fout"), max_length=300, blank=True)

    # Set by `note_attempt`: the server said that this address will never work.
    was_refused = False

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["due_at"], name="%(class)s_mail_due", condition=Q(mail_state=MailState.WAITING))
        ]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_sent_has_a_moment",
                condition=Q(mail_state=MailState.SENT, mailed_at__isnull=False)
                | (~Q(mail_state=MailState.SENT) & Q(mailed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="%(class)s_failed_has_a_moment",
                condition=Q(mail_state=MailState.FAILED, failed_at__isnull=False)
                | (~Q(mail_state=MailState.FAILED) & Q(failed_at__isnull=True)),
            ),
        ]

    @property
    def message_id(self) -> str:
        """The same at every attempt, so a mail that is repeated after a crash is recognised as the same mail."""
        return f"<{self._meta.model_name}-{self.pk}@{urlsplit(settings.SITE_URL).hostname}>"


def absolute(path: str) -> str:
    """The address of one of our pages as a mail needs it."""
    return settings.SITE_URL.rstrip("/") + path


@transaction.atomic
def claim_missed(model: type[Any], *, limit: int = 1000) -> list[int]:
    """Ids of due mail that is on no queue, marked as queued now. Rows that are being delivered are skipped."""
    now = timezone.now()
    missed = model.objects.missed(now).select_for_update(of=("self",), skip_locked=True)
    pks = list(missed.order_by("due_at").values_list("pk", flat=True)[:limit])
    model.objects.filter(pk__in=pks).update(queued_at=now)
    return pks


def hand_over(outgoing: Outgoing, make: Make, now: datetime) -> MailState:
    """Give the mail to the mail server while the row is locked; the caller's commit makes it final."""
    try:
        make().send()
    except Exception as error:  # a mail that cannot be made must not be tried for ever either
        return note_attempt(outgoing, error, now)
    return note_attempt(outgoing, None, now)


def hand_over_once(model: type[Any], pk: int, make: Callable[[Any], EmailMultiAlternatives]) -> MailState | None:
    """Give the mail to the mail server and never do so twice; commits before and after, so call it outside a
    transaction. None when it was not due, is gone, or somebody else is at it."""
    now = timezone.now()
    taken = model.objects.waiting(now).filter(pk=pk).update(mail_state=MailState.HANDING, due_at=now)
    outgoing: Outgoing | None = model.objects.filter(pk=pk).first() if taken else None
    if outgoing is None:
        return None
    try:
        mail = make(outgoing)
        connection = get_connection()
        connection.open()
    except Exception as error:  # nothing has left yet
        return note_attempt(outgoing, error, now)
    try:
        connection.send_messages([mail])
    except (SMTPResponseException, SMTPRecipientsRefused) as error:  # the server said no
        return note_attempt(outgoing, error, now)
    except Exception as error:
        return _note_unsure(outgoing, repr(error))
    finally:
        connection.close()
    return note_attempt(outgoing, None, now)


def note_attempt(outgoing: Outgoing, error: Exception | None, now: datetime) -> MailState:
    """Sent, or another attempt later (after 1, 2, 4, ... minutes), or given up."""
    outgoing.attempts += 1
    outgoing.last_error = repr(error)[:300] if error else ""
    outgoing.was_refused = error is not None and _is_permanent(error)
    if error is None:
        outgoing.mail_state, outgoing.mailed_at = MailState.SENT, timezone.now()
    elif outgoing.attempts >= MAX_ATTEMPTS or outgoing.was_refused:
        outgoing.mail_state, outgoing.failed_at = MailState.FAILED, now
    else:
        outgoing.mail_state = MailState.WAITING
        outgoing.due_at = now + FIRST_WAIT * 2 ** (outgoing.attempts - 1)
    if error is not None:
        logger.warning("mail %s not handed over, attempt %s: %r", outgoing.message_id, outgoing.attempts, error)
    outgoing.save(update_fields=["attempts", "last_error", "mail_state", "mailed_at", "failed_at", "due_at"])
    return MailState(outgoing.mail_state)


def give_up_in_hand(model: type[Any]) -> list[int]:
    """Mail whose hand-over nobody ended: whether it left is not known. Returns the rows (primary keys)."""
    left = list(model.objects.left_in_hand(timezone.now()).order_by("pk"))
    for outgoing in left:
        _note_unsure(outgoing, "interrupted")
    return [outgoing.pk for outgoing in left]


def _note_unsure(outgoing: Outgoing, reason: str) -> MailState:
    logger.warning("mail %s may have been handed over: %s", outgoing.message_id, reason)
    outgoing.attempts += 1
    outgoing.mail_state, outgoing.last_error = MailState.UNSURE, reason[:300]
    outgoing.save(update_fields=["attempts", "mail_state", "last_error"])
    return MailState.UNSURE


def _is_permanent(error: Exception) -> bool:
    """The mail server says this address will never work."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= PERMANENT_REFUSAL for code, _reply in error.recipients.values())
