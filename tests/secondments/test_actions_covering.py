"""Scene (b) in steps: a teacher comes out of class, the class is covered, and somebody pays."""

import pytest

from core.errors import NotAllowedNow
from experts.choices import TimeMode
from experts.models import BookedHalfDay
from funding import actions as funding_actions
from funding.errors import BudgetShort
from funding.models import Budget
from notifications.models import Notification
from secondments import actions
from secondments.actions import Cover
from secondments.choices import CoveredBy, ReplacementState, SecondmentState, StepKind
from secondments.models import LoanHalfDay, Secondment
from tests.funding.factories import BudgetFactory, totals
from tests.organisations.world import World
from tests.secondments.factories import cover_all, propose, say_yes, step, waits_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def secondment(world: World) -> Secondment:
    """The teacher and the own director said yes; four half-days of class are to be covered."""
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    return secondment


@pytest.fixture
def budget(world: World) -> Budget:
    """Arrangement money of the board: 1.000 euros."""
    return BudgetFactory(board=world.board, network=None, granted=1_000_00)


def state_of(secondment: Secondment) -> str:
    return Secondment.objects.get(pk=secondment.pk).state


def test_nothing_is_planned_while_a_class_is_uncovered(world: World, secondment: Secondment) -> None:
    assert state_of(secondment) == SecondmentState.IN_APPROVAL
    assert waits_for(secondment) == []
    assert Notification.objects.get(kind="secondments.replacement").recipient == world.director


def test_covering_the_last_class_asks_who_pays(world: World, secondment: Secondment) -> None:
    cover_all(secondment, world.director)

    assert waits_for(secondment) == [StepKind.BUDGET_HOLDER]
    assert Notification.objects.filter(kind="secondments.step", recipient=world.board_admin).exists()


def test_covering_some_of_it_still_waits(world: World, secondment: Secondment) -> None:
    half_day = LoanHalfDay.objects.filter(loan__secondment=secondment).first()

    actions.arrange_replacement(
        secondment,
        by=world.director,
        covers={half_day.pk: Cover(ReplacementState.CONFIRMED, CoveredBy.POOL, 200_00)},
    )

    assert waits_for(secondment) == []


def test_paying_plans_books_and_commits_at_once(world: World, secondment: Secondment, budget: Budget) -> None:
    cover_all(secondment, world.director)

    actions.fund_replacement(step(secondment, StepKind.BUDGET_HOLDER), by=world.board_admin, budget=budget)

    assert state_of(secondment) == SecondmentState.PLANNED
    assert totals(budget) == {"granted": 1_000_00, "reserved": 0, "committed": 800_00, "spent": 0}
    assert BookedHalfDay.objects.count() == 4


def test_a_budget_is_never_overdrawn(world: World, secondment: Secondment) -> None:
    small = BudgetFactory(board=world.board, network=None, granted=799_99)
    cover_all(secondment, world.director)

    with pytest.raises(BudgetShort, match="niet genoeg"):
        actions.fund_replacement(step(secondment, StepKind.BUDGET_HOLDER), by=world.board_admin, budget=small)
    assert state_of(secondment) == SecondmentState.IN_APPROVAL
    assert totals(small)["reserved"] == 0


def test_two_budgets_can_pay_together(world: World, secondment: Secondment, budget: Budget) -> None:
    other = BudgetFactory(board=world.board, network=None, granted=300_00)
    cover_all(secondment, world.director)
    approval = step(secondment, StepKind.BUDGET_HOLDER)

    actions.fund_replacement(approval, by=world.board_admin, budget=other, amount_cents=300_00)
    assert state_of(secondment) == SecondmentState.IN_APPROVAL
    actions.fund_replacement(approval, by=world.board_admin, budget=budget)

    assert state_of(secondment) == SecondmentState.PLANNED
    assert (totals(other)["committed"], totals(budget)["committed"]) == (300_00, 500_00)


def test_money_of_the_network_is_the_networks_to_give(world: World, secondment: Secondment) -> None:
    arrangement = BudgetFactory(network=world.network, granted=1_000_00)
    cover_all(secondment, world.director)
    approval = step(secondment, StepKind.BUDGET_HOLDER)

    with pytest.raises(NotAllowedNow, match="van iemand anders"):
        actions.fund_replacement(approval, by=world.board_admin, budget=arrangement)


def test_the_network_pays_when_the_board_asks(world: World, secondment: Secondment) -> None:
    arrangement = BudgetFactory(network=world.network, granted=1_000_00)
    cover_all(secondment, world.director)
    approval = step(secondment, StepKind.BUDGET_HOLDER)

    actions.ask_network_for_money(approval, by=world.board_admin, network=world.network)
    assert Secondment.objects.visible_to(world.network_coordinator).get() == secondment
    actions.fund_replacement(approval, by=world.network_coordinator, budget=arrangement)

    assert state_of(secondment) == SecondmentState.PLANNED
    assert totals(arrangement)["committed"] == 800_00


def test_a_replacement_that_costs_nothing_needs_no_money(world: World, secondment: Secondment) -> None:
    cover_all(secondment, world.director, cents=0)

    assert state_of(secondment) == SecondmentState.PLANNED


def test_the_director_goes_ahead_without_cover_with_a_reason(world: World, secondment: Secondment) -> None:
    actions.override_replacement(secondment, by=world.director, reason="Groep 5 gaat die ochtend naar de gymzaal")

    assert state_of(secondment) == SecondmentState.PLANNED
    assert not secondment.events.readable_by(world.sister_director).filter(text__contains="gymzaal").exists()
    assert secondment.events.readable_by(world.director).filter(text__contains="gymzaal").exists()


def test_going_ahead_without_a_reason_is_refused(world: World, secondment: Secondment) -> None:
    with pytest.raises(NotAllowedNow, match="Schrijf op"):
        actions.override_replacement(secondment, by=world.director, reason=" ")


def test_the_borrower_does_not_decide_that_a_class_can_do_without(world: World, secondment: Secondment) -> None:
    with pytest.raises(NotAllowedNow):
        actions.override_replacement(secondment, by=world.sister_director, reason="Wij hebben haar nodig")


def test_half_days_of_another_school_are_not_yours_to_cover(world: World, secondment: Secondment) -> None:
    with pytest.raises(NotAllowedNow, match="Iemand anders"):
        cover_all(secondment, world.sister_director)


def test_another_price_gives_the_money_back_and_asks_again(
    world: World, secondment: Secondment, budget: Budget
) -> None:
    cover_all(secondment, world.director)
    approval = step(secondment, StepKind.BUDGET_HOLDER)
    actions.fund_replacement(approval, by=world.board_admin, budget=budget, amount_cents=100_00)

    cover_all(secondment, world.director, cents=150_00)

    assert totals(budget)["reserved"] == 0
    assert waits_for(secondment) == [StepKind.BUDGET_HOLDER]


def test_a_reservation_that_lapsed_is_asked_again(world: World, secondment: Secondment, budget: Budget) -> None:
    """Two classes of two boards: one board paid, the other came too late."""
    cover_all(secondment, world.director)
    approval = step(secondment, StepKind.BUDGET_HOLDER)
    funding = actions.fund_replacement(approval, by=world.board_admin, budget=budget, amount_cents=400_00)
    funding_actions.release(funding.commitment, by=None)

    actions.fund_replacement(approval, by=world.board_admin, budget=budget)

    assert state_of(secondment) == SecondmentState.PLANNED
    assert totals(budget)["committed"] == 800_00
