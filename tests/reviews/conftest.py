import pytest

from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, switch_on_all


@pytest.fixture
def loan(world: World) -> Loan:
    """Tessa (De Wilgenhof, board De Linde) helped De Kameleon (board Het Veer); it ended yesterday, reviews are on."""
    switch_on_all(world)
    return finished_loan(world.staff_membership, world.neighbour_school, by=world.neighbour_director)
