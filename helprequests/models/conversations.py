"""Conversations: what was said and sent along, who does not want to be reached any more, and what was reported."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import TimeStamped
from core.uploads import FileKind
from experts.models import Expert
from helprequests.choices import ReportReason, Verdict
from helprequests.models.requests import HelpRequest
from organisations.models import Membership, School
from organisations.roles import Right

if TYPE_CHECKING:
    from users.models import User


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user: "User") -> Self:
        """The expert, and who asks for help at that school."""
        return self.filter(Q(expert__user=user) | Q(school__in=School.objects.where(user, Right.ASK)))

    def with_unread_count(self, user: "User") -> Self:
        """Adds `unread_count`: messages of the other side that nobody on this user's side has read."""
        from_school = ~Q(messages__author=models.F("expert__user"))
        theirs = Q(expert__user=user) & from_school | ~Q(expert__user=user) & ~from_school
        return self.annotate(
            unread_count=models.Count("messages", filter=Q(messages__read_at__isnull=True) & theirs, distinct=True)
        )

    def unread_by(self, user: "User") -> Self:
        """Only conversations with something new for this user's side."""
        return self.with_unread_count(user).filter(unread_count__gt=0)

    def with_last_message(self) -> Self:
        """Adds `last_text` and `last_sent_at`, for lists; never words a moderator hid."""
        shown = Message.objects.filter(conversation=models.OuterRef("pk"), hidden_at=None)
        last = shown.order_by("-sent_at", "-pk")
        return self.annotate(
            last_text=models.Subquery(last.values("text")[:1]), last_sent_at=models.Subquery(last.values("sent_at")[:1])
        )


class Conversation(TimeStamped):
    """A school and an expert talking on the platform, about a help request or straight from search."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="conversations")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="conversations")
    help_request = models.ForeignKey(
        HelpRequest, on_delete=models.CASCADE, null=True, blank=True, related_name="conversations"
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager["Conversation"]] = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "expert", "help_request"], nulls_distinct=False, name="conversation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} met {self.expert}"

    def get_absolute_url(self) -> str:
        return reverse("helprequests:conversation_detail", args=[self.pk])

    def is_expert(self, user: "User") -> bool:
        """Is this user the expert, and so not the school?"""
        return self.expert.user_id == user.pk


class Message(models.Model):
    """One message of a conversation. `read_at`: when someone of the other side first opened it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("bericht"), max_length=2000)
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    # A moderator hid the words and what came with them; both sides read that it was so.
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ("sent_at", "pk")

    def __str__(self) -> str:
        return f"{self.conversation}, {self.sent_at:%d-%m-%Y}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def without_data(self) -> Self:
        """Everything but the bytes, for lists."""
        return self.defer("data")

    def visible_to(self, user: "User") -> Self:
        """Whoever reads the conversation, unless a moderator hid the message."""
        return self.filter(
            message__conversation__in=Conversation.objects.visible_to(user).values("pk"), message__hidden_at=None
        )


class Attachment(models.Model):
    """A file that came with a message, as core.uploads made it: its kind judged by its content, pictures without what a
    camera adds. The bytes are in the database: small, in the same transaction and back-up, and gone with the message.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=8, choices=FileKind)
    size = models.PositiveIntegerField(_("bytes"))
    data = models.BinaryField()

    objects: ClassVar[models.Manager["Attachment"]] = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("helprequests:attachment_detail", args=[self.pk])


class BlockQuerySet(models.QuerySet["Block"]):
    def between(self, school: School, expert: Expert) -> Self:
        return self.filter(school=school, expert=expert)

    def of_side(self, *, by_expert: bool) -> Self:
        """Closed by the expert, or by the school."""
        return self.filter(by_expert=by_expert)


class Block(models.Model):
    """A school and an expert between whom nothing is sent any more, until the side that closed it opens it again.

    The other side only reads that it is closed; neither is asked for the other, or found for a request.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="blocks")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="blocks")
    by_expert = models.BooleanField()
    blocked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    blocked_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["Block"]] = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("afgesloten contact")
        verbose_name_plural = _("afgesloten contacten")
        constraints = [models.UniqueConstraint(fields=["school", "expert", "by_expert"], name="block_once_per_side")]

    def __str__(self) -> str:
        return f"{self.school_id}-{self.expert_id}"


def _places_of_expert() -> Any:
    """Where the expert of a reported message works today."""
    expert = models.OuterRef("message__conversation__expert__user")
    return Membership.objects.active().filter(user=expert, school__isnull=False)


class MessageReportQuerySet(models.QuerySet["MessageReport"]):
    def open(self) -> Self:
        return self.filter(decided_at__isnull=True)

    def overdue(self, today: date) -> Self:
        return self.open().filter(decide_before__lt=today)

    def to_decide(self, user: "User", today: date) -> Self:
        """Open reports of networks this user moderates, and overdue ones of networks they coordinate; never of a school
        where they work, nor about what they said or reported."""
        held = Membership.objects.active().filter(user=user)
        own = held.filter(school__isnull=False).values("school_id")
        mine = self._of(held.with_right(Right.MODERATE))
        late = self._of(held.with_right(Right.HOLD_BUDGET)) & Q(decide_before__lt=today)
        return (
            self.open()
            .filter(mine | late, ~models.Exists(_places_of_expert().filter(school__in=own)))
            .exclude(message__conversation__school__in=own)
            .exclude(Q(message__author=user) | Q(reported_by=user) | Q(message__conversation__expert__user=user))
        )

    def _of(self, held: Any) -> Q:
        """One of the two sides lies in a network of these memberships."""
        networks = held.filter(network__isnull=False).values("network_id")
        of_expert = _places_of_expert().filter(school__network__in=networks)
        return Q(message__conversation__school__network__in=networks) | Q(models.Exists(of_expert))


class MessageReport(models.Model):
    """Someone asks a moderator of another school to look at one message; and what was decided, with the reason."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reports")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("Wat is er aan de hand?"), max_length=20, choices=ReportReason)
    text = models.CharField(_("Toelichting"), max_length=500, blank=True)
    reported_at = models.DateTimeField(default=timezone.now)
    # The moderator's last day; after it the coordinators of the network are asked as well.
    decide_before = models.DateField()
    verdict = models.CharField(_("Besluit"), max_length=10, choices=Verdict, blank=True)
    verdict_text = models.CharField(_("Waarom?"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["MessageReport"]] = MessageReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("melding van een bericht")
        verbose_name_plural = _("meldingen van berichten")
        ordering = ("reported_at", "pk")
        constraints = [
            models.UniqueConstraint(fields=["message", "reported_by"], name="message_report_once_per_person"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, verdict="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(verdict="") & ~Q(verdict_text=""),
                name="message_report_decided_by_someone_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.message_id}"

    def get_absolute_url(self) -> str:
        return reverse("helprequests:message_report_decide", args=[self.pk])
