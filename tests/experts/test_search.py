"""The gates of search: each test has someone who passes and someone who must not be found."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from experts import actions
from experts.choices import Level, Part
from experts.matching import Wanted
from experts.models import AvailabilityException
from experts.search import facets, find
from organisations.choices import Ring
from organisations.models import School
from tests.experts.factories import (
    HelpFormFactory,
    SkillFactory,
    TargetGroupFactory,
    make_expert,
    position_of,
)
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

MONDAY = date(2026, 11, 30)
MONDAY_MORNING, MONDAY_AFTERNOON = 1, 2


def names(school: School, wanted: Wanted | None = None, **kwargs: Any) -> set[str]:
    found = find(
        school.place.keys(), wanted or Wanted(), origin_xy=(school.x_km, school.y_km), **{"today": MONDAY} | kwargs
    )
    return {r.candidate.first_name for r in found.ranked}


@pytest.mark.parametrize(
    ("ring", "school", "is_seen"),
    [
        (Ring.SCHOOL, "school", True),
        (Ring.SCHOOL, "sister_school", False),
        (Ring.BOARD, "sister_school", True),
        (Ring.BOARD, "neighbour_school", False),
        (Ring.NETWORK, "neighbour_school", True),
        (Ring.REGION, "foreign_school", False),
        (Ring.NATIONAL, "foreign_school", True),
    ],
)
def test_the_ring_decides_who_sees_whom(world: World, ring: Ring, school: str, is_seen: bool) -> None:
    make_expert(world.staff_membership, ring=ring)
    assert names(getattr(world, school)) == ({"Tessa"} if is_seen else set())


def test_without_release_only_the_own_school(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NATIONAL, released_ring=Ring.SCHOOL)
    assert (names(world.school), names(world.sister_school)) == ({"Tessa"}, set())


def test_a_lowered_ceiling_narrows_at_once(world: World) -> None:
    make_expert(world.staff_membership)
    world.board.ring_ceiling = Ring.BOARD
    world.board.save()
    assert (names(world.sister_school), names(world.foreign_school)) == ({"Tessa"}, set())


def test_an_ended_release_narrows_by_itself(world: World) -> None:
    expert = make_expert(world.staff_membership)
    today = timezone.localdate()
    actions.release_position(position_of(expert), by=world.director, ring=Ring.NATIONAL, until=today)
    assert names(world.foreign_school, today=today) == {"Tessa"}
    assert names(world.foreign_school, today=today + timedelta(days=1)) == set()
    assert names(world.school, today=today + timedelta(days=1)) == {"Tessa"}


def test_paused_until_a_day(world: World) -> None:
    expert = make_expert(world.staff_membership)
    until = timezone.localdate() + timedelta(days=7)
    actions.pause_expert(expert, by=world.staff, until=until)
    assert names(world.school, today=until) == set()
    assert names(world.school, today=until + timedelta(days=1)) == {"Tessa"}


def test_unconfirmed_profiles_are_hidden(world: World) -> None:
    expert = make_expert(world.staff_membership)
    assert names(world.school, today=expert.confirmed_until) == {"Tessa"}
    assert names(world.school, today=expert.confirmed_until + timedelta(days=1)) == set()


def test_someone_whose_work_here_ended_is_gone(world: World) -> None:
    make_expert(world.staff_membership)
    world.staff_membership.ends_on = MONDAY - timedelta(days=1)
    world.staff_membership.save()
    assert names(world.school) == set()


def test_any_and_all_skills(world: World) -> None:
    play, peace = SkillFactory(), SkillFactory()
    make_expert(world.staff_membership, skills={play: Level.SHOWS, peace: Level.DOES})
    make_expert(world.sister_staff_membership, skills={play: Level.DOES})
    make_expert(world.neighbour_staff_membership)
    both = (play.pk, peace.pk)
    assert names(world.school, Wanted(skill_ids=both)) == {"Tessa", "Daan"}
    assert names(world.school, Wanted(skill_ids=both, needs_all_skills=True)) == {"Tessa"}


def test_least_level(world: World) -> None:
    skill = SkillFactory()
    make_expert(world.staff_membership, skills={skill: Level.SHOWS})
    make_expert(world.sister_staff_membership, skills={skill: Level.DOES})
    assert names(world.school, Wanted(skill_ids=(skill.pk,), least_level=Level.SHOWS)) == {"Tessa"}


def test_form_and_target_group_with_no_preference_as_yes(world: World) -> None:
    workshop, visit, infants = HelpFormFactory(), HelpFormFactory(), TargetGroupFactory()
    make_expert(world.staff_membership, forms=(workshop,), target_groups=(infants,))
    make_expert(world.sister_staff_membership, forms=(visit,))
    make_expert(world.neighbour_staff_membership)
    assert names(world.school, Wanted(form_ids=(workshop.pk,))) == {"Tessa", "Aylin"}
    assert names(world.school, Wanted(target_group_ids=(TargetGroupFactory().pk,))) == {"Daan", "Aylin"}


def test_half_days_of_a_week(world: World) -> None:
    make_expert(world.staff_membership, half_days=MONDAY_MORNING)
    make_expert(world.sister_staff_membership, half_days=MONDAY_AFTERNOON)
    assert names(world.school, Wanted(half_days=MONDAY_MORNING)) == {"Tessa"}


def test_bookings_and_absence_in_the_period_are_not_free(world: World) -> None:
    booked = make_expert(world.staff_membership)
    absent = make_expert(world.sister_staff_membership)
    make_expert(world.neighbour_staff_membership)
    actions.book_half_days(position_of(booked), [(MONDAY, Part.MORNING)])
    AvailabilityException.objects.create(expert=absent, day=MONDAY, part=Part.MORNING)
    actions.rebuild_reach([absent])
    wanted = Wanted(half_days=MONDAY_MORNING, starts_on=MONDAY, ends_on=MONDAY)
    assert names(world.school, wanted) == {"Aylin"}


def test_an_extra_half_day_counts(world: World) -> None:
    expert = make_expert(world.staff_membership, half_days=MONDAY_AFTERNOON)
    AvailabilityException.objects.create(expert=expert, day=MONDAY, part=Part.MORNING, is_free=True)
    actions.rebuild_reach([expert])
    wanted = Wanted(half_days=MONDAY_MORNING, starts_on=MONDAY, ends_on=MONDAY)
    assert names(world.school, wanted) == {"Tessa"}


def test_a_week_at_the_own_maximum_is_full(world: World) -> None:
    expert = make_expert(world.staff_membership, max_per_week=1)
    actions.book_half_days(position_of(expert), [(MONDAY, Part.MORNING)])
    this_week = Wanted(half_days=MONDAY_AFTERNOON, starts_on=MONDAY, ends_on=MONDAY)
    next_week = MONDAY + timedelta(days=7)
    assert names(world.school, this_week) == set()
    assert names(world.school, Wanted(half_days=MONDAY_AFTERNOON, starts_on=MONDAY, ends_on=next_week)) == {"Tessa"}


def test_an_invitation_needs_six_in_ten_half_days(world: World) -> None:
    make_expert(world.staff_membership, half_days=0b0000000111)
    make_expert(world.sister_staff_membership, half_days=0b0000000011)
    wanted = Wanted(half_days=0b0000011111)
    assert names(world.school, wanted, for_invitation=True) == {"Tessa"}
    assert names(world.school, wanted) == {"Tessa", "Daan"}


def test_an_invitation_skips_who_has_three_open(world: World) -> None:
    busy = make_expert(world.staff_membership)
    make_expert(world.sister_staff_membership)
    actions.record_load(busy.pk, open_invitations=3)
    assert names(world.school, for_invitation=True) == {"Daan"}


def test_own_travel_limit_but_not_for_help_without_travel(world: World) -> None:
    make_expert(world.neighbour_staff_membership, travel_km=7)
    assert names(world.school) == set()
    assert names(world.school, Wanted(needs_travel=False)) == {"Aylin"}


def test_the_searchers_distance(world: World) -> None:
    make_expert(world.sister_staff_membership)
    make_expert(world.neighbour_staff_membership)
    assert names(world.school, Wanted(max_km=5)) == {"Daan"}


def test_excluded_people(world: World) -> None:
    expert = make_expert(world.staff_membership)
    assert names(world.school, exclude_expert_ids=[expert.pk]) == set()


def test_a_board_can_switch_freelancers_off(world: World) -> None:
    make_expert(world.freelancer.memberships.get())
    assert names(world.school) == {"Bo"}
    world.board.freelancers_enabled = False
    world.board.save()
    assert (names(world.school), names(world.neighbour_school)) == (set(), {"Bo"})


def test_two_employers_show_only_what_may_be_seen(world: World) -> None:
    far = MembershipFactory(user=world.staff, school=world.foreign_school)
    expert = make_expert(world.staff_membership, half_days=MONDAY_MORNING, ring=Ring.NETWORK)
    actions.save_half_days(
        position_of(expert, far), by=world.staff, half_days=MONDAY_AFTERNOON, max_per_week=1, time_mode="task"
    )
    found = find(world.sister_school.place.keys(), Wanted())
    assert [r.candidate.half_days for r in found.ranked] == [MONDAY_MORNING]


def test_counts_per_ring_also_beyond_the_chosen_one(world: World) -> None:
    make_expert(world.staff_membership)
    make_expert(world.sister_staff_membership)
    make_expert(world.foreign_staff_membership)
    found = find(world.school.place.keys(), Wanted(ring=Ring.SCHOOL))
    assert found.per_ring == {
        Ring.SCHOOL: 1,
        Ring.BOARD: 1,
        Ring.NETWORK: 0,
        Ring.REGION: 0,
        Ring.NATIONAL: 1,
    }
    assert (found.total, found.up_to(Ring.NATIONAL), found.is_capped) == (1, 3, False)


def test_counts_stay_when_nobody_is_in_the_chosen_ring(world: World) -> None:
    make_expert(world.sister_staff_membership)
    found = find(world.school.place.keys(), Wanted(ring=Ring.SCHOOL))
    assert (found.ranked, found.total, found.up_to(Ring.BOARD)) == ([], 0, 1)


def test_more_than_the_limit_is_said(world: World) -> None:
    make_expert(world.staff_membership)
    make_expert(world.sister_staff_membership)
    found = find(world.school.place.keys(), Wanted(), limit=1)
    assert (len(found.ranked), found.total, found.is_capped) == (1, 2, True)


def test_one_statement(world: World, django_assert_num_queries: Any) -> None:
    make_expert(world.staff_membership)
    make_expert(world.sister_staff_membership)
    find(world.school.place.keys(), Wanted())  # the names of skills are known from here on
    with django_assert_num_queries(1):
        find(world.school.place.keys(), Wanted(half_days=MONDAY_MORNING))


def test_facets_count_what_a_choice_would_leave(world: World) -> None:
    play, peace, workshop = SkillFactory(), SkillFactory(), HelpFormFactory()
    make_expert(world.staff_membership, skills={play: Level.SHOWS, peace: Level.DOES}, forms=(workshop,))
    make_expert(world.sister_staff_membership, skills={play: Level.DOES}, forms=(HelpFormFactory(),))
    counted = facets(world.school.place.keys(), Wanted(), skill_ids=[play.pk, peace.pk])
    assert counted.skills == {play.pk: 2, peace.pk: 1}
    assert counted.forms[workshop.pk] == 1


def test_cards_come_ready(world: World) -> None:
    skill = SkillFactory(label="Goed buitenspelen")
    make_expert(world.sister_staff_membership, skills={skill: Level.TEACHES}, half_days=MONDAY_MORNING)
    found = find(world.school.place.keys(), Wanted(skill_ids=(skill.pk,)), origin_xy=(230.0, 580.0))
    candidate = found.ranked[0].candidate
    assert (candidate.full_name, candidate.school_name, candidate.ring) == ("Daan Kuiper", "De Regenboog", Ring.BOARD)
    assert candidate.distance_km == pytest.approx(3.0)
    assert "Kan het anderen leren: Goed buitenspelen" in found.ranked[0].reasons


def test_facets_of_a_kind_do_not_shrink_by_their_own_choice(world: World) -> None:
    play, peace, workshop, visit = SkillFactory(), SkillFactory(), HelpFormFactory(), HelpFormFactory()
    make_expert(world.staff_membership, skills={play: Level.SHOWS}, forms=(workshop,))
    make_expert(world.sister_staff_membership, skills={peace: Level.DOES}, forms=(visit,))
    keys, both = world.school.place.keys(), [play.pk, peace.pk]
    chosen = facets(keys, Wanted(skill_ids=(play.pk,), form_ids=(workshop.pk,)), skill_ids=both)
    assert chosen.skills == {play.pk: 1}
    assert chosen.forms == {workshop.pk: 1}
    assert facets(keys, Wanted(skill_ids=(play.pk,)), skill_ids=both).skills == {play.pk: 1, peace.pk: 1}
    assert facets(keys, Wanted(form_ids=(workshop.pk,))).forms == {workshop.pk: 1, visit.pk: 1}


def test_facets_of_skills_that_must_all_be_there_narrow(world: World) -> None:
    play, peace = SkillFactory(), SkillFactory()
    make_expert(world.staff_membership, skills={play: Level.SHOWS, peace: Level.DOES})
    make_expert(world.sister_staff_membership, skills={peace: Level.DOES})
    wanted = Wanted(skill_ids=(play.pk,), needs_all_skills=True)
    counted = facets(world.school.place.keys(), wanted, skill_ids=[play.pk, peace.pk])
    assert counted.skills == {play.pk: 1, peace.pk: 1}
