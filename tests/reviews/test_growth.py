from datetime import date

import pytest

from core.errors import NotAllowedNow
from experts.choices import ReleaseState
from experts.models import Expert
from notifications.models import Notification
from organisations.choices import Ring
from reviews import actions, tasks
from reviews.growth import is_ready, next_ring
from reviews.models import Growth
from tests.experts.factories import make_expert
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, switch_on_all

EARLY, LATER, LAST = date(2026, 1, 5), date(2026, 3, 5), date(2026, 5, 5)


@pytest.mark.parametrize(
    ("finished", "again", "invited", "ready"),
    [
        ([EARLY], [], None, False),
        ([EARLY, LATER], [], None, True),
        ([EARLY], [EARLY], None, True),
        ([EARLY, LATER], [], LATER, False),
        ([EARLY, LATER, LAST], [], EARLY, True),
        ([EARLY, LAST], [EARLY], LATER, False),
    ],
)
def test_enough_since_the_last_invitation(finished: list, again: list, invited: date | None, ready: bool) -> None:
    assert is_ready(finished, again, invited) is ready


@pytest.mark.parametrize(
    ("wanted", "ceilings", "ring"),
    [
        (Ring.SCHOOL, [Ring.NATIONAL], Ring.BOARD),
        (Ring.BOARD, [Ring.BOARD], None),
        (Ring.BOARD, [Ring.BOARD, Ring.REGION], Ring.NETWORK),
        (Ring.NATIONAL, [Ring.NATIONAL], None),
        (Ring.SCHOOL, [], None),
    ],
)
def test_one_ring_out_as_far_as_a_board_allows(wanted: Ring, ceilings: list, ring: Ring | None) -> None:
    assert next_ring(wanted, ceilings) == ring


@pytest.fixture
def expert(world: World) -> Expert:
    """Tessa, seen within her board, who helped the sister school twice."""
    switch_on_all(world)
    made = make_expert(world.staff_membership, ring=Ring.BOARD)
    for days in (30, 60):
        finished_loan(world.staff_membership, world.sister_school, days_ago=days)
    return made


def test_only_the_expert_is_invited_and_once(world: World, expert: Expert) -> None:
    tasks.nightly_reviews()
    tasks.nightly_reviews()
    assert [(growth.expert, growth.ring) for growth in Growth.objects.all()] == [(expert, Ring.NETWORK)]
    told = Notification.objects.filter(kind="reviews.grow")
    assert [each.recipient for each in told] == [world.staff]


def test_one_revealed_ask_again_is_enough_and_a_hidden_one_is_not(world: World) -> None:
    switch_on_all(world)
    make_expert(world.staff_membership, ring=Ring.BOARD)
    loan = finished_loan(world.staff_membership, world.sister_school, days_ago=1)
    make_review(loan, world.sister_director)
    tasks.nightly_reviews()
    assert not Growth.objects.exists()
    make_review(loan, world.staff, "expert")
    tasks.nightly_reviews()
    assert Growth.objects.get().ring == Ring.NETWORK


def test_yes_widens_the_wish_and_asks_the_director_an_ordinary_question(world: World, expert: Expert) -> None:
    tasks.nightly_reviews()
    actions.answer_growth(Growth.objects.get(), by=world.staff, said_yes=True)
    expert.refresh_from_db()
    position = expert.positions.get()
    assert expert.wanted_ring == Ring.NETWORK
    assert (position.release_state, position.released_ring) == (ReleaseState.ASKED, Ring.BOARD)


def test_no_changes_nothing_and_is_not_asked_again(world: World, expert: Expert) -> None:
    tasks.nightly_reviews()
    actions.answer_growth(Growth.objects.get(), by=world.staff, said_yes=False)
    for days in (3, 2, 1):
        finished_loan(world.staff_membership, world.sister_school, days_ago=days)
    tasks.nightly_reviews()
    expert.refresh_from_db()
    assert expert.wanted_ring == Ring.BOARD
    assert Growth.objects.count() == 1


def test_an_answer_is_given_once(world: World, expert: Expert) -> None:
    tasks.nightly_reviews()
    growth = actions.answer_growth(Growth.objects.get(), by=world.staff, said_yes=False)
    with pytest.raises(NotAllowedNow):
        actions.answer_growth(growth, by=world.staff, said_yes=True)
