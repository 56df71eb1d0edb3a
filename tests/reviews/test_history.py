from core import history
from reviews.choices import Side
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, switch_on_all


def logged() -> int:
    return sum(model.objects.count() for model in history.change_models())


def test_reviews_and_drafts_leave_nothing_in_the_audit_trail(world: World) -> None:
    """Before the reveal nobody but the author may find out that there is one, also not in the database's history."""
    switch_on_all(world)
    loan = finished_loan(world.staff_membership, world.neighbour_school, by=world.neighbour_director)
    before = logged()

    make_review(loan, world.neighbour_director)
    make_review(loan, world.staff, Side.EXPERT)

    assert logged() == before
