import pytest

from experts import actions as expert_actions
from experts.choices import Part
from secondments import actions
from secondments.choices import ChargeMethod, SecondmentState, StepKind
from secondments.models import Secondment
from tests.organisations.world import World
from tests.secondments.factories import kinds, propose, say_yes, terms_for, tuesday, waits_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def secondment(world: World) -> Secondment:
    """The expert and the lending director said yes; the lending board is asked."""
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    return secondment


def changed(secondment: Secondment, world: World, **more: object) -> Secondment:
    terms = terms_for(secondment.loans.get().position, **more)
    return actions.change_terms(secondment, by=world.neighbour_director, terms=terms)


def test_the_same_terms_change_nothing(world: World, secondment: Secondment) -> None:
    assert changed(secondment, world).terms_version == 1
    assert waits_for(secondment) == [StepKind.LENDING_BOARD]


def test_another_goal_asks_only_the_expert_again(world: World, secondment: Secondment) -> None:
    changed(secondment, world, goal="Rust op het plein")

    assert waits_for(secondment) == [StepKind.EXPERT]
    assert "lending_director: approved" in kinds(secondment)


def test_other_half_days_ask_both_again(world: World, secondment: Secondment) -> None:
    changed(secondment, world, half_days=tuple((tuesday(3), part) for part in Part))

    assert waits_for(secondment) == [StepKind.EXPERT]
    assert "lending_director: waiting" in kinds(secondment)
    assert {row.day for row in secondment.loans.get().half_days.all()} == {tuesday(3)}


def test_a_yes_remembers_the_version_it_was_given_to(world: World, secondment: Secondment) -> None:
    changed(secondment, world, goal="Rust op het plein")

    versions = dict(secondment.approvals.current().values_list("kind", "terms_version"))
    assert versions == {"expert": 2, "borrowing_director": 2, "lending_director": 1, "lending_board": 1}


def test_a_yes_that_lapsed_stays_in_the_records(world: World, secondment: Secondment) -> None:
    changed(secondment, world, goal="Rust op het plein")

    lapsed = secondment.approvals.filter(state="void", kind=StepKind.EXPERT).get()
    assert (lapsed.decided_by, lapsed.terms_version) == (world.staff, 1)


def test_a_higher_price_adds_the_receiving_boards_yes(world: World, secondment: Secondment) -> None:
    changed(secondment, world, charge_method=ChargeMethod.FIXED, named_cents=60_000)

    assert "borrowing_board: waiting" in kinds(secondment)


def test_after_a_half_day_went_to_someone_else_another_is_chosen(world: World, secondment: Secondment) -> None:
    position = secondment.loans.get().position
    expert_actions.book_half_days(position, [(tuesday(1), Part.MORNING)])
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    assert Secondment.objects.get().state == SecondmentState.DRAFT

    changed(secondment, world, half_days=((tuesday(3), Part.MORNING),))

    assert Secondment.objects.get().state == SecondmentState.IN_APPROVAL
    assert waits_for(secondment) == [StepKind.EXPERT]
