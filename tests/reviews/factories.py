"""Finished loans and what was said of them, in the small world of tests.organisations.world."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.utils import timezone

from experts.models import Expert
from organisations.models import Board, Membership, School
from reviews import actions
from reviews.actions import Answers
from reviews.choices import Again, Aspect, AspectWord, ReviewState, Side
from reviews.models import AspectAnswer, Review
from secondments.choices import SecondmentState
from secondments.models import Loan, Secondment
from tests.experts.factories import make_expert
from tests.organisations.world import World
from users.models import User

WORKED = "Zij keek eerst een ochtend mee en kwam toen pas met ideeën."
DIFFERENTLY = "Een volgende keer plannen we meteen tijd met het hele team."


def switch_on(*boards: Board) -> None:
    """The staff council agreed and the DPIA is done."""
    for board in boards:
        board.reviews_consent_on = board.reviews_dpia_on = date(2025, 9, 1)
        board.save()


def switch_on_all(world: World) -> None:
    switch_on(world.board, world.neighbour_board, world.foreign_board)


def finished_loan(
    membership: Membership,
    borrower: School,
    *,
    finished_on: date | None = None,
    days_ago: int = 1,
    by: User | None = None,
    title: str = "Rust op het plein",
    **more: Any,
) -> Loan:
    """Help by the person of `membership` for `borrower` that ended on a day, or so many days ago."""
    expert = Expert.objects.filter(user=membership.user).first() or make_expert(membership)
    finished_on = finished_on or timezone.localdate() - timedelta(days=days_ago)
    secondment = Secondment.objects.create(
        borrower=borrower,
        proposed_by=by or expert.user,
        title=title,
        state=SecondmentState.FINISHED,
        planned_at=timezone.now(),
        starts_on=finished_on - timedelta(days=30),
        ends_on=finished_on,
        finished_on=finished_on,
        **more,
    )
    position = expert.positions.get(membership=membership)
    return Loan.objects.create(secondment=secondment, expert=expert, position=position, time_mode=position.time_mode)


def answers(**more: Any) -> Answers:
    words = {Aspect.FIT: AspectWord.VERY_GOOD, Aspect.AGREEMENTS: AspectWord.GOOD}
    return Answers(**{"mark": 8, "again": Again.YES, "worked": WORKED, "words": words} | more)


def submit(loan: Loan, by: User, **more: Any) -> Review:
    """Send a review now, through the action."""
    return actions.submit_review(loan, by=by, answers=answers(**more))


def make_review(
    loan: Loan, author: User, side: Side = Side.SCHOOL, *, mark: int | None = 8, words: bool = True, **more: Any
) -> Review:
    """A review that was sent on the day the help ended, past its window or not; counts when a school wrote it."""
    finished = timezone.make_aware(datetime.combine(loan.secondment.finished_on, datetime.min.time()))
    given = {
        "school": loan.secondment.borrower,
        "state": ReviewState.SUBMITTED,
        "submitted_at": finished + timedelta(hours=12),
        "counts": side == Side.SCHOOL,
        "worked": WORKED,
        "again": Again.YES,
        "author_role": "director",
    }
    review = Review.objects.create(loan=loan, author=author, side=side, mark=mark, **given | more)
    if words and side == Side.SCHOOL:
        AspectAnswer.objects.create(review=review, aspect=Aspect.FIT, word=AspectWord.VERY_GOOD)
    return review


@contextmanager
def days_later(days: float) -> Iterator[datetime]:
    """The clock of Django so many days ahead (or back); nothing else runs in between, no worker, no schedule."""
    moment = timezone.now() + timedelta(days=days)
    with patch("django.utils.timezone.now", lambda: moment):
        yield moment
