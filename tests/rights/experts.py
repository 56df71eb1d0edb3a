from typing import Any

from organisations.actions import move_school
from organisations.choices import Ring
from tests.experts.factories import make_expert, position_of
from tests.organisations.world import World
from tests.rights.table import BOTH, POST, Row


def expert_of_staff(world: World) -> dict[str, Any]:
    """An offer of the own member of staff; the page takes no arguments."""
    make_expert(world.staff_membership, ring=Ring.BOARD)
    return {}


def expert(world: World) -> dict[str, Any]:
    """Seen by the own school and board, by nobody further away."""
    return {"pk": make_expert(world.staff_membership, ring=Ring.BOARD).pk}


def moved_expert(world: World) -> dict[str, Any]:
    """The own school just came to another board; the page takes no arguments."""
    make_expert(world.staff_membership, ring=Ring.BOARD)
    move_school(world.school, board=world.neighbour_board, network=world.network, region=world.region)
    return {}


def position(world: World) -> dict[str, Any]:
    return {"pk": position_of(make_expert(world.staff_membership, ring=Ring.BOARD)).pk}


# Whoever works at a school or for themselves has something to offer.
OFFERERS = "school_people freelancers"
RELEASERS = "director deputy board_admin"
# Without an offer yet, these lead to its first step.
NOT_YET = {"school_people freelancers": 302, "staff": 200}

ROWS = [
    Row("experts:onboarding_skills", methods=BOTH, may=OFFERERS, sees="everyone"),
    Row(
        "experts:onboarding_half_days", thing=expert_of_staff, methods=BOTH, may="staff", sees="everyone", also=NOT_YET
    ),
    Row("experts:onboarding_reach", thing=expert_of_staff, methods=BOTH, may="staff", sees="everyone", also=NOT_YET),
    Row("experts:expert_me", thing=expert_of_staff, may="staff", sees="everyone", also=NOT_YET),
    Row("experts:reach_answer", thing=expert_of_staff, methods=POST, data={"yes": ""}, may="staff", own_status=302),
    Row("experts:own_calendar", thing=expert_of_staff, methods=BOTH, may="staff"),
    Row("experts:expert_pause", thing=expert_of_staff, methods=BOTH, may="staff"),
    Row("experts:expert_resume", thing=expert_of_staff, methods=POST, may="staff", own_status=302),
    Row("experts:expert_hide", thing=expert_of_staff, methods=POST, may="staff", own_status=302),
    Row("experts:expert_confirm", thing=expert_of_staff, methods=POST, may="staff", own_status=302),
    Row("experts:expert_answer_move", thing=moved_expert, methods=POST, may="staff", own_status=302),
    # Every director searches for their own school; what they find there is the ring rule's.
    Row("experts:expert_list", may="searchers", sees="everyone"),
    Row("experts:expert_compare", may="searchers", sees="everyone"),
    Row("experts:expert_detail", thing=expert, may="own_school board_admin sister_coordinator sister_director"),
    Row("experts:position_list", may="directors board_admins", sees="everyone"),
    Row("experts:position_release", thing=position, methods=BOTH, may=RELEASERS),
    Row("experts:position_withdraw", thing=position, methods=POST, may=RELEASERS, own_status=302),
]
