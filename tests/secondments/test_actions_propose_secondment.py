from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from experts import actions as expert_actions
from experts.choices import Part, TimeMode
from experts.errors import HalfDayTaken
from notifications.models import Notification
from secondments import actions
from secondments.choices import ChargeMethod, LegalShape, ReplacementState, SecondmentState, StepKind
from secondments.models import LoanHalfDay, Secondment
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.secondments.factories import kinds, position_for, propose, terms_for, tuesday, waits_for

pytestmark = pytest.mark.django_db


def test_proposing_asks_the_expert_first(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)

    assert secondment.state == SecondmentState.IN_APPROVAL
    assert waits_for(secondment) == [StepKind.EXPERT]
    assert Notification.objects.get(kind="secondments.step").recipient == world.staff


def test_proposing_counts_as_the_borrowing_directors_yes(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)

    assert kinds(secondment) == ["expert: waiting", "borrowing_director: approved", "lending_director: waiting"]


def test_an_extra_day_needs_no_replacement(world: World) -> None:
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.EXTENSION
    )

    assert not LoanHalfDay.objects.filter(loan__secondment=secondment).needing_cover().exists()
    assert "budget_holder: waiting" not in kinds(secondment)
    assert secondment.charge_method == ChargeMethod.AVERAGE


def test_leaving_a_class_means_a_replacement_is_sought(world: World) -> None:
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )

    states = LoanHalfDay.objects.filter(loan__secondment=secondment).values_list("replacement_state", flat=True)
    assert set(states) == {ReplacementState.SOUGHT}
    assert kinds(secondment)[-1] == "budget_holder: waiting"


def test_the_software_proposes_the_shape(world: World) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)

    assert secondment.legal_shape == LegalShape.SECONDMENT


def test_a_shape_that_would_skip_somebodys_yes_is_not_taken(world: World) -> None:
    secondment = propose(
        world.neighbour_director,
        world.neighbour_school,
        world.staff_membership,
        time_mode=TimeMode.TEACHING,
        legal_shape=LegalShape.COLLEGIAL,
    )

    assert secondment.legal_shape == LegalShape.SECONDMENT


def test_calling_teaching_time_task_time_does_not_make_it_collegial(world: World) -> None:
    position = position_for(world.staff_membership, TimeMode.TEACHING)
    terms = terms_for(
        position,
        time_mode=TimeMode.TASK,
        half_days=((tuesday(), Part.MORNING),),
        legal_shape=LegalShape.COLLEGIAL,
    )

    secondment = actions.propose_secondment(by=world.sister_director, borrower=world.sister_school, terms=terms)

    assert "lending_director: waiting" in kinds(secondment)


def test_nobody_proposes_themselves(world: World) -> None:
    membership = MembershipFactory(user=world.sister_director, school=world.school)

    with pytest.raises(NotAllowedNow, match="jezelf"):
        propose(world.sister_director, world.sister_school, membership)


@pytest.mark.parametrize("days", [0, -1])
def test_a_day_gone_by_cannot_be_chosen(world: World, days: int) -> None:
    half_days = ((timezone.localdate() + timedelta(days=days), Part.MORNING),)

    with pytest.raises(NotAllowedNow, match="nog komen"):
        propose(world.sister_director, world.sister_school, world.staff_membership, half_days=half_days)


def test_a_booked_half_day_cannot_be_proposed(world: World) -> None:
    position = position_for(world.staff_membership)
    expert_actions.book_half_days(position, [(tuesday(), Part.MORNING)])

    with pytest.raises(HalfDayTaken):
        actions.propose_secondment(by=world.sister_director, borrower=world.sister_school, terms=terms_for(position))
    assert not Secondment.objects.exists()


def test_someone_who_left_cannot_be_proposed(world: World) -> None:
    position = position_for(world.staff_membership)
    world.staff_membership.ends_on = timezone.localdate() - timedelta(days=1)
    world.staff_membership.save()

    with pytest.raises(NotAllowedNow, match="werkt daar niet meer"):
        actions.propose_secondment(by=world.sister_director, borrower=world.sister_school, terms=terms_for(position))


def test_several_experts_are_all_asked(world: World) -> None:
    secondment = propose(
        world.neighbour_director, world.neighbour_school, world.staff_membership, world.sister_staff_membership
    )

    assert waits_for(secondment) == [StepKind.EXPERT, StepKind.EXPERT]
    assert kinds(secondment).count("lending_director: waiting") == 2
    assert kinds(secondment).count("lending_board: waiting") == 1
