"""Every write of this floor: one verb each.

Locks are always taken in one order: help request, then experts by primary key, then invitations. So whoever calls
from above inside a transaction does so before booking half-days (which locks experts).
"""

from helprequests.actions.conversations import mark_conversation_read, open_conversation, send_message, start_contact
from helprequests.actions.invitations import (
    answer_later,
    answer_not_now,
    answer_yes,
    ask_again,
    choose_expert,
    expire_invitation,
    invite_wave,
    offer_help,
)
from helprequests.actions.requests import (
    agree_help_request,
    close_help_request,
    publish_help_request,
    reopen_help_request,
    write_help_request,
)
from helprequests.actions.safety import (
    close_contact,
    decide_message_report,
    escalate_message_reports,
    reopen_contact,
    report_message,
)
from helprequests.actions.widening import (
    hold_help_request,
    resume_help_request,
    want_waves_again,
    widen_from_here,
    widen_help_request,
    widen_when_due,
)
from helprequests.content import Content

__all__ = [
    "Content",
    "agree_help_request",
    "answer_later",
    "answer_not_now",
    "answer_yes",
    "ask_again",
    "choose_expert",
    "close_contact",
    "close_help_request",
    "decide_message_report",
    "escalate_message_reports",
    "expire_invitation",
    "hold_help_request",
    "invite_wave",
    "mark_conversation_read",
    "offer_help",
    "open_conversation",
    "publish_help_request",
    "reopen_contact",
    "reopen_help_request",
    "report_message",
    "resume_help_request",
    "send_message",
    "start_contact",
    "want_waves_again",
    "widen_from_here",
    "widen_help_request",
    "widen_when_due",
    "write_help_request",
]
