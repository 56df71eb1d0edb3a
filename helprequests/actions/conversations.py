"""Talking on the platform: contact straight from search, messages, and that they were read."""

import re
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from core.uploads import Upload
from experts.models import Expert
from helprequests import candidates, steps
from helprequests import notifications as messages
from helprequests.guard import names_in
from helprequests.models import Attachment, Block, Conversation, HelpRequest, Message
from notifications.actions import notify
from organisations.guard import refuse
from organisations.models import School
from users.models import User

# Enough for an honest search, too few to collect people with (LESSONS 1.15).
MOST_CONTACTS_A_DAY = 10
# Files of core.uploads.MOST_BYTES at most, with one message and in one conversation.
MOST_FILES = 3
MOST_FILES_KEPT = 30


def open_conversation(
    school: School, *, expert: Expert, by: User, help_request: HelpRequest | None = None
) -> tuple[Conversation, bool]:
    """The one conversation of this school with this expert about this request, and whether it is new."""
    return Conversation.objects.get_or_create(
        school=school, expert=expert, help_request=help_request, defaults={"started_by": by}
    )


@transaction.atomic
def start_contact(school: School, *, expert: Expert, by: User, text: str, is_confirmed: bool = False) -> Conversation:
    """A first message to an expert found in search, or one more in the conversation they already have.

    Only to someone this user may see and this school reaches, and at most ten new people a day: counted under a lock
    on the user, so that two browsers do not make it eleven.
    """
    if not candidates.is_reached(school, expert, by):
        raise NotAllowedNow(_("Je kunt deze collega nu niet bereiken."))
    if expert.user_id == by.pk:
        raise NotAllowedNow(_("Dit ben je zelf."))
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    existing = Conversation.objects.filter(school=school, expert=expert, help_request=None).first()
    if existing is None and contacts_left(by) <= 0:
        raise NotAllowedNow(
            _("Je hebt vandaag %(n)s mensen gevraagd; meer kan niet op één dag. Zet je vraag uit: dan zoeken wij mee.")
            % {"n": MOST_CONTACTS_A_DAY}
        )
    conversation = existing or open_conversation(school, expert=expert, by=by)[0]
    send_message(conversation, by=by, text=text, is_confirmed=is_confirmed)
    return conversation


def contacts_left(user: User) -> int:
    """How many more people this user may contact today straight from search."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = Conversation.objects.filter(started_by=user, help_request=None, created_at__gte=midnight)
    return MOST_CONTACTS_A_DAY - today.count()


@transaction.atomic
def send_message(
    conversation: Conversation, *, by: User, text: str, uploads: Sequence[Upload] = (), is_confirmed: bool = False
) -> Message:
    """One message to the other side, with files when there are. Raises NotAllowedNow for pupil data (in the names of
    files too), for doubt the writer has not confirmed, when the contact is closed, and past the number of files.

    The other side hears of it once until they read: a second message before that does not mail them again.
    """
    names = names_in(conversation)
    refuse(text, names=names, is_confirmed=is_confirmed)
    refuse(*(words_in_name(upload.name) for upload in uploads), names=names, is_confirmed=True)
    conversation = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("expert__user", "school")
        .get(pk=conversation.pk)
    )
    if Block.objects.between(conversation.school, conversation.expert).exists():
        raise NotAllowedNow(_("Dit gesprek is gesloten. Je kunt hier niets meer sturen."))
    _room_for(conversation, uploads)
    was_waiting = _from_side_of(conversation, by).filter(read_at=None).exists()
    message = Message.objects.create(conversation=conversation, author=by, text=text.strip())
    Attachment.objects.bulk_create(
        Attachment(message=message, name=upload.name, kind=upload.kind, size=len(upload.data), data=upload.data)
        for upload in uploads
    )
    conversation.save(update_fields=["updated_at"])
    if not was_waiting:
        for recipient in _other_side(conversation, by):
            notify(
                recipient,
                message=messages.MESSAGE_RECEIVED,
                about=message,
                url=conversation.get_absolute_url(),
                context={"author": by.full_name, "place": _place_of(conversation, by)},
            )
    return message


def mark_conversation_read(conversation: Conversation, *, by: User) -> int:
    """Note that someone on this user's side has seen everything; how many messages were new."""
    theirs = conversation.messages.exclude(pk__in=_from_side_of(conversation, by).values("pk"))
    return theirs.filter(read_at=None).update(read_at=timezone.now())


def words_in_name(name: str) -> str:
    """The name of a file as words, for the guard: "verslag_groep-5.pdf" is "verslag groep 5"."""
    return re.sub(r"[_\-.]+", " ", name.rpartition(".")[0] or name).strip()


def _room_for(conversation: Conversation, uploads: Sequence[Upload]) -> None:
    """Raise NotAllowedNow for more files than fit; the conversation is locked."""
    kept = Attachment.objects.filter(message__conversation=conversation).count()
    if len(uploads) > MOST_FILES or (uploads and kept + len(uploads) > MOST_FILES_KEPT):
        raise NotAllowedNow(
            _("Er passen hoogstens %(n)s bijlagen bij een bericht en %(all)s in een gesprek.")
            % {"n": MOST_FILES, "all": MOST_FILES_KEPT}
        )


def _from_side_of(conversation: Conversation, user: User) -> QuerySet[Message]:
    """Messages written by this user's side: the expert, or anyone at the school."""
    by_expert = Q(author=conversation.expert.user_id)
    return conversation.messages.filter(by_expert if conversation.is_expert(user) else ~by_expert)


def _other_side(conversation: Conversation, by: User) -> list[User]:
    if not conversation.is_expert(by):
        return [conversation.expert.user]
    return steps.askers_at(conversation.school, conversation.started_by)


def _place_of(conversation: Conversation, by: User) -> str:
    if not conversation.is_expert(by):
        return conversation.school.name
    if conversation.help_request is not None:
        return conversation.help_request.title
    return gettext_noop("over hulp voor %(school)s") % {"school": conversation.school.name}
