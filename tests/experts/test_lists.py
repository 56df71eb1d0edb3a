"""The lists that are read first give what reading everybody gives; when they give too little, everybody is read."""

from datetime import date, timedelta
from random import Random

import pytest

from experts import postings, search
from experts.actions import record_rating
from experts.choices import Level
from experts.matching import Wanted
from experts.models import Expert, MatchPosting
from experts.search import BEST_OF_LISTS, EVERYBODY, _parameters, _read, find
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)


def crowd(world: World, random: Random, number: int) -> list[int]:
    """So many experts at four schools, each with some of five skills; returns the skills' primary keys."""
    skills = SkillFactory.create_batch(5)
    schools = [world.school, world.sister_school, world.neighbour_school, world.foreign_school]
    for _ in range(number):
        chosen = random.sample(skills, random.randint(1, 4))
        make_expert(
            MembershipFactory(school=random.choice(schools)),
            ring=random.choice(list(Ring)),
            skills={skill: random.choice(list(Level)) for skill in chosen},
            half_days=random.randint(1, 1023),
        )
    return [skill.pk for skill in skills]


def any_wish(random: Random, skill_ids: list[int]) -> Wanted:
    has_period = random.random() < 0.5
    return Wanted(
        skill_ids=tuple(random.sample(skill_ids, random.randint(0, 3))),
        needs_all_skills=random.random() < 0.3,
        least_level=random.choice(list(Level)),
        half_days=random.choice([0, random.randint(1, 1023)]),
        starts_on=MONDAY if has_period else None,
        ends_on=MONDAY + timedelta(weeks=3) if has_period else None,
        ring=random.choice(list(Ring)),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_lists_and_everybody_agree(world: World, seed: int) -> None:
    random = Random(seed)
    skill_ids = crowd(world, random, 25)
    for _ in range(40):
        wanted, keys = any_wish(random, skill_ids), sorted(world.school.place.keys())
        values = _parameters(keys, wanted, (230.0, 580.0), False, (), 200, MONDAY)
        best, everybody = _read(BEST_OF_LISTS, values), _read(EVERYBODY[bool(wanted.skill_ids)], values)
        assert not best.is_cut
        assert (best.rows, best.per_ring) == (everybody.rows, everybody.per_ring), wanted


def test_a_short_page_is_read_again_without_the_lists(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those at the top of the list pause; the one who is free stands below what is read of it."""
    skill = SkillFactory()
    for membership in MembershipFactory.create_batch(3, school=world.school):
        expert = make_expert(membership, skills={skill: Level.TEACHES})
        Expert.objects.filter(pk=expert.pk).update(paused_until=MONDAY + timedelta(days=9))
    free = make_expert(world.staff_membership, skills={skill: Level.DOES})
    monkeypatch.setattr(search, "depth_for", lambda wanted: 2)

    found = find(world.school.place.keys(), Wanted(skill_ids=(skill.pk,)), today=MONDAY)

    assert [ranked.candidate.expert_id for ranked in found.ranked] == [free.pk]


def test_more_than_are_listed_are_counted_as_far_as_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    skill = SkillFactory()
    for membership in MembershipFactory.create_batch(15, school=world.school):
        make_expert(membership, skills={skill: Level.DOES}, ring=Ring.SCHOOL)
    monkeypatch.setattr(search, "depth_for", lambda wanted: 13)

    found = find(world.school.place.keys(), Wanted(skill_ids=(skill.pk,)), today=MONDAY)

    assert (len(found.ranked), found.total, found.is_capped) == (13, 13, True)


def test_another_mark_takes_another_place_in_the_lists(world: World) -> None:
    expert = make_expert(world.staff_membership)
    before = set(MatchPosting.objects.values_list("score", flat=True))

    record_rating(expert.pk, 9.5)

    assert min(MatchPosting.objects.values_list("score", flat=True)) > max(before)
    assert postings.differences([expert.pk]) == []


def test_what_is_stored_wrongly_is_found(world: World) -> None:
    expert = make_expert(world.staff_membership)
    MatchPosting.objects.filter(skill_number=-1).update(score=1)

    assert len(postings.differences([expert.pk])) == 2 * MatchPosting.objects.filter(skill_number=-1).count()
    postings.rewrite_all()
    assert postings.differences([expert.pk]) == []
