"""Real parallel connections on one half-day and on one step. Each race is first shown to happen with its guard off."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection

from core.errors import NotAllowedNow
from experts.choices import Part, TimeMode
from experts.models import BookedHalfDay, Position
from secondments import actions
from secondments.actions import deciding, proposing
from secondments.choices import DeclineReason, SecondmentState, StepKind
from secondments.models import Secondment
from tests.funding.factories import BudgetFactory
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World, make_world
from tests.secondments.factories import cover_all, position_for, say_yes, step, terms_for, tuesday

pytestmark = pytest.mark.django_db(transaction=True)

TRIES = 50


@pytest.fixture
def world(transactional_db: None) -> World:
    """The small world, really committed, so that other connections see it."""
    return make_world()


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run these at the same moment, each on a connection of its own; what each returned or raised."""
    barrier = threading.Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def run(number: int, call: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            results[number] = call()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, call)) for number, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def two_that_want_the_same(world: World, position: Position) -> list[Secondment]:
    """Two schools ask for the same half-day; each waits for the lending director's last yes."""
    half_days = tuple((tuesday(1), part) for part in Part)
    found = []
    for director, school in ((world.sister_director, world.sister_school), (world.director, world.school)):
        secondment = actions.propose_secondment(
            by=director, borrower=school, terms=terms_for(position, half_days=half_days)
        )
        say_yes(secondment, StepKind.EXPERT, position.expert.user)
        found.append(secondment)
    return found


@pytest.fixture
def lent(world: World) -> Position:
    """Someone of a third school of the board, which has a director of its own."""
    third = MembershipFactory(school__board=world.board, school__network=world.network)
    self_director = MembershipFactory(director=True, school=third.school)
    position = position_for(third)
    position.director = self_director.user
    return position


@pytest.fixture
def without_the_constraint(world: World) -> Iterator[None]:
    """BookedHalfDay without its last guard."""
    name = "half_day_booked_once"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE experts_bookedhalfday DROP CONSTRAINT {name}")
    yield
    BookedHalfDay.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE experts_bookedhalfday ADD CONSTRAINT {name} UNIQUE (expert_id, day, part)")


def book_blindly(position: Position, half_day: tuple[Any, Part], looked: threading.Barrier) -> None:
    """What booking would be without a lock: look, then write."""
    is_taken = BookedHalfDay.objects.filter(expert=position.expert, day=half_day[0], part=half_day[1]).exists()
    looked.wait()
    if not is_taken:
        BookedHalfDay.objects.create(expert=position.expert, position=position, day=half_day[0], part=half_day[1])


def test_without_lock_and_constraint_a_half_day_is_booked_twice(
    world: World, lent: Position, without_the_constraint: None
) -> None:
    looked = threading.Barrier(2)
    half_day = (tuesday(1), Part.MORNING)

    at_once(*[lambda: book_blindly(lent, half_day, looked)] * 2)

    assert BookedHalfDay.objects.count() == 2


def test_with_only_the_constraint_the_second_is_refused(world: World, lent: Position) -> None:
    looked = threading.Barrier(2)
    half_day = (tuesday(1), Part.MORNING)

    results = at_once(*[lambda: book_blindly(lent, half_day, looked)] * 2)

    assert [type(result) for result in results if result] == [IntegrityError]
    assert BookedHalfDay.objects.count() == 1


