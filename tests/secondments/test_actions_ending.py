from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from experts.choices import Part, TimeMode
from experts.models import BookedHalfDay
from funding.models import Budget
from notifications.models import Notification
from organisations.calendar import Calendar, add_school_days
from secondments import actions
from secondments.choices import SecondmentState, StepKind
from secondments.models import Secondment
from tests.funding.factories import BudgetFactory, totals
from tests.organisations.world import World
from tests.secondments.factories import cover_all, propose, say_yes, step, tuesday

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(world: World) -> Budget:
    return BudgetFactory(board=world.board, network=None, granted=1_000_00)


@pytest.fixture
def planned(world: World, budget: Budget) -> Secondment:
    """Four half-days out of class, covered by the pool and paid by the board."""
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    cover_all(secondment, world.director)
    actions.fund_replacement(step(secondment, StepKind.BUDGET_HOLDER), by=world.board_admin, budget=budget)
    return Secondment.objects.get(pk=secondment.pk)


def after(secondment: Secondment) -> date:
    assert secondment.ends_on
    return secondment.ends_on + timedelta(days=1)


def test_what_is_over_is_finished_and_paid(world: World, planned: Secondment, budget: Budget) -> None:
    assert actions.finish_secondments(after(planned)) == 1

    planned.refresh_from_db()
    assert planned.state == SecondmentState.FINISHED
    assert planned.finished_on == after(planned)
    assert totals(budget) == {"granted": 1_000_00, "reserved": 0, "committed": 0, "spent": 800_00}
    world.staff.expert.refresh_from_db()
    assert world.staff.expert.finished_count == 1


def test_a_cheaper_replacement_gives_the_rest_back(world: World, planned: Secondment, budget: Budget) -> None:
    cover_all(planned, world.director, cents=150_00)

    actions.finish_secondments(after(planned))

    assert totals(budget) == {"granted": 1_000_00, "reserved": 0, "committed": 0, "spent": 600_00}


def test_once_agreed_a_replacement_cannot_cost_more(world: World, planned: Secondment) -> None:
    with pytest.raises(NotAllowedNow, match="meer dan er is toegezegd"):
        cover_all(planned, world.director, cents=200_01)


def test_finishing_twice_changes_nothing(world: World, planned: Secondment, budget: Budget) -> None:
    actions.finish_secondments(after(planned))

    assert actions.finish_secondments(after(planned)) == 0
    world.staff.expert.refresh_from_db()
    assert world.staff.expert.finished_count == 1
    assert totals(budget)["spent"] == 800_00


def test_on_the_last_day_it_still_runs(planned: Secondment) -> None:
    assert planned.ends_on
    assert actions.finish_secondments(planned.ends_on) == 0


def test_withdrawing_gives_the_money_back(world: World, budget: Budget) -> None:
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    cover_all(secondment, world.director)
    approval = step(secondment, StepKind.BUDGET_HOLDER)
    actions.fund_replacement(approval, by=world.board_admin, budget=budget, amount_cents=100_00)

    actions.withdraw_secondment(secondment, by=world.sister_director)

    assert Secondment.objects.get().state == SecondmentState.WITHDRAWN
    assert totals(budget)["reserved"] == 0
    assert Notification.objects.filter(kind="secondments.stopped", recipient=world.director).exists()


def test_what_is_planned_cannot_be_withdrawn(world: World, planned: Secondment) -> None:
    with pytest.raises(NotAllowedNow):
        actions.withdraw_secondment(planned, by=world.sister_director)


def test_cancelling_frees_half_days_and_money(world: World, planned: Secondment, budget: Budget) -> None:
    actions.cancel_secondment(planned, by=world.director, reason="Twee zieken in het team")

    assert Secondment.objects.get().state == SecondmentState.CANCELLED
    assert not BookedHalfDay.objects.exists()
    assert totals(budget) == {"granted": 1_000_00, "reserved": 0, "committed": 0, "spent": 0}
    assert Notification.objects.filter(kind="secondments.stopped", recipient=world.sister_director).exists()


def test_half_days_that_have_been_stay_booked_and_paid(world: World, planned: Secondment, budget: Budget) -> None:
    first = planned.loans.get().half_days.first()
    first.day = timezone.localdate() - timedelta(days=1)
    first.save()

    actions.cancel_secondment(planned, by=world.director, reason="Twee zieken in het team")

    assert BookedHalfDay.objects.count() == 1
    assert totals(budget) == {"granted": 1_000_00, "reserved": 0, "committed": 0, "spent": 200_00}


def test_cancelling_needs_a_reason(world: World, planned: Secondment) -> None:
    with pytest.raises(NotAllowedNow, match="waarom"):
        actions.cancel_secondment(planned, by=world.director, reason="")


class TestReminding:
    @pytest.fixture
    def secondment(self, world: World) -> Secondment:
        half_days = ((tuesday(8), Part.MORNING), (tuesday(8), Part.AFTERNOON))
        secondment = propose(world.sister_director, world.sister_school, world.staff_membership, half_days=half_days)
        say_yes(secondment, StepKind.EXPERT, world.staff)
        return secondment

    def day(self, school_days: int) -> date:
        return add_school_days(timezone.localdate(), school_days, Calendar())

    def test_after_two_school_days_nobody_is_reminded(self, secondment: Secondment) -> None:
        assert actions.remind_deciders(self.day(2)) == 0

    def test_after_three_school_days_who_is_waited_for_is_reminded_once(
        self, world: World, secondment: Secondment
    ) -> None:
        actions.remind_deciders(self.day(3))
        actions.remind_deciders(self.day(4))

        assert Notification.objects.get(kind="secondments.reminder").recipient == world.director
        assert not Notification.objects.filter(kind="secondments.escalation").exists()

    def test_after_seven_school_days_the_board_is_told(self, world: World, secondment: Secondment) -> None:
        actions.remind_deciders(self.day(7))

        assert Notification.objects.get(kind="secondments.escalation").recipient == world.board_admin

    def test_an_expert_who_thinks_it_over_is_reminded_and_nobody_else_hears(self, world: World) -> None:
        propose(world.neighbour_director, world.neighbour_school, world.staff_membership)

        actions.remind_deciders(self.day(9))

        assert Notification.objects.get(kind="secondments.reminder").recipient == world.staff
        assert not Notification.objects.filter(kind="secondments.escalation").exists()
