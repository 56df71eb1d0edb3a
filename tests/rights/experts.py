from typing import Any

from organisations.choices import Ring
from tests.experts.factories import make_expert, position_of
from tests.organisations.world import World
from tests.rights.table import Row


def expert_of_staff(world: World) -> dict[str, Any]:
    """An offer of the own member of staff; the page takes no arguments."""
    make_expert(world.staff_membership, ring=Ring.BOARD)
    return {}


def expert(world: World) -> dict[str, Any]:
    """Seen by the own school and board, by nobody further away."""
    return {"pk": make_expert(world.staff_membership, ring=Ring.BOARD).pk}


def position(world: World) -> dict[str, Any]:
    return {"pk": position_of(make_expert(world.staff_membership, ring=Ring.BOARD)).pk}


ROWS = [
    Row("experts:onboarding_skills", own="staff", methods=("GET", "POST"), sister=200, foreign=200),
    Row(
        "experts:onboarding_half_days",
        own="staff",
        thing=expert_of_staff,
        methods=("GET", "POST"),
        sister=302,
        foreign=302,
    ),
    Row(
        "experts:onboarding_reach",
        own="staff",
        thing=expert_of_staff,
        methods=("GET", "POST"),
        sister=302,
        foreign=302,
    ),
    Row("experts:expert_me", own="staff", thing=expert_of_staff, sister=302, foreign=302),
    Row("experts:expert_pause", own="staff", thing=expert_of_staff, methods=("GET", "POST")),
    Row("experts:expert_resume", own="staff", thing=expert_of_staff, methods=("POST",), own_status=302),
    Row("experts:expert_hide", own="staff", thing=expert_of_staff, methods=("POST",), own_status=302),
    Row("experts:expert_confirm", own="staff", thing=expert_of_staff, methods=("POST",), own_status=302),
    # Every director searches for their own school; what they find there is the ring rule's.
    Row("experts:expert_list", sister=200, foreign=200),
    Row("experts:expert_compare", sister=200, foreign=200),
    Row("experts:expert_detail", thing=expert, colleague=200, sister=200),
    Row("experts:position_list", sister=200, foreign=200),
    Row("experts:position_release", thing=position, methods=("GET", "POST"), colleague=404),
    Row("experts:position_withdraw", thing=position, methods=("POST",), own_status=302, colleague=404),
]
