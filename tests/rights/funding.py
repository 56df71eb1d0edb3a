from typing import Any

from tests.funding.factories import BudgetFactory
from tests.organisations.world import World
from tests.rights.table import Row


def money_of_board(world: World) -> dict[str, Any]:
    return {"pk": BudgetFactory(network=None, board=world.board).pk}


def money_of_school(world: World) -> dict[str, Any]:
    return {"pk": BudgetFactory(network=None, school=world.school).pk}


ROWS = [
    Row("funding:budget_list", own="board_admin", colleague=200, sister=200, foreign=200),
    Row("funding:budget_create", own="board_admin", methods=("GET", "POST"), colleague=403, sister=403, foreign=403),
    Row("funding:budget_detail", own="director", thing=money_of_school, colleague=404),
    Row("funding:budget_grant", own="board_admin", thing=money_of_board, methods=("GET", "POST"), colleague=404),
    Row("funding:budget_export", own="director", thing=money_of_school, colleague=404),
]
