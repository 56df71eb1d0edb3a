import pytest

from experts import actions
from experts.models import Expert
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World


def test_makes_a_position_for_each_school(world: World) -> None:
    second = MembershipFactory(user=world.staff, school=world.foreign_school)
    expert = actions.start_expert(world.staff, by=world.staff)
    assert {p.membership for p in expert.positions.all()} == {world.staff_membership, second}


def test_one_position_for_two_roles_at_one_school(world: World) -> None:
    MembershipFactory(user=world.staff, school=world.school, coordinator=True)
    expert = actions.start_expert(world.staff, by=world.staff)
    assert expert.positions.count() == 1


def test_a_freelancer_gets_a_position_at_the_network(world: World) -> None:
    expert = actions.start_expert(world.freelancer, by=world.freelancer)
    assert expert.positions.get().membership.network == world.network


def test_a_board_role_is_no_place_to_lend_from(world: World) -> None:
    assert not actions.start_expert(world.board_admin, by=world.board_admin).positions.exists()


def test_starting_again_changes_nothing(world: World) -> None:
    first = actions.start_expert(world.staff, by=world.staff)
    again = actions.start_expert(world.staff, by=world.staff)
    assert (again, again.positions.count(), again.events.count()) == (first, 1, 1)


@pytest.mark.django_db
def test_nobody_is_findable_without_a_skill(world: World) -> None:
    actions.start_expert(world.staff, by=world.staff)
    assert not Expert.objects.findable().exists()
