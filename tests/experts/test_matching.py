"""The score from two sides, fairness, the newcomer's place, and reasons that are facts."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experts.choices import Level
from experts.matching import WEIGHTS, Candidate, OfferedSkill, Ranked, Wanted, rank, school_side, scored_of
from organisations.choices import Ring

PLAY, PEACE = 1, 2


def candidate(expert_id: int = 1, *, level: Level = Level.SHOWS, **facts: Any) -> Candidate:
    skills = (OfferedSkill(skill_id=PLAY, label="Goed buitenspelen", level=level),)
    return Candidate(**{"expert_id": expert_id, "skills": skills, "finished_count": 1} | facts)


def order(ranked: list[Ranked]) -> list[int]:
    return [r.candidate.expert_id for r in ranked]


def test_weights_of_each_side_add_up_to_one() -> None:
    w = WEIGHTS
    assert w.skill + w.half_days + w.form_and_group + w.nearness + w.quality == pytest.approx(1)
    assert w.wants_form + w.travel + w.length + w.acceptance == pytest.approx(1)


def test_a_higher_level_scores_higher() -> None:
    wanted = Wanted(skill_ids=(PLAY,))
    scores = [scored_of(wanted, candidate(level=level)).score for level in Level]
    assert scores == sorted(scores)
    assert len(set(scores)) == 3


def test_a_match_must_suit_both_sides() -> None:
    wanted = Wanted(skill_ids=(PLAY,), form_ids=(7,), half_day_count=40)
    unwilling = candidate(form_ids=frozenset({8}), max_half_days_per_week=1, asked_count=50, travel_km=1, distance_km=9)
    scored = scored_of(wanted, unwilling)
    assert scored.for_expert < scored.score < scored.for_school


def test_without_a_mark_a_newcomer_loses_nothing() -> None:
    wanted = Wanted(skill_ids=(PLAY,))
    assert school_side(wanted, candidate(rating=None)) == school_side(wanted, candidate(rating=WEIGHTS.prior_rating))


def test_within_the_band_the_least_asked_goes_first() -> None:
    wanted = Wanted(skill_ids=(PLAY,))
    popular, quiet = candidate(1, asked_count=9, yes_count=9), candidate(2, asked_count=1, yes_count=1)
    assert scored_of(wanted, popular).score > scored_of(wanted, quiet).score
    assert order(rank(wanted, [popular, quiet])) == [2, 1]


def test_outside_the_band_the_better_match_goes_first() -> None:
    wanted = Wanted(skill_ids=(PLAY,), half_days=0b11)
    fits = candidate(1, free_half_days=2, half_days=0b11, asked_count=9, yes_count=9)
    fits_less = candidate(2, free_half_days=1, half_days=0b01)
    assert order(rank(wanted, [fits_less, fits])) == [1, 2]


def test_one_of_the_first_five_is_new() -> None:
    wanted = Wanted(half_days=0b11)
    known = [candidate(n, free_half_days=2) for n in range(1, 8)]
    newcomer = candidate(99, free_half_days=1, finished_count=0)
    assert order(rank(wanted, [*known, newcomer])).index(99) == 4


def test_a_newcomer_who_is_there_already_stays() -> None:
    ranked = rank(Wanted(), [candidate(n, finished_count=0) for n in range(8)], seed="a")
    assert order(ranked) == order(rank(Wanted(), [candidate(n, finished_count=0) for n in range(8)], seed="a"))


def test_freelancers_come_after_own_people() -> None:
    wanted = Wanted(skill_ids=(PLAY,))
    ranked = rank(wanted, [candidate(1, is_freelancer=True, level=Level.TEACHES), candidate(2, level=Level.DOES)])
    assert order(ranked) == [2, 1]


def test_another_seed_gives_others_a_turn() -> None:
    people = [candidate(n) for n in range(20)]
    assert order(rank(Wanted(), people, seed=1)) != order(rank(Wanted(), people, seed=2))


@given(st.permutations(range(12)))
def test_the_order_does_not_depend_on_the_order_of_rows(ids: list[int]) -> None:
    people = [candidate(n, asked_count=n % 3, level=Level(n % 3 + 1)) for n in ids]
    wanted = Wanted(skill_ids=(PLAY,))
    assert order(rank(wanted, people)) == order(rank(wanted, sorted(people, key=lambda c: c.expert_id)))


@given(
    st.integers(0, 10),
    st.floats(0, 300),
    st.integers(0, 100),
    st.sampled_from(Ring),
    st.one_of(st.none(), st.floats(1, 10)),
)
def test_a_score_lies_between_nothing_and_one(free: int, km: float, travel: int, ring: Ring, mark: float) -> None:
    person = candidate(free_half_days=free, distance_km=km, travel_km=travel, ring=ring, rating=mark)
    assert 0 <= scored_of(Wanted(skill_ids=(PLAY, PEACE), half_days=0b1111), person).score <= 1


def test_at_most_three_reasons_and_one_caution() -> None:
    wanted = Wanted(skill_ids=(PLAY,), half_days=0b1000)
    person = candidate(
        half_days=0b1000, free_half_days=1, ring=Ring.BOARD, finished_count=2, confirmed_on=date(2026, 10, 1)
    )
    scored = scored_of(wanted, person)
    assert scored.reasons == (
        "Laat het graag zien: Goed buitenspelen",
        "Kan op dinsdagmiddag, precies zoals je vraagt",
        "Hielp al 2 keer een school",
    )
    assert scored.caution == ""


@pytest.mark.parametrize(
    ("facts", "wanted", "caution"),
    [
        ({"finished_count": 0}, Wanted(), "Nieuw op Expedu. Er is nog geen hulp afgerond."),
        ({"open_invitation_count": 2}, Wanted(), "Wordt nu vaak gevraagd."),
        ({}, Wanted(skill_ids=(PLAY, PEACE)), "Kan 1 van de 2 dingen die je zoekt."),
        (
            {"half_days": 0b01, "free_half_days": 1},
            Wanted(half_days=0b11),
            "Kan niet op maandagmiddag.",
        ),
        (
            {"half_days": 0b01, "class_half_days": 0b01, "free_half_days": 1},
            Wanted(half_days=0b01),
            "Staat dan voor de klas: er is vervanging nodig.",
        ),
        ({"is_freelancer": True}, Wanted(), "Zzp'er: je betaalt zelf een rekening."),
    ],
)
def test_a_caution_is_a_fact(facts: dict[str, Any], wanted: Wanted, caution: str) -> None:
    assert scored_of(wanted, candidate(**facts)).caution == caution
