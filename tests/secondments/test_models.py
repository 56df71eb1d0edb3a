import pytest
from django.db import IntegrityError
from django.utils import timezone

from secondments.choices import StepKind
from secondments.models import Secondment
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, step

pytestmark = pytest.mark.django_db


def sees(user: object, secondment: Secondment) -> bool:
    return Secondment.objects.visible_to(user).filter(pk=secondment.pk).exists()


def test_the_own_director_sees_nothing_until_the_expert_has_said_yes(world: World) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    assert sees(world.staff, secondment)
    assert not sees(world.director, secondment)
    assert not sees(world.board_admin, secondment)

    say_yes(secondment, StepKind.EXPERT, world.staff)

    assert sees(world.director, secondment)
    assert sees(world.board_admin, secondment)


def test_the_school_that_asks_sees_it_from_the_start(world: World) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)

    assert sees(world.neighbour_director, secondment)
    assert sees(world.neighbour_board_admin, secondment)


def test_others_see_nothing(world: World) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)

    for other in (world.sister_director, world.foreign_director, world.network_coordinator, world.coordinator):
        assert not sees(other, secondment)
    assert not sees(MembershipFactory(school=world.school).user, secondment)


def test_a_no_needs_a_reason_in_the_database_too(world: World) -> None:
    approval = step(propose(world.director, world.school, world.sister_staff_membership), StepKind.EXPERT)
    approval.state, approval.decided_by, approval.decided_at = "declined", world.sister_staff, timezone.now()

    with pytest.raises(IntegrityError, match="approval_declined_with_a_reason"):
        approval.save()


def test_a_decision_has_someone_and_a_moment(world: World) -> None:
    approval = step(propose(world.director, world.school, world.sister_staff_membership), StepKind.EXPERT)
    approval.state = "approved"

    with pytest.raises(IntegrityError, match="approval_decided_by_someone_at_a_moment"):
        approval.save()


def test_a_step_that_counts_exists_once(world: World) -> None:
    approval = step(propose(world.director, world.school, world.sister_staff_membership), StepKind.EXPERT)
    approval.pk = None

    with pytest.raises(IntegrityError, match="approval_once_per_step"):
        approval.save()


def test_planned_has_a_moment(world: World) -> None:
    secondment = propose(world.director, world.school, world.sister_staff_membership)
    secondment.state = "planned"

    with pytest.raises(IntegrityError, match="secondment_planned_has_a_moment"):
        secondment.save()


def test_finished_has_a_day(world: World) -> None:
    secondment = propose(world.director, world.school, world.sister_staff_membership)
    secondment.state, secondment.planned_at = "finished", timezone.now()

    with pytest.raises(IntegrityError, match="secondment_finished_on_with_finished"):
        secondment.save()


def test_a_class_is_covered_by_someone(world: World) -> None:
    secondment = propose(world.director, world.school, world.sister_staff_membership)
    half_day = secondment.loans.get().half_days.first()
    half_day.replacement_state = "found"

    with pytest.raises(IntegrityError, match="loan_half_day_covered_by_someone"):
        half_day.save()
