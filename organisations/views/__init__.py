"""The pages of schools, boards and who belongs to them, one module per subject."""

from organisations.views.boards import board_detail, policy_edit
from organisations.views.calendar import study_day_list, study_day_remove
from organisations.views.invitations import (
    invitation_answer,
    invitation_create,
    invitation_decline,
    invitation_list,
    invitation_resend,
    invitation_withdraw,
)
from organisations.views.people import membership_end, school_detail
from organisations.views.roles import role_list
from organisations.views.viewpoint import viewpoint_choose

__all__ = [
    "board_detail",
    "invitation_answer",
    "invitation_create",
    "invitation_decline",
    "invitation_list",
    "invitation_resend",
    "invitation_withdraw",
    "membership_end",
    "policy_edit",
    "role_list",
    "school_detail",
    "study_day_list",
    "study_day_remove",
    "viewpoint_choose",
]
