import pytest
from django.core.exceptions import ObjectDoesNotExist

from core.errors import NotAllowedNow
from experts.models import Expert
from notifications.models import Notification
from reviews import actions
from reviews.choices import Again, ReviewState, Side
from reviews.models import Review
from secondments.models import Loan
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.reviews.factories import (
    DIFFERENTLY,
    WORKED,
    answers,
    days_later,
    finished_loan,
    make_review,
    submit,
    switch_on,
    switch_on_all,
)

BSN = "111222333"


def test_keeps_what_was_filled_in(world: World, loan: Loan) -> None:
    review = submit(loan, world.neighbour_director, mark=7, again=Again.DIFFERENT, differently=DIFFERENTLY)
    review.refresh_from_db()
    assert (review.side, review.mark, review.again) == (Side.SCHOOL, 7, Again.DIFFERENT)
    assert (review.worked, review.differently) == (WORKED, DIFFERENTLY)
    assert {answer.aspect: answer.word for answer in review.answers.all()} == {"fit": 5, "agreements": 4}


def test_remembers_how_readers_know_the_author_and_that_it_counts(world: World, loan: Loan) -> None:
    review = submit(loan, world.neighbour_director)
    assert (review.author_role, review.school, review.counts) == ("director", world.neighbour_school, True)


def test_sending_again_changes_the_answers_and_not_the_moment(world: World, loan: Loan) -> None:
    first = submit(loan, world.neighbour_director, mark=7)
    with days_later(2):
        again = submit(loan, world.neighbour_director, mark=9)
    assert (again.pk, again.mark, again.submitted_at) == (first.pk, 9, first.submitted_at)


@pytest.mark.parametrize(
    "more",
    [
        {"mark": None},
        {"worked": "", "differently": ""},
        {"worked": "Te kort."},
        {"worked": "x" * 951},
        {"differently": "Ook te kort."},
    ],
)
def test_refuses_what_is_not_finished(world: World, loan: Loan, more: dict) -> None:
    with pytest.raises(NotAllowedNow):
        submit(loan, world.neighbour_director, **more)
    assert not Review.objects.exists()


def test_a_text_of_25_characters_is_long_enough(world: World, loan: Loan) -> None:
    assert submit(loan, world.neighbour_director, worked="x" * 25).state == ReviewState.SUBMITTED


@pytest.mark.parametrize("field", ["worked", "differently", "private_tip", "private_signal"])
def test_refuses_what_identifies_a_child(world: World, loan: Loan, field: str) -> None:
    with pytest.raises(NotAllowedNow, match="burgerservicenummer"):
        submit(loan, world.neighbour_director, **{field: f"Bij dit kind met nummer {BSN} ging het beter."})
    assert not Review.objects.exists()


def test_what_may_point_at_a_child_waits_for_a_second_look(world: World, loan: Loan) -> None:
    doubtful = answers(worked="Leerling Sem werd rustiger op het plein en deed weer mee.")
    with pytest.raises(NotAllowedNow):
        actions.submit_review(loan, by=world.neighbour_director, answers=doubtful)
    review = actions.submit_review(loan, by=world.neighbour_director, answers=doubtful, is_confirmed=True)
    assert review.state == ReviewState.SUBMITTED


def test_the_name_of_the_expert_may_be_written(world: World, loan: Loan) -> None:
    assert submit(loan, world.neighbour_director, worked="Tessa Bloem hielp ons met rust op het plein.").pk


@pytest.mark.parametrize("who", ["director", "neighbour_staff", "neighbour_board_admin", "foreign_director"])
def test_only_the_two_sides_write(world: World, loan: Loan, who: str) -> None:
    with pytest.raises(NotAllowedNow):
        submit(loan, getattr(world, who))


def test_nothing_can_be_written_after_fourteen_days(world: World, loan: Loan) -> None:
    with days_later(13), pytest.raises(NotAllowedNow):
        submit(loan, world.neighbour_director)


