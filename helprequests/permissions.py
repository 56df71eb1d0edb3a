"""May this user do this with a help request, an invitation or a conversation?"""

from django.contrib.auth.models import AnonymousUser

from helprequests.choices import INVITATION_STEPS, REQUEST_STEPS, InvitationState, RequestState
from helprequests.models import Conversation, HelpRequest, Invitation, Message
from organisations.permissions import has_right
from organisations.roles import Right
from users.models import User


def can_manage(user: User | AnonymousUser, help_request: HelpRequest) -> bool:
    """Directors and IB'ers of the asking school write, publish, hold, widen and close, and see who said yes."""
    return has_right(user, Right.ASK, help_request.school)


def can_edit(user: User | AnonymousUser, help_request: HelpRequest) -> bool:
    """As long as nobody has been asked yet, the asking school may still change the words."""
    return help_request.state == RequestState.DRAFT and can_manage(user, help_request)


def can_close(user: User | AnonymousUser, help_request: HelpRequest) -> bool:
    """The asking school may always stop asking, until it has."""
    return RequestState.CLOSED in REQUEST_STEPS[RequestState(help_request.state)] and can_manage(user, help_request)


def can_choose(user: User | AnonymousUser, help_request: HelpRequest) -> bool:
    """Only the director chooses who comes; an IB'er sees who said yes and talks it over."""
    return has_right(user, Right.CHOOSE, help_request.school)


def can_answer(user: User | AnonymousUser, invitation: Invitation) -> bool:
    """Only the one who was asked answers, nobody on their behalf."""
    return invitation.expert.user_id == user.pk


def can_still_say(invitation: Invitation, answer: InvitationState) -> bool:
    """An expert may come back to an answer as long as the question stands: a late yes is still welcome."""
    return (
        invitation.help_request.state == RequestState.OPEN
        and answer in INVITATION_STEPS[InvitationState(invitation.state)]
    )


def can_write_in(user: User | AnonymousUser, conversation: Conversation) -> bool:
    """The expert, and whoever asks for help at that school."""
    return conversation.expert.user_id == user.pk or has_right(user, Right.ASK, conversation.school)


def can_report_message(user: User, message: Message) -> bool:
    """Whoever reads what the other side wrote may ask a moderator of another school to look, once; not at what a
    moderator already hid."""
    if message.hidden_at is not None:
        return False
    is_other_side = message.conversation.is_expert(user) != message.conversation.is_expert(message.author)
    return is_other_side and not message.reports.filter(reported_by=user).exists()
