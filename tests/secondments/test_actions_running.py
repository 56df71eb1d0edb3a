from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from core.errors import NotAllowedNow
from experts.choices import Part, TimeMode
from experts.models import BookedHalfDay
from notifications.models import Notification
from secondments import actions
from secondments.approvals import Side
from secondments.choices import ChargeMethod, Outcome, SecondmentState, StepKind
from secondments.models import Charge, LoanHalfDay, Secondment
from secondments.todos import todos_for
from tests.funding.factories import BudgetFactory
from tests.organisations.world import World
from tests.secondments.factories import cover_all, propose, say_yes, step, tuesday

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(world: World) -> Secondment:
    """Our teacher helps another board four half-days for 400 euros; everybody said yes."""
    secondment = propose(
        world.neighbour_director,
        world.neighbour_school,
        world.staff_membership,
        charge_method=ChargeMethod.FIXED,
        named_cents=400_00,
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    assert Secondment.objects.get().state == SecondmentState.PLANNED
    return Secondment.objects.get()


def rows_of(secondment: Secondment) -> list[LoanHalfDay]:
    return list(LoanHalfDay.objects.filter(loan__secondment=secondment).order_by("day", "part"))


def long_ago(secondment: Secondment, days: int = 10) -> list[LoanHalfDay]:
    """The half-days have all been, the last one so many days ago."""
    rows = rows_of(secondment)
    for n, row in enumerate(rows):
        row.day = timezone.localdate() - timedelta(days=days + len(rows) - n)
        row.save()
    Secondment.objects.filter(pk=secondment.pk).update(
        starts_on=rows[0].day, ends_on=timezone.localdate() - timedelta(days=days)
    )
    return rows


def finish(secondment: Secondment) -> Secondment:
    actions.finish_secondments()
    return Secondment.objects.get(pk=secondment.pk)


class TestReporting:
    def test_each_side_says_its_own(self, world: World, planned: Secondment) -> None:
        rows = long_ago(planned, days=1)
        actions.report_outcomes(planned, by=world.staff, sides=[Side.LENDING], says={rows[0].pk: Outcome.HELD})

        row = LoanHalfDay.objects.get(pk=rows[0].pk)
        assert (row.lender_says, row.lender_said_on, row.borrower_says) == (Outcome.HELD, timezone.localdate(), "")

    def test_a_difference_is_told_to_the_others(self, world: World, planned: Secondment) -> None:
        rows = long_ago(planned, days=1)
        actions.report_outcomes(planned, by=world.staff, sides=[Side.LENDING], says={rows[0].pk: Outcome.HELD})
        by = world.neighbour_director
        actions.report_outcomes(planned, by=by, sides=[Side.BORROWING], says={rows[0].pk: Outcome.NO_SHOW})

        told = set(Notification.objects.filter(kind="secondments.different").values_list("recipient", flat=True))
        assert world.staff.pk in told
        assert by.pk not in told
        for user in (world.staff, world.director, world.neighbour_director):
            titles = [todo.title for todo in todos_for(user, timezone.localdate())]
            assert "Ging de hulp door? De scholen zeggen iets anders" in titles
        assert not list(todos_for(world.sister_director, timezone.localdate()))

    def test_not_what_is_still_to_come(self, world: World, planned: Secondment) -> None:
        says = {rows_of(planned)[0].pk: Outcome.HELD}
        with pytest.raises(NotAllowedNow):
            actions.report_outcomes(planned, by=world.staff, sides=[Side.LENDING], says=says)

    def test_nobody_can_report_that_somebody_was_taken_back(self, world: World, planned: Secondment) -> None:
        says = {long_ago(planned)[0].pk: Outcome.RECALLED}
        with pytest.raises(NotAllowedNow):
            actions.report_outcomes(planned, by=world.staff, sides=[Side.LENDING], says=says)


class TestSettling:
    def test_a_week_after_the_last_half_day_it_is_made_up(self, world: World, planned: Secondment) -> None:
        long_ago(planned)
        finish(planned)
        assert actions.settle_secondments() == 1

        charge = Charge.objects.get()
        assert (charge.payer, charge.payee) == (world.neighbour_board, world.board)
        assert (charge.price_cents, charge.half_days, charge.hours) == (400_00, 4, 16)
        assert Secondment.objects.get().settled_on == timezone.localdate()

    def test_within_the_week_it_is_not(self, planned: Secondment) -> None:
        long_ago(planned, days=3)
        finish(planned)

        assert actions.settle_secondments() == 0

    def test_nor_while_the_sides_differ(self, world: World, planned: Secondment) -> None:
        rows = long_ago(planned)
        finish(planned)
        for side, outcome in ((Side.LENDING, Outcome.HELD), (Side.BORROWING, Outcome.NO_SHOW)):
            actions.report_outcomes(planned, by=world.staff, sides=[side], says={rows[0].pk: outcome})

        assert actions.settle_secondments(timezone.localdate() + timedelta(days=30)) == 0

    def test_twice_is_once(self, planned: Secondment) -> None:
        long_ago(planned)
        finish(planned)
        actions.settle_secondments()

        assert actions.settle_secondments() == 0
        assert Charge.objects.count() == 1

    def test_a_charge_never_changes(self, planned: Secondment) -> None:
        long_ago(planned)
        finish(planned)
        actions.settle_secondments()

        with pytest.raises(DatabaseError), transaction.atomic():
            Charge.objects.update(price_cents=1)

    def test_then_nothing_can_be_reported(self, world: World, planned: Secondment) -> None:
        rows = long_ago(planned)
        finish(planned)
        actions.settle_secondments()

        says = {rows[0].pk: Outcome.NO_SHOW}
        with pytest.raises(NotAllowedNow, match="afgerekend"):
            actions.report_outcomes(planned, by=world.staff, sides=[Side.LENDING], says=says)


class TestRecalling:
    def test_the_half_day_is_free_and_the_rest_goes_on(self, world: World, planned: Secondment) -> None:
        first = rows_of(planned)[0]
        actions.recall_half_days(planned, by=world.director, half_days=[first.pk], reason="Twee zieken")

        row = LoanHalfDay.objects.get(pk=first.pk)
        assert row.booked is None
        assert row.outcome(timezone.localdate()) is Outcome.RECALLED
        assert BookedHalfDay.objects.count() == 3
        assert Secondment.objects.get().state == SecondmentState.PLANNED
        assert Notification.objects.filter(kind="secondments.recalled", recipient=world.neighbour_director).exists()

    def test_it_costs_the_other_school_nothing(self, world: World, planned: Secondment) -> None:
        first = rows_of(planned)[0]
        actions.recall_half_days(planned, by=world.director, half_days=[first.pk], reason="Twee zieken")
        long_ago(planned)
        finish(planned)
        actions.settle_secondments()

        assert Charge.objects.get().price_cents == 300_00

    def test_its_replacement_is_not_paid(self, world: World) -> None:
        secondment = propose(
            world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
        )
        say_yes(secondment, StepKind.EXPERT, world.staff)
        say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
        cover_all(secondment, world.director, cents=200_00)
        budget = BudgetFactory(board=world.board, network=None, granted=1_000_00)
        actions.fund_replacement(step(secondment, StepKind.BUDGET_HOLDER), by=world.board_admin, budget=budget)
        secondment = Secondment.objects.get()
        actions.recall_half_days(
            secondment, by=world.director, half_days=[rows_of(secondment)[0].pk], reason="Twee zieken"
        )
        long_ago(secondment)
        finish(secondment)

        budget.refresh_from_db()
        assert (budget.spent_cents, budget.committed_cents) == (600_00, 0)

    def test_everything_at_once_is_calling_off(self, world: World, planned: Secondment) -> None:
        every = [row.pk for row in rows_of(planned)]
        with pytest.raises(NotAllowedNow, match="af"):
            actions.recall_half_days(planned, by=world.director, half_days=every, reason="Twee zieken")

    def test_it_needs_a_reason(self, world: World, planned: Secondment) -> None:
        with pytest.raises(NotAllowedNow, match="waarom"):
            actions.recall_half_days(planned, by=world.director, half_days=[rows_of(planned)[0].pk], reason=" ")


class TestCallingOff:
    def moved(self, secondment: Secondment, days: tuple[date, ...]) -> None:
        rows = rows_of(secondment)
        for row, day in zip(rows, [d for d in days for _ in Part], strict=True):
            row.day = day
            row.save()

    def test_in_time_it_costs_the_asking_school_nothing(self, world: World, planned: Secondment) -> None:
        self.moved(planned, (tuesday(5), tuesday(6)))
        actions.cancel_secondment(planned, by=world.neighbour_director, reason="Toch niet nodig")
        actions.settle_secondments()

        assert Charge.objects.get().total_cents == 0

    def test_late_it_costs_half_of_what_was_called_off(self, world: World, planned: Secondment) -> None:
        today = timezone.localdate()
        self.moved(planned, (today + timedelta(days=1), tuesday(6)))
        actions.cancel_secondment(planned, by=world.neighbour_director, reason="Toch niet nodig")
        actions.settle_secondments()

        assert Charge.objects.get().price_cents == 100_00  # half of two of the four

    def test_the_lending_school_never_charges_its_own_no(self, world: World, planned: Secondment) -> None:
        self.moved(planned, (timezone.localdate() + timedelta(days=1), tuesday(6)))
        actions.cancel_secondment(planned, by=world.director, reason="Twee zieken")
        actions.settle_secondments()

        assert Charge.objects.get().total_cents == 0
