import pytest
from django.test import Client
from django.urls import reverse

from experts.choices import TimeMode
from experts.models import BookedHalfDay
from funding.choices import Purpose
from secondments.choices import SecondmentState, StepKind
from secondments.models import Approval, LoanHalfDay, Secondment
from tests.funding.factories import BudgetFactory, totals
from tests.organisations.world import World
from tests.secondments.factories import cover_all, propose, say_yes, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def approval(world: World) -> Approval:
    """800 euros of replacement within one board, waiting for who pays."""
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    cover_all(secondment, world.director)
    return step(secondment, StepKind.BUDGET_HOLDER)


def url(approval: Approval) -> str:
    return reverse("secondments:replacement_fund", args=[approval.pk])


def test_the_board_pays_from_its_own_money(client: Client, world: World, approval: Approval) -> None:
    budget = BudgetFactory(board=world.board, network=None, granted=1_000_00)
    client.force_login(world.board_admin)

    client.post(url(approval), {"budget": budget.pk})

    assert Secondment.objects.get().state == SecondmentState.PLANNED
    assert totals(budget)["committed"] == 800_00


def test_money_for_a_half_day_that_was_taken_meanwhile_says_so(
    client: Client, world: World, approval: Approval
) -> None:
    budget = BudgetFactory(board=world.board, network=None, name="Potje", granted=1_000_00)
    loan_half_day = LoanHalfDay.objects.select_related("loan").first()
    assert loan_half_day is not None
    loan = loan_half_day.loan
    BookedHalfDay.objects.create(
        expert=loan.expert, position=loan.position, day=loan_half_day.day, part=loan_half_day.part
    )
    client.force_login(world.board_admin)

    response = client.post(url(approval), {"budget": budget.pk}, follow=True)

    assert Secondment.objects.get().state == SecondmentState.DRAFT
    assert ["maar een dagdeel is ondertussen bezet" in str(m) for m in response.context["messages"]] == [True]


def test_each_budget_says_what_is_left(client: Client, world: World, approval: Approval) -> None:
    BudgetFactory(board=world.board, network=None, name="Potje", granted=1_234_00)
    client.force_login(world.board_admin)

    assert "Potje van De Linde, nog € 1.234 over" in client.get(url(approval)).content.decode()


def test_money_of_the_network_is_asked_for(client: Client, world: World, approval: Approval) -> None:
    budget = BudgetFactory(network=world.network, granted=1_000_00)
    client.force_login(world.board_admin)

    client.post(url(approval), {"budget": budget.pk})

    approval.refresh_from_db()
    assert approval.network == world.network
    assert totals(budget)["reserved"] == 0
    client.force_login(world.network_coordinator)
    client.post(url(approval), {"budget": budget.pk})
    assert totals(budget)["committed"] == 800_00


def test_budgets_of_others_and_for_something_else_cannot_be_chosen(
    client: Client, world: World, approval: Approval
) -> None:
    others = [
        BudgetFactory(board=world.neighbour_board, network=None, granted=1_000_00),
        BudgetFactory(network=world.foreign_network, granted=1_000_00),
        BudgetFactory(board=world.board, network=None, purpose=Purpose.DEVELOPMENT, granted=1_000_00),
    ]
    client.force_login(world.board_admin)

    for budget in others:
        client.post(url(approval), {"budget": budget.pk})

    assert Secondment.objects.get().state == SecondmentState.IN_APPROVAL
    assert not client.get(url(approval)).context["has_budgets"]


def test_network_money_stays_in_the_network(client: Client, world: World) -> None:
    BudgetFactory(network=world.network, granted=1_000_00)
    secondment = propose(
        world.foreign_director, world.foreign_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    say_yes(secondment, StepKind.BORROWING_BOARD, world.foreign_board_admin)
    cover_all(secondment, world.director)
    client.force_login(world.board_admin)

    response = client.get(url(step(secondment, StepKind.BUDGET_HOLDER)))

    assert not response.context["has_budgets"]
