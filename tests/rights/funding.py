from typing import Any

from tests.funding.factories import BudgetFactory
from tests.organisations.world import World
from tests.rights.table import BOTH, Row


def money_of_board(world: World) -> dict[str, Any]:
    return {"pk": BudgetFactory(network=None, board=world.board).pk}


def money_of_school(world: World) -> dict[str, Any]:
    return {"pk": BudgetFactory(network=None, school=world.school).pk}


ROWS = [
    Row("funding:budget_list", may="everyone"),
    Row("funding:budget_create", methods=BOTH, may="budget_holders", sees="everyone"),
    Row("funding:grant_import", methods=BOTH, may="budget_holders", sees="everyone"),
    Row("funding:budget_detail", thing=money_of_school, may="director deputy board_admin"),
    Row("funding:budget_grant", thing=money_of_board, methods=BOTH, may="board_admin"),
    Row("funding:budget_close", thing=money_of_board, methods=BOTH, may="board_admin"),
    Row("funding:budget_export", thing=money_of_school, may="director deputy board_admin"),
]
