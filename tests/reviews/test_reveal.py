"""When a review may be read: computed from time and both sides, with no job running."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from reviews import actions
from reviews.choices import Side
from reviews.models import Review, loans_open
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import answers, days_later, finished_loan, make_review, submit, switch_on_all


def revealed() -> list[str]:
    return sorted(Review.objects.revealed().values_list("side", flat=True))


def test_one_side_alone_is_not_revealed(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director)
    assert revealed() == []


def test_both_sides_are_revealed_together(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director)
    submit(loan, world.staff)
    assert revealed() == ["expert", "school"]


def test_a_draft_of_the_other_side_reveals_nothing(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director)
    actions.save_draft(loan, by=world.staff, answers=answers())
    assert revealed() == []


@pytest.mark.parametrize(("days", "sides"), [(12, []), (13, ["school"])])
def test_one_side_alone_is_revealed_after_fourteen_days(world: World, loan: Loan, days: int, sides: list) -> None:
    submit(loan, world.neighbour_director)  # the help ended yesterday
    with days_later(days):
        assert revealed() == sides


def test_revealed_at_the_start_of_that_day_in_amsterdam(world: World) -> None:
    switch_on_all(world)
    loan = finished_loan(world.staff_membership, world.neighbour_school, finished_on=date(2026, 3, 16))
    make_review(loan, world.neighbour_director)
    just_before = timezone.make_aware(timezone.datetime(2026, 3, 29, 23, 59))
    assert not Review.objects.revealed(just_before).exists()
    assert Review.objects.revealed(just_before + timedelta(minutes=1)).exists()


def test_what_was_taken_back_is_not_revealed_and_reveals_nothing(world: World, loan: Loan) -> None:
    mine = submit(loan, world.neighbour_director)
    actions.withdraw_review(mine, by=world.neighbour_director)
    submit(loan, world.staff)
    assert revealed() == []


def test_what_will_be_sent_later_does_not_count_yet(world: World, loan: Loan) -> None:
    make_review(loan, world.neighbour_director)
    make_review(loan, world.staff, Side.EXPERT, submitted_at=timezone.now() + timedelta(hours=1))
    assert revealed() == []


def test_a_hidden_review_is_gone_but_the_other_stays(world: World, loan: Loan) -> None:
    make_review(loan, world.neighbour_director, state="hidden", hidden_because="pupil")
    make_review(loan, world.staff, Side.EXPERT)
    assert revealed() == ["expert"]


@pytest.mark.parametrize("which", ["board", "neighbour_board"])
@pytest.mark.parametrize("missing", ["reviews_consent_on", "reviews_dpia_on"])
def test_nothing_is_revealed_while_a_board_has_reviews_off(world: World, loan: Loan, which: str, missing: str) -> None:
    submit(loan, world.neighbour_director)
    submit(loan, world.staff)
    board = getattr(world, which)
    setattr(board, missing, None)
    board.save()
    assert revealed() == []
    assert not loans_open(timezone.now()).exists()


def test_nothing_is_revealed_after_three_years(world: World) -> None:
    switch_on_all(world)
    old = finished_loan(world.staff_membership, world.neighbour_school, days_ago=3 * 365)
    make_review(old, world.neighbour_director)
    assert revealed() == []


def test_the_queryset_and_what_the_two_sides_see_are_the_same(world: World, loan: Loan) -> None:
    review = submit(loan, world.neighbour_director)
    submit(loan, world.staff)
    assert review in Review.objects.visible_to(world.staff)
    assert Review.objects.visible_to(world.neighbour_director).count() == 2
