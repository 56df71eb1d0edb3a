"""Every write to organisations: one verb each."""

from organisations.actions.calendar import HolidayRow, add_study_day, load_school_holidays, remove_study_day
from organisations.actions.joining import confirm_join, refuse_join, request_to_join, withdraw_join
from organisations.actions.people import add_member, end_membership
from organisations.actions.places import begin_board_periods, move_school
from organisations.actions.policy import Policy, change_policy

__all__ = [
    "HolidayRow",
    "Policy",
    "add_member",
    "add_study_day",
    "begin_board_periods",
    "change_policy",
    "confirm_join",
    "end_membership",
    "load_school_holidays",
    "move_school",
    "refuse_join",
    "remove_study_day",
    "request_to_join",
    "withdraw_join",
]
