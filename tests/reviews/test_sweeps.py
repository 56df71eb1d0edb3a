"""What the schedule does: late or twice is harmless."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from experts.models import Expert
from notifications.models import Notification
from organisations.models import SchoolHoliday
from reviews import actions, tasks
from reviews.choices import Side
from reviews.models import Review
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import days_later, finished_loan, make_review, submit, switch_on, switch_on_all


def told(kind: str) -> list[str]:
    found = Notification.objects.filter(kind=f"reviews.{kind}").order_by("recipient__email")
    return list(found.values_list("recipient__email", flat=True))


def test_both_sides_are_invited_once(world: World, loan: Loan) -> None:
    tasks.sweep_reviews()
    tasks.sweep_reviews()
    assert told("invited") == ["buurdirecteur@expedu.test", "leraar@expedu.test"]


def test_nobody_is_invited_while_a_board_has_reviews_off(world: World) -> None:
    switch_on(world.board)
    finished_loan(world.staff_membership, world.neighbour_school)
    tasks.sweep_reviews()
    assert told("invited") == []


def test_nobody_is_invited_when_the_time_is_over(world: World, loan: Loan) -> None:
    with days_later(13):
        tasks.sweep_reviews()
    assert told("invited") == []


@pytest.mark.parametrize(("day", "reminded"), [(date(2026, 3, 20), []), (date(2026, 3, 23), ["leraar@expedu.test"])])
def test_who_has_not_written_is_reminded_after_five_school_days(world: World, day: date, reminded: list[str]) -> None:
    switch_on_all(world)
    loan = finished_loan(world.staff_membership, world.neighbour_school, finished_on=date(2026, 3, 16))
    make_review(loan, world.neighbour_director)
    moment = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 10))
    actions.remind_reviewers(moment)
    actions.remind_reviewers(moment)
    assert told("reminded") == reminded


def test_a_holiday_counts_for_nothing(world: World) -> None:
    switch_on_all(world)
    finished_loan(world.staff_membership, world.neighbour_school, finished_on=date(2026, 3, 16))
    SchoolHoliday.objects.create(
        holiday_region="noord", name="Vrij", starts_on=date(2026, 3, 18), ends_on=date(2026, 3, 20)
    )
    actions.remind_reviewers(timezone.make_aware(timezone.datetime(2026, 3, 24, 10)))
    assert told("reminded") == []


def test_after_fourteen_days_both_are_told_once(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director)
    with days_later(12):
        tasks.sweep_reviews()
    assert told("revealed") == []
    with days_later(14):
        tasks.sweep_reviews()
        tasks.sweep_reviews()
    assert told("revealed") == ["buurdirecteur@expedu.test", "leraar@expedu.test"]


def test_nobody_is_told_when_nothing_was_written(world: World, loan: Loan) -> None:
    with days_later(14):
        tasks.sweep_reviews()
    assert told("revealed") == []


def three_reviews(world: World, mark: int = 9) -> Expert:
    """Enough for a figure: three schools, three people, long ago."""
    switch_on_all(world)
    for days, school, author in [
        (100, world.neighbour_school, world.neighbour_director),
        (200, world.sister_school, world.sister_director),
        (300, world.foreign_school, world.foreign_director),
    ]:
        loan = finished_loan(world.staff_membership, school, days_ago=days)
        make_review(loan, author, mark=mark)
    return loan.expert


def rating(expert: Expert) -> float | None:
    return Expert.objects.get(pk=expert.pk).rating


def test_the_nightly_figure(world: World) -> None:
    expert = three_reviews(world)
    tasks.nightly_reviews()
    found = rating(expert)
    assert found is not None
    assert 7.5 < found < 9


def test_the_figure_goes_when_a_board_switches_off(world: World) -> None:
    expert = three_reviews(world)
    tasks.nightly_reviews()
    world.board.reviews_consent_on = None
    world.board.save()
    tasks.nightly_reviews()
    assert rating(expert) is None


def test_the_figure_goes_at_once_when_the_expert_hides_and_comes_back_the_same(world: World) -> None:
    expert = three_reviews(world)
    tasks.nightly_reviews()
    before = rating(expert)
    actions.save_choice(expert, by=expert.user, score_ring=None, is_hidden=True)
    assert rating(expert) is None
    actions.save_choice(expert, by=expert.user, score_ring=None, is_hidden=False)
    assert rating(expert) == before


def test_hidden_text_leaves_the_figure_and_restored_text_gives_the_same(world: World) -> None:
    expert = three_reviews(world)
    tasks.nightly_reviews()
    before = rating(expert)
    one = Review.objects.filter(loan__expert=expert).order_by("pk")[0]
    Review.objects.filter(pk=one.pk).update(state="hidden", hidden_because="pupil")
    tasks.nightly_reviews()
    assert rating(expert) is None
    Review.objects.filter(pk=one.pk).update(state="submitted", hidden_because="")
    tasks.nightly_reviews()
    assert rating(expert) == before


def test_the_mark_of_the_employer_never_counts(world: World) -> None:
    expert = three_reviews(world)
    tasks.nightly_reviews()
    before = rating(expert)
    loan = finished_loan(world.staff_membership, world.sister_school, days_ago=20)
    make_review(loan, world.director, mark=1, counts=False)
    tasks.nightly_reviews()
    assert rating(expert) == before


def test_what_the_expert_says_of_a_school_is_no_mark_of_the_expert(world: World) -> None:
    expert = three_reviews(world)
    tasks.nightly_reviews()
    before = rating(expert)
    loan = finished_loan(world.staff_membership, world.neighbour_school, days_ago=20)
    make_review(loan, world.staff, Side.EXPERT, mark=1)
    tasks.nightly_reviews()
    assert rating(expert) == before


def test_two_people_of_one_school_are_one_vote(world: World) -> None:
    expert = three_reviews(world)
    tasks.nightly_reviews()
    before = rating(expert)
    loan = Loan.objects.filter(secondment__borrower=world.neighbour_school).get()
    make_review(loan, world.coordinator, mark=9)
    tasks.nightly_reviews()
    assert rating(expert) == before


def test_old_reviews_and_dead_drafts_are_let_go_of(world: World) -> None:
    switch_on_all(world)
    old = finished_loan(world.staff_membership, world.neighbour_school, days_ago=3 * 365)
    make_review(old, world.neighbour_director)
    kept = finished_loan(world.staff_membership, world.sister_school, days_ago=3 * 365 - 1)
    make_review(kept, world.sister_director)
    draft = finished_loan(world.staff_membership, world.foreign_school, days_ago=14)
    Review.objects.create(loan=draft, side="school", author=world.foreign_director, school=world.foreign_school)
    fresh = finished_loan(world.staff_membership, world.foreign_school, days_ago=13, title="Vers")
    Review.objects.create(loan=fresh, side="school", author=world.foreign_director, school=world.foreign_school)
    assert actions.forget_old_reviews(timezone.now()) == 2
    assert set(Review.objects.values_list("loan_id", flat=True)) == {kept.pk, fresh.pk}
    assert actions.forget_old_reviews(timezone.now() + timedelta(seconds=1)) == 0