def test_two_secondments_that_accept_the_same_half_day_at_once(world: World, lent: Position) -> None:
    """Fifty times: exactly one is planned, the other goes back to who asked."""
    for _attempt in range(TRIES):
        first, second = two_that_want_the_same(world, lent)

        results = at_once(
            partial(say_yes, first, StepKind.LENDING_DIRECTOR, lent.director),
            partial(say_yes, second, StepKind.LENDING_DIRECTOR, lent.director),
        )

        assert not [result for result in results if isinstance(result, Exception)]
        states = sorted(Secondment.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", flat=True))
        assert states == [SecondmentState.DRAFT, SecondmentState.PLANNED]
        assert BookedHalfDay.objects.count() == 2
        clear_away()


def test_the_same_step_decided_by_two_people(world: World, lent: Position) -> None:
    """A yes and a no at once: one counts, the other hears that it was decided."""
    deputy = MembershipFactory(director=True, school=lent.membership.school)
    for _attempt in range(10):
        first, _second = two_that_want_the_same(world, lent)
        approval = step(first, StepKind.LENDING_DIRECTOR)

        results = at_once(
            partial(actions.decide_approval, approval, by=lent.director, is_yes=True),
            partial(actions.decide_approval, approval, by=deputy.user, is_yes=False, reason=DeclineReason.GROUP),
        )

        refused = [result for result in results if isinstance(result, NotAllowedNow)]
        assert len(refused) == 1
        assert not [r for r in results if isinstance(r, Exception) and not isinstance(r, NotAllowedNow)]
        approval.refresh_from_db()
        state = Secondment.objects.get(pk=first.pk).state
        assert (approval.state, state) in (("approved", "planned"), ("declined", "declined"))
        clear_away()


def test_terms_changed_while_the_last_yes_is_given(world: World, lent: Position) -> None:
    """Either the yes came first and nothing can be changed, or it holds for nothing and everybody is asked anew."""
    for _attempt in range(10):
        first, _second = two_that_want_the_same(world, lent)
        approval = step(first, StepKind.LENDING_DIRECTOR)
        other = terms_for(lent, half_days=tuple((tuesday(3), part) for part in Part))

        results = at_once(
            partial(actions.decide_approval, approval, by=lent.director, is_yes=True),
            partial(actions.change_terms, first, by=world.sister_director, terms=other),
        )

        assert len([result for result in results if isinstance(result, NotAllowedNow)]) == 1
        secondment = Secondment.objects.get(pk=first.pk)
        booked = set(BookedHalfDay.objects.values_list("day", flat=True))
        if secondment.state == SecondmentState.PLANNED:
            assert booked == {tuesday(1)}
        else:
            assert (secondment.state, secondment.terms_version, booked) == (SecondmentState.IN_APPROVAL, 2, set())
        clear_away()


def test_two_board_admins_pay_the_same_replacement(world: World) -> None:
    """One reservation, not two."""
    colleague = MembershipFactory(board_admin=True, board=world.board)
    budget = BudgetFactory(board=world.board, network=None, granted=10_000_00)
    position = position_for(world.staff_membership, TimeMode.TEACHING)
    secondment = actions.propose_secondment(
        by=world.sister_director,
        borrower=world.sister_school,
        terms=terms_for(position, time_mode=TimeMode.TEACHING),
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    cover_all(secondment, world.director)
    approval = step(secondment, StepKind.BUDGET_HOLDER)

    results = at_once(
        lambda: actions.fund_replacement(approval, by=world.board_admin, budget=budget),
        lambda: actions.fund_replacement(approval, by=colleague.user, budget=budget),
    )

    assert len([result for result in results if isinstance(result, NotAllowedNow)]) == 1
    budget.refresh_from_db()
    assert budget.committed_cents == 800_00


def clear_away() -> None:
    """The next attempt starts with free half-days."""
    Secondment.objects.all().delete()
    BookedHalfDay.objects.all().delete()


class TestWithoutTheLock:
    """The same two races with the lock taken away: both are believed, which is what the lock prevents."""

    @pytest.fixture
    def meeting(self, monkeypatch: pytest.MonkeyPatch) -> threading.Barrier:
        """Nothing is locked, and whoever checked waits until the other has checked too."""
        barrier = threading.Barrier(2, timeout=20)

        def unlocked(secondment: Secondment) -> Secondment:
            return Secondment.objects.select_related("borrower__board", "proposed_by").get(pk=secondment.pk)

        def meet(check: Callable[..., Any]) -> Callable[..., Any]:
            def checked(*args: Any) -> Any:
                found = check(*args)
                barrier.wait()
                return found

            return checked

        for module in (deciding, proposing):
            monkeypatch.setattr(module, "locked", unlocked)
        monkeypatch.setattr(deciding, "obstacle", meet(deciding.obstacle))
        monkeypatch.setattr(proposing, "_changes", meet(proposing._changes))
        return barrier

    def test_two_people_decide_the_same_step(self, world: World, lent: Position, meeting: threading.Barrier) -> None:
        deputy = MembershipFactory(director=True, school=lent.membership.school)
        with meeting_suspended(meeting):
            first, _second = two_that_want_the_same(world, lent)
        approval = step(first, StepKind.LENDING_DIRECTOR)

        results = at_once(
            partial(actions.decide_approval, approval, by=lent.director, is_yes=True),
            partial(actions.decide_approval, approval, by=deputy.user, is_yes=False, reason=DeclineReason.GROUP),
        )

        assert not [result for result in results if isinstance(result, Exception)]

    def test_a_yes_counts_for_terms_it_was_not_given_to(
        self, world: World, lent: Position, meeting: threading.Barrier
    ) -> None:
        with meeting_suspended(meeting):
            first, _second = two_that_want_the_same(world, lent)
        other = terms_for(lent, half_days=tuple((tuesday(3), part) for part in Part))

        results = at_once(
            partial(actions.decide_approval, step(first, StepKind.LENDING_DIRECTOR), by=lent.director, is_yes=True),
            partial(actions.change_terms, first, by=world.sister_director, terms=other),
        )

        assert not [result for result in results if isinstance(result, NotAllowedNow)]


@contextmanager
def meeting_suspended(barrier: threading.Barrier) -> Iterator[None]:
    """On the way to the race nobody waits for anybody."""
    wait, barrier.wait = barrier.wait, lambda *_: 0  # type: ignore[method-assign]
    yield
    barrier.wait = wait  # type: ignore[method-assign]
