from secondments.stakes import running_at
from tests.organisations.world import World
from tests.secondments.factories import propose


def test_what_runs_is_told_of_the_borrower_and_of_the_lender(world: World) -> None:
    propose(world.director, world.school, world.sister_staff_membership)

    found = running_at([world.school.pk, world.sister_school.pk, world.neighbour_school.pk])

    assert found == {pk: ["1 inzet loopt en gaat door."] for pk in (world.school.pk, world.sister_school.pk)}
