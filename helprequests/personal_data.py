"""What this floor holds about one person: what they asked, what they were asked and said, and their conversations."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from helprequests.choices import InvitationState
from helprequests.models import Attachment, Block, Conversation, HelpRequest, Invitation, Message, MessageReport
from helprequests.steps import record_open_invitations
from users.models import User

# A school year and the summer: long enough to learn from a no, and to look back in a conversation.
ANSWERS_KEPT = timedelta(days=400)
CONVERSATIONS_KEPT = timedelta(days=2 * 365)


def export(user: User) -> dict[str, Any]:
    messages = Message.objects.prefetch_related(Prefetch("attachments", Attachment.objects.without_data()))
    written = messages.filter(author=user)
    received = messages.filter(conversation__expert__user=user, hidden_at=None).exclude(author=user)
    closed = Block.objects.filter(Q(blocked_by=user) | Q(by_expert=True, expert__user=user))
    invitations = Invitation.objects.filter(expert__user=user).select_related("help_request")
    return {
        "gestelde hulpvragen": [
            {
                "titel": r.title,
                "vraag": r.text,
                "doel": r.goal,
                "geschreven": r.created_at,
                "stand": r.get_state_display(),
            }
            for r in HelpRequest.objects.filter(asked_by=user).order_by("created_at")
        ],
        "uitnodigingen": [
            {
                "hulpvraag": i.help_request.title,
                "gevraagd": i.created_at,
                "antwoord": i.get_state_display(),
                "reden": i.get_not_now_reason_display(),
                "later vragen op": i.ask_again_on,
                "waarom jij": i.reasons,
                "let op": i.caution,
                "score": i.score,
                "versie van de weging": i.weights_version,
            }
            for i in invitations.order_by("created_at")
        ],
        "berichten die je schreef": [
            {"wanneer": m.sent_at, "tekst": m.text, "bijlagen": _files(m)} for m in written.order_by("sent_at")
        ],
        "berichten die je kreeg": [
            {"wanneer": m.sent_at, "van": m.author.full_name, "tekst": m.text, "bijlagen": _files(m)}
            for m in received.select_related("author").order_by("sent_at")
        ],
        "berichten die je meldde": [
            {
                "gemeld": r.reported_at,
                "reden": r.get_reason_display(),
                "toelichting": r.text,
                "besluit": r.get_verdict_display(),
                "waarom": r.verdict_text,
            }
            for r in MessageReport.objects.filter(reported_by=user)
        ],
        "contact dat je afsloot": [
            {"met": b.school.name if b.by_expert else b.expert.user.full_name, "sinds": b.blocked_at}
            for b in closed.select_related("school", "expert__user").order_by("blocked_at")
        ],
    }


def _files(message: Message) -> list[dict[str, Any]]:
    """What came with a message; the files themselves are downloaded from the conversation."""
    return [{"naam": each.name, "bytes": each.size} for each in message.attachments.all()]


def erase(user: User) -> None:
    """Words and answers go; that a school asked, and that somebody was asked, stays as history of nobody."""
    mine = Invitation.objects.filter(expert__user=user)
    expert_ids = set(mine.values_list("expert_id", flat=True))
    waiting = Q(state__in=[InvitationState.OPEN, InvitationState.LATER])
    mine.filter(waiting).update(state=InvitationState.WITHDRAWN)
    mine.update(reasons=[], caution="", not_now_reason="", ask_again_on=None)
    for expert_id in expert_ids:
        record_open_invitations(expert_id)
    Message.objects.filter(author=user).update(text=_("Dit bericht is gewist."))
    Attachment.objects.filter(message__author=user).delete()
    MessageReport.objects.filter(reported_by=user).update(text="")
    MessageReport.objects.filter(decided_by=user).exclude(verdict_text="").update(verdict_text=_("Gewist."))
    Block.objects.filter(by_expert=True, expert__user=user).delete()
    Block.objects.filter(blocked_by=user).update(blocked_by=None)


def retain(today: date) -> int:
    """Reasons of old answers go after a school year, quiet conversations after two years."""
    answers = Invitation.objects.filter(updated_at__date__lt=today - ANSWERS_KEPT)
    old = answers.filter(~Q(not_now_reason="") | ~Q(reasons=[]) | ~Q(caution=""))
    changed = old.update(not_now_reason="", reasons=[], caution="")
    quiet = Conversation.objects.filter(updated_at__date__lt=today - CONVERSATIONS_KEPT)
    gone = quiet.count()
    quiet.delete()
    return changed + gone
