import pytest

from core.errors import NotAllowedNow
from experts.choices import TimeMode
from experts.models import BookedHalfDay
from funding.models import Budget
from notifications.models import Notification
from secondments import actions
from secondments.choices import DeclineReason, SecondmentState, StepKind
from secondments.models import Event
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, step, waits_for

pytestmark = pytest.mark.django_db


def test_the_lending_director_comes_after_the_expert(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)

    say_yes(secondment, StepKind.EXPERT, world.staff)

    assert waits_for(secondment) == [StepKind.LENDING_DIRECTOR]
    told = Notification.objects.filter(kind="secondments.step", recipient=world.director)
    assert told.count() == 1


def test_nobody_decides_before_their_turn(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)

    with pytest.raises(NotAllowedNow, match="nog niet aan de beurt"):
        say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)


def test_the_last_yes_plans_and_books(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)

    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)

    secondment.refresh_from_db()
    assert secondment.state == SecondmentState.PLANNED
    assert BookedHalfDay.objects.filter(expert=world.staff.expert).count() == 4


def test_within_the_board_the_board_is_told_and_not_asked(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)

    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)

    assert Notification.objects.get(kind="secondments.informed").recipient == world.board_admin


def test_a_no_needs_a_reason(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)

    with pytest.raises(NotAllowedNow, match="waarom"):
        actions.decide_approval(step(secondment, StepKind.LENDING_DIRECTOR), by=world.director, is_yes=False)


def test_the_borrower_reads_only_not_possible_now(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)

    actions.decide_approval(
        step(secondment, StepKind.LENDING_DIRECTOR),
        by=world.director,
        is_yes=False,
        reason=DeclineReason.GROUP,
        note="Groep 5 is al onrustig genoeg",
    )

    told = Notification.objects.get(kind="secondments.not_now", recipient=world.sister_director)
    read = " ".join(Event.objects.readable_by(world.sister_director).values_list("text", flat=True)) + told.text
    assert "nu niet mogelijk" in read
    assert "Groep 5" not in read
    assert "De groep kan dit nu niet aan" not in read


def test_the_lending_side_reads_why(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    no = {"is_yes": False, "reason": DeclineReason.GROUP, "note": "Groep 5 is al onrustig genoeg"}

    actions.decide_approval(step(secondment, StepKind.LENDING_DIRECTOR), by=world.director, **no)

    for reader in (world.director, world.staff, world.board_admin):
        assert any("Groep 5" in event.text for event in Event.objects.readable_by(reader))


def test_an_experts_own_reason_is_in_no_story(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)

    actions.decide_approval(
        step(secondment, StepKind.EXPERT), by=world.staff, is_yes=False, reason=DeclineReason.OTHER, note="Te spannend"
    )

    assert not any("spannend" in event.text for event in Event.objects.all())
    assert not any(event.by == world.staff for event in Event.objects.all())


def test_the_same_step_is_decided_once(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    approval = step(secondment, StepKind.EXPERT)
    actions.decide_approval(approval, by=world.staff, is_yes=True)

    with pytest.raises(NotAllowedNow, match="al beslist"):
        actions.decide_approval(approval, by=world.staff, is_yes=False, reason=DeclineReason.LATER)


def test_a_half_day_that_went_to_someone_else_goes_back_to_who_asked(world: World) -> None:
    first = propose(world.sister_director, world.sister_school, world.staff_membership)
    second = actions.propose_secondment(
        by=world.neighbour_director,
        borrower=world.neighbour_school,
        terms=_same_terms(first),
    )
    for secondment in (first, second):
        say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(first, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(second, StepKind.LENDING_DIRECTOR, world.director)

    say_yes(second, StepKind.LENDING_BOARD, world.board_admin)

    second.refresh_from_db()
    assert second.state == SecondmentState.DRAFT
    assert "is al bezet. Kies een ander dagdeel." in second.events.last().text
    assert Notification.objects.filter(kind="secondments.half_day_gone", recipient=world.neighbour_director).exists()
    assert BookedHalfDay.objects.count() == 4


def test_money_is_not_a_matter_of_just_yes(world: World) -> None:
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    from tests.secondments.factories import cover_all

    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    cover_all(secondment, world.director)

    with pytest.raises(NotAllowedNow, match="welk budget"):
        say_yes(secondment, StepKind.BUDGET_HOLDER, world.board_admin)
    assert not Budget.objects.exists()


def _same_terms(secondment):
    from secondments.actions import LoanTerms, Terms

    loan = secondment.loans.get()
    half_days = tuple((row.day, row.part) for row in loan.half_days.all())
    return Terms(title="Nog een vraag", loans=(LoanTerms(loan.position, TimeMode(loan.time_mode), half_days),))
