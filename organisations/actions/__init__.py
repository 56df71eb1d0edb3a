"""Every write to organisations: one verb each."""

from organisations.actions.calendar import HolidayRow, add_study_days, load_school_holidays, remove_study_day
from organisations.actions.invitations import (
    Asked,
    Offer,
    Person,
    accept_invitation,
    accept_with_new_account,
    decline_invitation,
    invite_people,
    resend_invitation,
    withdraw_invitation,
)
from organisations.actions.joining import confirm_join, refuse_join, request_to_join, withdraw_join
from organisations.actions.letters import deliver_letter
from organisations.actions.people import end_membership, name_deputy
from organisations.actions.places import begin_board_periods, close_school, move_school, reopen_school
from organisations.actions.policy import Policy, change_policy
from organisations.actions.sign_in import (
    join_by_school_sign_in,
    link_school_sign_in,
    set_up_identity_provider,
    switch_identity_provider,
    unlink_school_sign_in,
)
from organisations.actions.staff_imports import (
    confirm_staff_import,
    discard_staff_import,
    follow_all_staff_imports,
    follow_staff_import,
    judge_staff_import,
    upload_staff_list,
)
from organisations.actions.work_addresses import (
    add_work_domain,
    ask_work_address,
    remove_work_domain,
    use_work_address,
    use_work_address_with_new_account,
)

__all__ = [
    "Asked",
    "HolidayRow",
    "Offer",
    "Person",
    "Policy",
    "accept_invitation",
    "accept_with_new_account",
    "add_study_days",
    "add_work_domain",
    "ask_work_address",
    "begin_board_periods",
    "change_policy",
    "close_school",
    "confirm_join",
    "confirm_staff_import",
    "decline_invitation",
    "deliver_letter",
    "discard_staff_import",
    "end_membership",
    "follow_all_staff_imports",
    "follow_staff_import",
    "invite_people",
    "join_by_school_sign_in",
    "judge_staff_import",
    "link_school_sign_in",
    "load_school_holidays",
    "move_school",
    "name_deputy",
    "refuse_join",
    "remove_study_day",
    "remove_work_domain",
    "reopen_school",
    "request_to_join",
    "resend_invitation",
    "set_up_identity_provider",
    "switch_identity_provider",
    "unlink_school_sign_in",
    "upload_staff_list",
    "use_work_address",
    "use_work_address_with_new_account",
    "withdraw_invitation",
    "withdraw_join",
]
