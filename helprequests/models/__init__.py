"""The tables of this floor."""

from helprequests.models.conversations import Attachment, Block, Conversation, Message, MessageReport
from helprequests.models.requests import Event, HelpRequest, Invitation

__all__ = [
    "Attachment",
    "Block",
    "Conversation",
    "Event",
    "HelpRequest",
    "Invitation",
    "Message",
    "MessageReport",
]
