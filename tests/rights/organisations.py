from datetime import date

from organisations.models import StudyDay
from tests.organisations.world import World
from tests.rights.table import Row


def study_day(world: World) -> dict[str, int]:
    return {"pk": StudyDay.objects.create(school=world.school, day=date(2999, 1, 7)).pk}


# The walk's sister is a director of another school on the same board: within the board, so 403 there and not 404.
ROWS = [
    Row(
        "organisations:viewpoint_choose",
        methods=("GET", "POST"),
        own_status=200,
        colleague=200,
        sister=200,
        foreign=200,
    ),
    Row(
        "organisations:board_detail",
        own="board_admin",
        thing=lambda world: {"pk": world.board.pk},
        sister=403,
    ),
    Row(
        "organisations:policy_edit",
        own="board_admin",
        thing=lambda world: {"pk": world.board.pk},
        methods=("GET", "POST"),
        sister=403,
    ),
    Row("organisations:school_detail", thing=lambda world: {"pk": world.school.pk}),
    Row("organisations:member_add", thing=lambda world: {"pk": world.school.pk}, methods=("GET", "POST")),
    Row(
        "organisations:membership_end",
        thing=lambda world: {"pk": world.staff_membership.pk},
        methods=("GET", "POST"),
    ),
    Row("organisations:study_day_list", thing=lambda world: {"pk": world.school.pk}, methods=("GET", "POST")),
    Row("organisations:study_day_remove", thing=study_day, methods=("POST",), own_status=302),
]
