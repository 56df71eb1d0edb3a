"""Closing a contact, opening it again, and having a message judged by a moderator of another school."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from helprequests import notifications as messages
from helprequests.choices import ReportReason, Verdict
from helprequests.guard import names_in, schools_of
from helprequests.models import Block, Conversation, Message, MessageReport
from notifications.actions import Row, notify_many
from organisations.guard import refuse
from organisations.moderation import decide_before, judges_of
from users.models import User


@transaction.atomic
def close_contact(conversation: Conversation, *, by: User) -> Block:
    """This user's side does not want to be written to any more by the other. Works at once for every conversation
    between the two; the other side only reads that it is closed. Safe to repeat."""
    block, _is_new = Block.objects.get_or_create(
        school=conversation.school,
        expert=conversation.expert,
        by_expert=conversation.is_expert(by),
        defaults={"blocked_by": by},
    )
    return block


@transaction.atomic
def reopen_contact(conversation: Conversation, *, by: User) -> None:
    """The side that closed it opens it again. Safe to repeat."""
    blocks = Block.objects.between(conversation.school, conversation.expert)
    blocks.of_side(by_expert=conversation.is_expert(by)).delete()


@transaction.atomic
def report_message(message: Message, *, by: User, reason: ReportReason, text: str = "") -> MessageReport:
    """Ask the moderators of the networks of both sides to look; once per person. The words stay until they decide."""
    refuse(text, names=names_in(message.conversation), is_confirmed=True)
    conversation = message.conversation
    report, is_new = MessageReport.objects.get_or_create(
        message=message,
        reported_by=by,
        defaults={"reason": reason, "text": text, "decide_before": decide_before(conversation.school)},
    )
    if is_new:
        _tell_judges(report, with_coordinators=False)
    return report


@transaction.atomic
def decide_message_report(report: MessageReport, *, by: User, verdict: Verdict, text: str) -> MessageReport:
    """Keep or hide the message and what came with it, with the reason told to who wrote it and who reported it."""
    report = MessageReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.decided_at is not None:
        raise NotAllowedNow(_("Hierover is al besloten."))
    message = Message.objects.select_for_update(of=("self",)).get(pk=report.message_id)
    refuse(text, names=names_in(message.conversation), is_confirmed=True)
    report.verdict, report.verdict_text = verdict, text
    report.decided_by, report.decided_at = by, timezone.now()
    report.save()
    if verdict == Verdict.HIDE and message.hidden_at is None:
        message.hidden_at = report.decided_at
        message.save(update_fields=["hidden_at"])
    words = {"verdict": report.get_verdict_display().lower(), "reason": text}
    url = message.conversation.get_absolute_url()
    rows = [Row(user, report, url, words) for user in (message.author, report.reported_by)]
    notify_many(message=messages.REPORT_DECIDED, rows=rows)
    return report


@transaction.atomic
def escalate_message_reports(today: date) -> int:
    """Five school days have gone by: the coordinators of the network are asked as well. Safe to repeat."""
    late = MessageReport.objects.overdue(today).select_related("message__conversation__school")
    for report in late:
        _tell_judges(report, with_coordinators=True)
    return len(late)


def _tell_judges(report: MessageReport, *, with_coordinators: bool) -> None:
    conversation = report.message.conversation
    expert = conversation.expert
    judges = judges_of(
        [conversation.school, *schools_of(expert)],
        but_for=[expert.user_id, report.message.author_id, report.reported_by_id],
        with_coordinators=with_coordinators,
    )
    about = f"{report._meta.label_lower}:{report.pk}{':late' if with_coordinators else ''}"
    message = messages.REPORT_LATE if with_coordinators else messages.REPORTED
    notify_many(message=message, rows=[Row(user, about, report.get_absolute_url()) for user in judges])
