"""What Expedu tells people. A Notification is the line in the app and, at once, the outbox of its mail."""

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from core.outbox import MailState, Outgoing, OutgoingQuerySet
from notifications import registry
from notifications.choices import Delivery

if TYPE_CHECKING:
    from users.models import User


class Digest(Outgoing):
    """One mail that bundles what someone was told since the last one."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField(_("dag"))

    objects: ClassVar[models.Manager["Digest"]] = OutgoingQuerySet["Digest"].as_manager()

    class Meta(Outgoing.Meta):
        verbose_name = _("dagmail")
        verbose_name_plural = _("dagmails")
        constraints = [
            *Outgoing.Meta.constraints,
            models.UniqueConstraint(fields=["recipient", "day"], name="digest_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.day}"


class NotificationQuerySet(OutgoingQuerySet["Notification"]):
    def of(self, user: "User") -> Self:
        """What this person was told; nobody else ever reads it."""
        return self.filter(recipient=user)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def unread_first(self) -> Self:
        """Unread above read, and within each the newest first."""
        return self.order_by(models.Case(models.When(read_at__isnull=True, then=0), default=1), "-created_at", "-pk")

    def awaiting_digest(self) -> Self:
        """Waits for a daily mail that is not made yet."""
        return self.filter(mail_state=MailState.BUNDLED, digest__isnull=True)


class Notification(Outgoing):
    """One thing told to one person, exactly once: unique by recipient, kind and what it is about."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(_("soort"), max_length=60)
    # What it is about, as "helprequests.helprequest:12"; a kind told more than once adds what differs.
    about = models.CharField(_("gaat over"), max_length=120)
    url = models.CharField(_("adres in Expedu"), max_length=300)
    context = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(_("verteld op"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("gelezen op"), null=True, blank=True)
    digest = models.ForeignKey(
        Digest, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="notifications"
    )

    objects: ClassVar[models.Manager["Notification"]] = NotificationQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        verbose_name = _("melding")
        verbose_name_plural = _("meldingen")
        indexes = [
            *Outgoing.Meta.indexes,
            models.Index(fields=["recipient", "-created_at"], name="notification_inbox"),
            models.Index(fields=["recipient"], name="notification_unread", condition=Q(read_at__isnull=True)),
            models.Index(
                fields=["recipient"],
                name="notification_for_digest",
                condition=Q(mail_state=MailState.BUNDLED, digest__isnull=True),
            ),
        ]
        constraints = [
            *Outgoing.Meta.constraints,
            models.UniqueConstraint(fields=["recipient", "kind", "about"], name="notification_exactly_once"),
            models.CheckConstraint(name="notification_url_is_ours", condition=Q(url__startswith="/")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"

    @property
    def subject(self) -> str:
        """One line, also when a name in it holds a line break: it becomes a mail header."""
        return " ".join(self._filled("subject").split())

    @property
    def text(self) -> str:
        return self._filled("text")

    def _filled(self, part: str) -> str:
        """The sentence with its names; an old line whose type has changed since must not break a whole inbox."""
        try:
            return str(str(getattr(registry.get(self.kind), part)) % self.context)
        except (registry.UnknownMessage, KeyError):
            return _g("Deze melding kunnen we niet meer laten zien.")


class Preference(models.Model):
    """How someone wants the mail of one type, when that differs from the default of the type."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preferences")
    kind = models.CharField(max_length=60)
    delivery = models.CharField(max_length=6, choices=Delivery)

    class Meta:
        verbose_name = _("mailkeuze")
        verbose_name_plural = _("mailkeuzes")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="preference_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"


class RefusedAddress(models.Model):
    """The mail server says that this person's address does not work: no mail goes there until they ask for it again.

    Of the address only a digest is kept, so that another address is not refused along with it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="refused_address")
    address_digest = models.CharField(max_length=64)
    refused_at = models.DateTimeField(_("geweigerd op"), default=timezone.now)

    class Meta:
        verbose_name = _("geweigerd adres")
        verbose_name_plural = _("geweigerde adressen")

    def __str__(self) -> str:
        return f"{self.user}: {self.refused_at:%Y-%m-%d}"

    def covers(self, address: str) -> bool:
        return self.address_digest == digest_of(address)


def digest_of(address: str) -> str:
    return sha256(address.strip().lower().encode()).hexdigest()


class MailPause(models.Model):
    """Someone who wants no mail at all: until a day, or (no day) until they say otherwise."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_pause")
    until = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("mailpauze")
        verbose_name_plural = _("mailpauzes")

    def __str__(self) -> str:
        return f"{self.user}: {self.until or '-'}"

    def covers(self, day: date) -> bool:
        return self.until is None or self.until >= day
