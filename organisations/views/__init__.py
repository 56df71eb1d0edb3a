"""The pages of schools, boards and who belongs to them, one module per subject."""

from organisations.views.boards import board_detail, policy_edit
from organisations.views.calendar import study_day_list, study_day_remove
from organisations.views.duo_imports import (
    duo_import_apply,
    duo_import_create,
    duo_import_detail,
    duo_import_discard,
    duo_import_list,
)
from organisations.views.history import board_history, own_history, person_history, school_history
from organisations.views.identity_providers import (
    identity_provider_detail,
    identity_provider_edit,
    identity_provider_list,
    identity_provider_switch,
)
from organisations.views.invitations import (
    invitation_answer,
    invitation_create,
    invitation_decline,
    invitation_list,
    invitation_resend,
    invitation_withdraw,
)
from organisations.views.joining import (
    join_choose,
    join_confirm,
    join_list,
    join_refuse,
    join_withdraw,
    work_address_ask,
    work_address_confirm,
    work_domain_list,
    work_domain_remove,
)
from organisations.views.people import deputy_create, membership_end, person_list, school_detail
from organisations.views.roles import role_list
from organisations.views.school_sign_in import (
    school_link_list,
    school_link_remove,
    school_sign_in,
    school_sign_in_code,
    school_sign_in_confirm,
    school_sign_in_join,
    school_sign_in_link,
    school_sign_in_return,
)
from organisations.views.staff_imports import (
    staff_import_confirm,
    staff_import_create,
    staff_import_detail,
    staff_import_discard,
    staff_import_example,
)
from organisations.views.viewpoint import viewpoint_choose

__all__ = [
    "board_detail",
    "board_history",
    "deputy_create",
    "duo_import_apply",
    "duo_import_create",
    "duo_import_detail",
    "duo_import_discard",
    "duo_import_list",
    "identity_provider_detail",
    "identity_provider_edit",
    "identity_provider_list",
    "identity_provider_switch",
    "invitation_answer",
    "invitation_create",
    "invitation_decline",
    "invitation_list",
    "invitation_resend",
    "invitation_withdraw",
    "join_choose",
    "join_confirm",
    "join_list",
    "join_refuse",
    "join_withdraw",
    "membership_end",
    "own_history",
    "person_history",
    "person_list",
    "policy_edit",
    "role_list",
    "school_detail",
    "school_history",
    "school_link_list",
    "school_link_remove",
    "school_sign_in",
    "school_sign_in_code",
    "school_sign_in_confirm",
    "school_sign_in_join",
    "school_sign_in_link",
    "school_sign_in_return",
    "staff_import_confirm",
    "staff_import_create",
    "staff_import_detail",
    "staff_import_discard",
    "staff_import_example",
    "study_day_list",
    "study_day_remove",
    "viewpoint_choose",
    "work_address_ask",
    "work_address_confirm",
    "work_domain_list",
    "work_domain_remove",
]
