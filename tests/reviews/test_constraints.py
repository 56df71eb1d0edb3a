import pytest
from django.db import IntegrityError
from django.utils import timezone

from reviews.choices import Aspect
from reviews.models import AspectAnswer, Choice, Growth, Report
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import make_review


def test_one_review_per_loan_side_and_author(world: World, loan: Loan) -> None:
    make_review(loan, world.neighbour_director)
    with pytest.raises(IntegrityError, match="review_once_per_loan_side_and_author"):
        make_review(loan, world.neighbour_director)


@pytest.mark.parametrize("mark", [0, 11])
def test_a_mark_from_one_to_ten(world: World, loan: Loan, mark: int) -> None:
    with pytest.raises(IntegrityError, match="review_mark_from_one_to_ten"):
        make_review(loan, world.neighbour_director, mark=mark)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("review_sent_has_a_moment", {"submitted_at": None}),
        ("review_sent_has_a_moment", {"state": "draft"}),
        ("review_sent_says_something", {"worked": ""}),
        ("review_replied_by_someone_at_a_moment", {"reply": "Dank je wel."}),
        ("review_hidden_for_a_reason", {"state": "hidden"}),
    ],
)
def test_a_review_that_cannot_be(world: World, loan: Loan, name: str, more: dict) -> None:
    with pytest.raises(IntegrityError, match=name):
        make_review(loan, world.neighbour_director, **more)


def test_one_word_per_aspect(world: World, loan: Loan) -> None:
    review = make_review(loan, world.neighbour_director)
    with pytest.raises(IntegrityError, match="aspect_answer_once_per_review"):
        AspectAnswer.objects.create(review=review, aspect=Aspect.FIT, word=1)


def test_a_word_of_the_scale(world: World, loan: Loan) -> None:
    review = make_review(loan, world.neighbour_director, words=False)
    with pytest.raises(IntegrityError, match="aspect_answer_is_a_word"):
        AspectAnswer.objects.create(review=review, aspect=Aspect.FIT, word=6)


def test_one_report_per_person(world: World, loan: Loan) -> None:
    review = make_review(loan, world.neighbour_director)
    Report.objects.create(review=review, reported_by=world.staff, reason="other", decide_before="2026-03-02")
    with pytest.raises(IntegrityError, match="report_once_per_person"):
        Report.objects.create(review=review, reported_by=world.staff, reason="other", decide_before="2026-03-02")


def test_a_decision_has_a_reason(world: World, loan: Loan) -> None:
    review = make_review(loan, world.neighbour_director)
    decided = {"verdict": "keep", "decided_by": world.moderator, "decided_at": timezone.now()}
    with pytest.raises(IntegrityError, match="report_decided_by_someone_for_a_reason"):
        Report.objects.create(
            review=review, reported_by=world.staff, reason="other", decide_before="2026-03-02", **decided
        )


def test_a_choice_is_a_ring(loan: Loan) -> None:
    with pytest.raises(IntegrityError, match="choice_score_ring_is_a_ring"):
        Choice.objects.create(expert=loan.expert, score_ring=6)


def test_one_invitation_per_ring(loan: Loan) -> None:
    Growth.objects.create(expert=loan.expert, ring=2)
    with pytest.raises(IntegrityError, match="growth_once_per_ring"):
        Growth.objects.create(expert=loan.expert, ring=2)


def test_an_answer_has_a_moment(loan: Loan) -> None:
    with pytest.raises(IntegrityError, match="growth_answer_has_a_moment"):
        Growth.objects.create(expert=loan.expert, ring=2, said_yes=True)
