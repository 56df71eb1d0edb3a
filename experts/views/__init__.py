"""The pages of experts, one module per kind of visitor."""

from experts.views.days import own_calendar
from experts.views.onboarding import onboarding_half_days, onboarding_reach, onboarding_skills
from experts.views.own import (
    expert_answer_move,
    expert_confirm,
    expert_hide,
    expert_me,
    expert_pause,
    expert_resume,
    reach_answer,
)
from experts.views.release import position_list, position_release, position_withdraw
from experts.views.search import expert_compare, expert_detail, expert_list

__all__ = [
    "expert_answer_move",
    "expert_compare",
    "expert_confirm",
    "expert_detail",
    "expert_hide",
    "expert_list",
    "expert_me",
    "expert_pause",
    "expert_resume",
    "onboarding_half_days",
    "onboarding_reach",
    "onboarding_skills",
    "own_calendar",
    "position_list",
    "position_release",
    "position_withdraw",
    "reach_answer",
]
