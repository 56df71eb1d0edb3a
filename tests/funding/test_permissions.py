import pytest

from funding.permissions import can_hold
from tests.funding.factories import BudgetFactory

PEOPLE = (
    "director",
    "coordinator",
    "staff",
    "board_admin",
    "network_coordinator",
    "moderator",
    "neighbour_board_admin",
)


@pytest.mark.parametrize(
    ("owner", "holders"),
    [("school", {"board_admin"}), ("board", {"board_admin"}), ("network", {"network_coordinator"})],
)
def test_who_holds_the_money(world, owner, holders):
    budget = BudgetFactory(**{"network": None, owner: getattr(world, owner)})
    assert {who for who in PEOPLE if can_hold(getattr(world, who), budget)} == holders
