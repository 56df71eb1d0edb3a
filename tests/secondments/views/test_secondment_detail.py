import pytest
from django.test import Client

from experts.choices import Part, TimeMode
from secondments import actions
from secondments.choices import DeclineReason, SecondmentState, StepKind
from secondments.models import Secondment
from tests.funding.factories import BudgetFactory
from tests.organisations.world import World
from tests.secondments.factories import cover_all, propose, say_yes, step, tuesday

pytestmark = pytest.mark.django_db


def page(client: Client, user: object, secondment: Secondment) -> str:
    client.force_login(user)
    return client.get(secondment.get_absolute_url()).content.decode()


@pytest.fixture
def declined(world: World) -> Secondment:
    """The lending director said no, with a reason that would hurt the teacher elsewhere."""
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    actions.decide_approval(
        step(secondment, StepKind.LENDING_DIRECTOR),
        by=world.director,
        is_yes=False,
        reason=DeclineReason.GROUP,
        note="Zij heeft haar groep nu niet in de hand",
    )
    return secondment


def test_the_borrower_reads_only_not_possible_now(client: Client, world: World, declined: Secondment) -> None:
    for reader in (world.neighbour_director, world.neighbour_board_admin):
        seen = page(client, reader, declined)

        assert "nu niet mogelijk" in seen
        assert "in de hand" not in seen
        assert "De groep kan dit nu niet aan" not in seen


def test_the_borrower_does_not_read_who_said_no(client: Client, world: World, declined: Secondment) -> None:
    seen = page(client, world.neighbour_director, declined)

    assert "Directeur van de school die uitleent" not in seen
    assert world.director.full_name not in seen


def test_the_lending_side_reads_why(client: Client, world: World, declined: Secondment) -> None:
    assert "in de hand" in page(client, world.director, declined)


def test_when_the_expert_says_no_nobody_reads_why_or_that_it_was_the_expert(client: Client, world: World) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    approval = step(secondment, StepKind.EXPERT)
    actions.decide_approval(approval, by=world.staff, is_yes=False, reason=DeclineReason.OTHER, note="Ik durf het niet")

    seen = page(client, world.neighbour_director, secondment)

    assert "nu niet mogelijk" in seen
    assert "durf" not in seen
    assert "zei nee" not in seen


def test_the_own_director_never_hears_of_a_question_the_expert_turned_down(client: Client, world: World) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    approval = step(secondment, StepKind.EXPERT)
    actions.decide_approval(approval, by=world.staff, is_yes=False, reason=DeclineReason.OTHER)
    client.force_login(world.director)

    assert client.get(secondment.get_absolute_url()).status_code == 404


class TestMoney:
    @pytest.fixture
    def planned(self, world: World) -> Secondment:
        """A class covered for 2 x 123,45 and paid from a budget of the lending board."""
        secondment = propose(
            world.neighbour_director,
            world.neighbour_school,
            world.staff_membership,
            time_mode=TimeMode.TEACHING,
            half_days=tuple((tuesday(1), part) for part in Part),
        )
        say_yes(secondment, StepKind.EXPERT, world.staff)
        say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
        say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
        cover_all(secondment, world.director, cents=123_45)
        budget = BudgetFactory(board=world.board, network=None, name="Geheim potje", granted=1_000_00)
        actions.fund_replacement(step(secondment, StepKind.BUDGET_HOLDER), by=world.board_admin, budget=budget)
        assert Secondment.objects.get().state == SecondmentState.PLANNED
        return secondment

    def test_the_lending_side_sees_what_pays_for_what(self, client: Client, world: World, planned: Secondment) -> None:
        for reader in (world.director, world.board_admin):
            seen = page(client, reader, planned)

            assert "€ 246,90" in seen
            assert "Geheim potje" in seen

    def test_the_borrower_sees_a_band(self, client: Client, world: World, planned: Secondment) -> None:
        seen = page(client, world.neighbour_director, planned)

        assert "Ongeveer € 380 tot € 430." in seen
        assert "246,90" not in seen
        assert "123,45" not in seen

    def test_nor_which_budget_pays_the_replacement(self, client: Client, world: World, planned: Secondment) -> None:
        seen = page(client, world.neighbour_director, planned)

        assert "Geheim potje" not in seen

    def test_the_expert_sees_no_money_of_the_replacement(
        self, client: Client, world: World, planned: Secondment
    ) -> None:
        assert "246,90" not in page(client, world.staff, planned)
