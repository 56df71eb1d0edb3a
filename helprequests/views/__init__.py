"""The pages of this floor."""

from helprequests.views.conversations import (
    contact_check,
    contact_create,
    conversation_check,
    conversation_detail,
    conversation_list,
)
from helprequests.views.invitations import helprequest_offer, invitation_answer, invitation_choose
from helprequests.views.requests import (
    helprequest_answer_move,
    helprequest_close,
    helprequest_detail,
    helprequest_hold,
    helprequest_list,
    helprequest_publish,
    helprequest_resume,
    helprequest_widen,
)
from helprequests.views.safety import (
    attachment_detail,
    contact_close,
    contact_reopen,
    message_report,
    message_report_decide,
)
from helprequests.views.writing import helprequest_check, helprequest_create, helprequest_edit, helprequest_suggest

__all__ = [
    "attachment_detail",
    "contact_check",
    "contact_close",
    "contact_create",
    "contact_reopen",
    "conversation_check",
    "conversation_detail",
    "conversation_list",
    "helprequest_answer_move",
    "helprequest_check",
    "helprequest_close",
    "helprequest_create",
    "helprequest_detail",
    "helprequest_edit",
    "helprequest_hold",
    "helprequest_list",
    "helprequest_offer",
    "helprequest_publish",
    "helprequest_resume",
    "helprequest_suggest",
    "helprequest_widen",
    "invitation_answer",
    "invitation_choose",
    "message_report",
    "message_report_decide",
]
