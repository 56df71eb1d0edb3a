"""An answer is changed at the very moment the other side sends: nobody changes what can already be read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection

from reviews import actions
from reviews.actions import Answers
from reviews.models import Review
from reviews.sides import side_of
from secondments.models import Loan
from tests.organisations.world import World, make_world
from tests.reviews.factories import finished_loan, submit, switch_on_all
from users.models import User

WAIT = 10  # seconds, for what should happen at once
SHORT = 0.7  # seconds, for what should not happen


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def loan(world: World) -> Loan:
    switch_on_all(world)
    return finished_loan(world.staff_membership, world.neighbour_school)


def in_a_thread(work: Callable[[], object]) -> Thread:
    """Run `work` on a database connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread


@contextmanager
def paused_after_the_check(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Event, Event]]:
    """Whoever gives a 3 stops between asking whether writing is allowed and writing."""
    reached, go_on = Event(), Event()
    plain = actions._refuse_unfinished

    def stop(answers: Answers, loan: Loan) -> None:
        plain(answers, loan)
        if answers.mark == 3:
            reached.set()
            go_on.wait(WAIT)

    monkeypatch.setattr(actions, "_refuse_unfinished", stop)
    yield reached, go_on
    go_on.set()


def race(world: World, loan: Loan, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, int | None]:
    """The director changes an 8 into a 3 while the expert sends. Returns whether the expert's answer got in between the
    check and the write, and the mark readers could see at that moment."""
    submit(loan, world.neighbour_director)
    with paused_after_the_check(monkeypatch) as (reached, go_on):
        changing = in_a_thread(lambda: submit(loan, world.neighbour_director, mark=3))
        assert reached.wait(WAIT)
        sending = in_a_thread(lambda: submit(loan, world.staff))
        sending.join(SHORT)
        got_between = not sending.is_alive()
        seen = Review.objects.revealed().filter(side="school").values_list("mark", flat=True).first()
        go_on.set()
        changing.join(WAIT)
        sending.join(WAIT)
    return got_between, seen


def test_the_one_who_sends_waits_for_the_one_who_changes(
    world: World, loan: Loan, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert race(world, loan, monkeypatch) == (False, None)
    assert sorted(Review.objects.revealed().values_list("side", "mark")) == [("expert", 8), ("school", 3)]


def test_without_the_lock_a_revealed_review_would_change(
    world: World, loan: Loan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_lock(loan: Loan, by: User) -> tuple[Loan, object]:
        return loan, side_of(by, loan)

    monkeypatch.setattr(actions, "_open_loan", without_lock)
    assert race(world, loan, monkeypatch) == (True, 8)
    assert Review.objects.revealed().get(side="school").mark == 3
