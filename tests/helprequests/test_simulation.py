"""The made-up year: the fair order spreads the work at little cost, and the figures are what they say."""

from random import Random

import pytest

from experts.matching import Candidate, OfferedSkill, Wanted
from helprequests.simulation import (
    Outcome,
    Person,
    Question,
    by_score,
    curve,
    fairly,
    make_people,
    make_questions,
    share_of_top,
    simulate,
)


def year(seed: int = 1, people: int = 150, questions: int = 400) -> tuple[Outcome, Outcome]:
    random = Random(seed)
    cast, asked = make_people(people, random), make_questions(questions, random)
    return simulate("fair", fairly, cast, asked, seed=seed), simulate("pure", by_score, cast, asked, seed=seed)


def test_the_busiest_tenth_does_less_and_the_fit_hardly_suffers() -> None:
    fair, pure = year()

    assert fair.busiest_tenth < pure.busiest_tenth
    assert (pure.fit - fair.fit) / pure.fit < 0.03


def test_fewer_people_are_never_asked() -> None:
    fair, pure = year()

    assert fair.never_asked < pure.never_asked


def test_the_same_seed_is_the_same_year() -> None:
    assert year(people=60, questions=80) == year(people=60, questions=80)


@pytest.mark.parametrize(
    ("numbers", "share"), [([1] * 10, 0.1), ([10, *[0] * 9], 1.0), ([0] * 10, 0.0), ([3, 1, 1, 1, 1, 1, 1, 1], 0.3)]
)
def test_share_of_the_top(numbers: list[int], share: float) -> None:
    assert share_of_top(numbers) == pytest.approx(share)


def test_the_curve_of_equals_is_the_diagonal() -> None:
    assert curve([2, 2]) == [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)]


def test_who_has_not_joined_yet_is_not_asked() -> None:
    skill = OfferedSkill(skill_id=1, label="", level=1)
    late = Person(1, 0, 0, Candidate(expert_id=1, skills=(skill,), half_days=1023, travel_km=10), 1.0, joins=5)
    early, later = (Question(0, 0, week, Wanted(skill_ids=(1,))) for week in (4, 6))

    assert simulate("fair", fairly, [late], [early], seed=1).asked == [0]
    after = simulate("fair", fairly, [late], [early, later], seed=1)
    assert (after.asked, after.weeks_until_asked) == ([1], [1])
