"""The worked examples of the page "Zo rekenen wij", and what must hold for any marks."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews import scoring
from reviews.scoring import Vote

TODAY = date(2026, 11, 23)


def months_ago(months: int) -> date:
    years, month = divmod(TODAY.month - 1 - months, 12)
    return date(TODAY.year + years, month + 1, TODAY.day)


def vote(mark: float, months: int = 0, school: int = 1, reviewer: int | None = None) -> Vote:
    """A vote of help that ended so many months ago; each school has a reviewer of its own."""
    return Vote(mark, months_ago(months), school, frozenset({reviewer or school}))


def of_schools(*marks_and_months: tuple[float, int]) -> list[Vote]:
    return [vote(mark, months, school) for school, (mark, months) in enumerate(marks_and_months, 1)]


@pytest.mark.parametrize(
    ("marks_and_months", "with_three", "with_five"),
    [
        ([(10, 0)], 8.20, 8.00),
        ([(10, 0), (10, 6)], 8.48, 8.22),
        ([(9, 0), (9, 4), (8, 9)], 8.12, 7.98),
        ([(4, 6), (5, 3), (6, 0)], 6.43, 6.74),
        ([(9, 26), (9, 29), (9, 32), (9, 34)], 7.67, 7.65),
    ],
)
def test_worked_examples(marks_and_months: list, with_three: float, with_five: float) -> None:
    votes = of_schools(*marks_and_months)
    assert round(scoring.score(votes, TODAY, mean=7.6, prior_votes=3), 2) == with_three
    assert round(scoring.score(votes, TODAY, mean=7.6, prior_votes=5), 2) == with_five


def test_no_votes_is_the_mean() -> None:
    assert scoring.score([], TODAY) == scoring.PRIOR_MARK


@pytest.mark.parametrize(
    ("months", "weight"), [(0, 1.0), (6, 0.75), (23, 1 / 24), (24, 1 / 24), (36, 1 / 24), (37, 0.0)]
)
def test_weight_falls_per_month(months: int, weight: float) -> None:
    assert scoring.weight(months) == weight


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 15), date(2026, 2, 15), 1),
        (date(2025, 12, 1), date(2026, 11, 30), 11),
        (date(2026, 5, 1), date(2026, 4, 1), 0),
    ],
)
def test_months_between(earlier: date, later: date, months: int) -> None:
    assert scoring.months_between(earlier, later) == months


def test_a_second_vote_of_one_school_within_three_months_changes_nothing() -> None:
    first = vote(6, 8)
    again = Vote(10, first.finished_on + timedelta(days=80), 1, frozenset({1}))
    assert scoring.score([first, again], TODAY) == scoring.score([first], TODAY)


def test_one_school_counts_twice_in_twelve_months_at_most() -> None:
    votes = [vote(9, 11), vote(9, 7), vote(9, 3)]
    assert scoring.counted(votes, TODAY) == votes[:2]


def test_one_school_has_at_most_two_fifths_of_the_weight() -> None:
    weights = scoring.capped([1.0] * 12, [1] * 8 + [2, 3, 4, 5], prior_votes=2)
    assert sum(weights[:8]) == pytest.approx(0.4 * (2 + sum(weights)))
    assert weights[8:] == [1.0] * 4


def test_two_schools_can_both_be_at_the_limit() -> None:
    weights = scoring.capped([1.0] * 20, [1] * 10 + [2] * 10, prior_votes=1)
    assert sum(weights[:10]) == pytest.approx(0.4 * (1 + sum(weights)))
    assert sum(weights[10:]) == pytest.approx(sum(weights[:10]))


def test_a_figure_from_three_secondments_two_schools_and_three_people() -> None:
    figure = scoring.figure([vote(8, 9, 1, 11), vote(9, 4, 2, 12), vote(8, 1, 1, 13)], TODAY)
    assert figure is not None
    assert (figure.secondments, figure.schools, figure.reviewers) == (3, 2, 3)
    assert (figure.first_on, figure.last_on) == (months_ago(9), months_ago(1))


@pytest.mark.parametrize(
    "votes",
    [
        [],
        [vote(8, 2, 1, 11), vote(8, 1, 2, 12)],
        [vote(8, 14, 1, 11), vote(8, 8, 1, 12), vote(8, 1, 1, 13)],
        [vote(8, 9, 1, 11), vote(8, 4, 2, 12), vote(8, 1, 3, 11)],
        [vote(8, 40, 1, 11), vote(8, 4, 2, 12), vote(8, 1, 3, 13)],
    ],
    ids=["nobody", "two secondments", "one school", "two people", "one too old"],
)
def test_no_figure_while_too_few_spoke(votes: list[Vote]) -> None:
    assert scoring.figure(votes, TODAY) is None


def test_the_mean_of_all_marks_once_there_are_thirty() -> None:
    assert scoring.mean_mark([9.0] * 29) == scoring.PRIOR_MARK
    assert scoring.mean_mark([9.0] * 30) == 9.0


# A busy machine draws slowly; what is drawn stays small.
relaxed = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
marks = st.integers(1, 10).map(float)
votes_of_schools = st.lists(st.tuples(marks, st.integers(0, 36)), max_size=8).map(lambda found: of_schools(*found))
any_votes = st.lists(st.builds(vote, marks, st.integers(0, 36), st.integers(1, 3)), max_size=10)


@relaxed
@given(any_votes)
def test_the_score_lies_between_the_mean_and_the_marks(votes: list[Vote]) -> None:
    all_marks = [scoring.PRIOR_MARK, *(vote.mark for vote in votes)]
    assert min(all_marks) - 1e-9 <= scoring.score(votes, TODAY) <= max(all_marks) + 1e-9


@relaxed
@given(any_votes.filter(bool), st.data())
def test_a_higher_mark_never_lowers_the_score(votes: list[Vote], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(votes) - 1))
    old = votes[index]
    higher = Vote(data.draw(st.integers(int(old.mark), 10)), old.finished_on, old.school, old.reviewers)
    raised = [*votes[:index], higher, *votes[index + 1 :]]
    assert scoring.score(raised, TODAY) >= scoring.score(votes, TODAY) - 1e-9


@relaxed
@given(votes_of_schools, st.integers(0, 36), st.integers(0, 36))
def test_an_older_mark_never_beats_an_equal_new_one(votes: list[Vote], one: int, other: int) -> None:
    newer, older = sorted((one, other))
    with_new = scoring.score([*votes, vote(10, newer, 99)], TODAY)
    with_old = scoring.score([*votes, vote(10, older, 99)], TODAY)
    assert with_new >= with_old - 1e-9


@relaxed
@given(any_votes, st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(votes: list[Vote], random: object) -> None:
    mixed = list(votes)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    days = {(vote.school, vote.finished_on) for vote in votes}
    if len(days) == len(votes):
        assert scoring.score(mixed, TODAY) == pytest.approx(scoring.score(votes, TODAY))


@relaxed
@given(st.lists(st.tuples(st.floats(0.05, 1), st.integers(1, 4)), min_size=1, max_size=20), st.floats(0.5, 8))
def test_no_school_is_ever_above_its_share(found: list[tuple[float, int]], prior_votes: float) -> None:
    schools = [school for _weight, school in found]
    weights = scoring.capped([weight for weight, _school in found], schools, prior_votes)
    whole = prior_votes + sum(weights)
    for school in set(schools):
        share = sum(one for one, its in zip(weights, schools, strict=True) if its == school)
        assert share <= scoring.SCHOOL_SHARE * whole + 1e-9


class TestRefit:
    def drawn(self, noise: float, spread: float, *, experts: int = 400, each: int = 6) -> list[list[float]]:
        random = Random(5)
        people = [random.gauss(7.5, spread) for _ in range(experts)]
        return [[random.gauss(person, noise) for _ in range(each)] for person in people]

    @pytest.mark.parametrize(("noise", "spread", "k"), [(1.0, 0.5, 4.0), (1.2, 0.5, 5.76), (1.0, 0.45, 4.94)])
    def test_it_finds_what_the_marks_were_drawn_with(self, noise: float, spread: float, k: float) -> None:
        assert scoring.refit(self.drawn(noise, spread)) == pytest.approx(k, rel=0.2)

    def test_it_stays_between_three_and_eight(self) -> None:
        assert scoring.refit(self.drawn(0.3, 1.0)) == 3
        assert scoring.refit(self.drawn(2.0, 0.1)) == 8

    def test_too_few_marks_say_nothing(self) -> None:
        with pytest.raises(ValueError, match="too few"):
            scoring.refit([[8, 9], [7]])

    @pytest.mark.django_db
    def test_the_command_says_so(self) -> None:
        with pytest.raises(CommandError, match="too few"):
            call_command("refit_score")