def test_nothing_can_be_changed_once_both_are_done(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director)
    submit(loan, world.staff)
    with pytest.raises(NotAllowedNow):
        submit(loan, world.neighbour_director, mark=1)


def test_nothing_can_be_written_while_a_board_has_reviews_off(world: World) -> None:
    switch_on(world.board)
    loan = finished_loan(world.staff_membership, world.neighbour_school)
    with pytest.raises(NotAllowedNow):
        submit(loan, world.neighbour_director)


def test_both_are_told_once_when_both_are_done(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director)
    submit(loan, world.staff)
    told = Notification.objects.filter(kind="reviews.revealed").values_list("recipient__email", flat=True)
    assert sorted(told) == ["buurdirecteur@expedu.test", "leraar@expedu.test"]


def test_what_is_told_says_nothing_of_what_was_written(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director, mark=1)
    submit(loan, world.staff)
    told = Notification.objects.filter(kind="reviews.revealed").first()
    assert told is not None
    assert told.text == "Wat er is geschreven over Rust op het plein, is nu te lezen."


def test_within_the_own_school_there_is_no_mark(world: World) -> None:
    switch_on_all(world)
    loan = finished_loan(world.staff_membership, world.school)
    review = submit(loan, world.director, mark=10)
    assert (review.mark, review.again, review.counts, review.answers.count()) == (None, "", False, 0)


def test_the_mark_of_the_own_employer_never_counts(world: World) -> None:
    switch_on_all(world)
    MembershipFactory(user=world.director, director=True, school=world.sister_school)
    loan = finished_loan(world.staff_membership, world.sister_school)
    assert submit(loan, world.director).counts is False


def test_the_figure_for_matching_follows_when_both_are_done(world: World, loan: Loan) -> None:
    for days, school, author in [
        (100, world.sister_school, world.sister_director),
        (200, world.foreign_school, world.foreign_director),
    ]:
        make_review(finished_loan(world.staff_membership, school, days_ago=days), author, mark=9)
    submit(loan, world.neighbour_director, mark=9)
    assert Expert.objects.get(pk=loan.expert_id).rating is None
    submit(loan, world.staff)
    assert Expert.objects.get(pk=loan.expert_id).rating == pytest.approx(8.0, abs=0.2)


def test_a_draft_is_kept_unfinished_and_nothing_is_told(world: World, loan: Loan) -> None:
    draft = actions.save_draft(loan, by=world.staff, answers=actions.Answers(worked="Ik be"))
    assert (draft.state, draft.worked, draft.submitted_at) == (ReviewState.DRAFT, "Ik be", None)
    assert not Notification.objects.filter(kind__startswith="reviews.").exists()


def test_a_draft_never_keeps_what_identifies_a_child(world: World, loan: Loan) -> None:
    with pytest.raises(NotAllowedNow):
        actions.save_draft(loan, by=world.staff, answers=actions.Answers(worked=f"Kind {BSN}"))


def test_a_draft_never_takes_back_what_was_sent(world: World, loan: Loan) -> None:
    submit(loan, world.staff)
    with pytest.raises(NotAllowedNow):
        actions.save_draft(loan, by=world.staff, answers=answers(mark=1))


def test_taking_back_leaves_the_text_for_the_author_alone(world: World, loan: Loan) -> None:
    review = actions.withdraw_review(submit(loan, world.staff), by=world.staff)
    assert (review.state, review.submitted_at, review.worked) == (ReviewState.WITHDRAWN, None, WORKED)


def test_what_is_revealed_cannot_be_taken_back(world: World, loan: Loan) -> None:
    mine = submit(loan, world.staff)
    submit(loan, world.neighbour_director)
    with pytest.raises(NotAllowedNow):
        actions.withdraw_review(mine, by=world.staff)


def test_nobody_takes_back_what_another_wrote(world: World, loan: Loan) -> None:
    review = submit(loan, world.staff)
    with pytest.raises((NotAllowedNow, ObjectDoesNotExist)):
        actions.withdraw_review(review, by=world.neighbour_director)
