"""People and boards that are not the usual one school, one job, one employer: who sees whom, and who decides."""

from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowedNow
from experts.permissions import can_release
from organisations.actions import end_membership
from organisations.choices import Ring
from organisations.permissions import can_search
from secondments.choices import StepKind
from secondments.models import Secondment
from secondments.permissions import can_decide, deciders_of
from secondments.progress import progress_of
from tests.experts.factories import make_expert, position_of
from tests.experts.readers import sees
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, step, tuesday
from users.models import User


class TestBoardOfOneSchool:
    def test_seen_by_the_board_is_seen_by_nobody_of_another_board(self, world: World) -> None:
        expert = make_expert(world.neighbour_staff_membership, ring=Ring.BOARD)

        assert sees(world.neighbour_director, expert)
        assert sees(world.neighbour_board_admin, expert)
        assert not sees(world.director, expert)

    def test_school_and_board_are_still_two_rings(self, world: World) -> None:
        expert = make_expert(world.neighbour_staff_membership, ring=Ring.SCHOOL)

        assert sees(world.neighbour_director, expert)
        assert not sees(world.neighbour_board_admin, expert)

    def test_its_director_lends_and_the_borrower_does_not_decide(self, world: World) -> None:
        secondment = propose(world.director, world.school, world.neighbour_staff_membership)
        say_yes(secondment, StepKind.EXPERT, world.neighbour_staff)

        assert can_decide(world.neighbour_director, step(secondment, StepKind.LENDING_DIRECTOR))
        assert not can_decide(world.director, step(secondment, StepKind.LENDING_DIRECTOR))


class TestDirectorOfTwoSchools:
    @pytest.fixture
    def both(self, world: World) -> User:
        MembershipFactory(user=world.director, director=True, school=world.sister_school)
        return world.director

    def test_searches_for_both_and_for_no_third(self, world: World, both: User) -> None:
        assert can_search(both, world.school)
        assert can_search(both, world.sister_school)
        assert not can_search(both, world.neighbour_school)

    def test_sees_the_colleagues_of_both(self, world: World, both: User) -> None:
        here = make_expert(world.staff_membership, ring=Ring.SCHOOL)
        there = make_expert(world.sister_staff_membership, ring=Ring.SCHOOL)

        assert sees(both, here)
        assert sees(both, there)
        assert not sees(world.sister_director, here)

    def test_does_not_say_yes_for_both_sides(self, world: World, both: User) -> None:
        secondment = propose(both, world.sister_school, world.staff_membership)
        say_yes(secondment, StepKind.EXPERT, world.staff)
        lending = step(secondment, StepKind.LENDING_DIRECTOR)

        with pytest.raises(NotAllowedNow):
            say_yes(secondment, StepKind.LENDING_DIRECTOR, both)
        assert both not in deciders_of([lending])[lending.pk]


def link_on_page(user: User, secondment: Secondment) -> str:
    """Where the line that tells who it waits for leads this user."""
    row = Secondment.objects.visible_to(user).with_story().get(pk=secondment.pk)
    return progress_of([row], user, timezone.localdate())[row.pk].url


class TestDirectorWhoIsLent:
    def test_decides_nothing_about_it_and_a_deputy_does(self, world: World) -> None:
        own = world.director.memberships.get()
        secondment = propose(world.sister_director, world.sister_school, own)
        say_yes(secondment, StepKind.EXPERT, world.director)
        lending = step(secondment, StepKind.LENDING_DIRECTOR)

        with pytest.raises(NotAllowedNow):
            say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
        assert deciders_of([lending])[lending.pk] == []

        deputy = MembershipFactory(school=world.school, director=True, ends_on=tuesday()).user
        assert deciders_of([lending])[lending.pk] == [deputy]
        say_yes(secondment, StepKind.LENDING_DIRECTOR, deputy)

    def test_the_board_is_led_to_naming_a_deputy_and_nobody_else_is(self, world: World) -> None:
        own = world.director.memberships.get()
        secondment = propose(world.sister_director, world.sister_school, own)
        say_yes(secondment, StepKind.EXPERT, world.director)
        url = reverse("organisations:deputy_create", args=[own.pk])

        assert link_on_page(world.board_admin, secondment) == url
        assert link_on_page(world.director, secondment) == ""
        assert link_on_page(world.sister_director, secondment) == ""

    def test_does_not_release_themselves_and_the_board_does(self, world: World) -> None:
        own = world.director.memberships.get()
        position = position_of(make_expert(own, ring=Ring.SCHOOL), own)

        assert not can_release(world.director, position)
        assert can_release(world.board_admin, position)


class TestTwoEmployers:
    def test_each_director_releases_only_the_days_at_their_own_school(self, world: World) -> None:
        second = MembershipFactory(user=world.staff, school=world.foreign_school)
        expert = make_expert(world.staff_membership, ring=Ring.BOARD)
        here, there = position_of(expert, world.staff_membership), position_of(expert, second)

        assert can_release(world.director, here)
        assert not can_release(world.director, there)
        assert can_release(world.foreign_director, there)
        assert not can_release(world.foreign_director, here)

    def test_a_yes_of_one_employer_shows_nobody_at_the_other(self, world: World) -> None:
        MembershipFactory(user=world.staff, school=world.foreign_school)
        expert = make_expert(world.staff_membership, ring=Ring.BOARD)

        assert sees(world.sister_director, expert)
        assert not sees(world.foreign_board_admin, expert)

    def test_leaving_one_ends_what_is_seen_there_and_nothing_else(self, world: World) -> None:
        second = MembershipFactory(user=world.staff, school=world.foreign_school)
        expert = make_expert(second, ring=Ring.BOARD)
        assert sees(world.foreign_board_admin, expert)

        today = timezone.localdate()
        end_membership(second, by=world.foreign_director, last_day=today)
        assert sees(world.foreign_board_admin, expert)

        tomorrow = datetime.combine(today + timedelta(days=1), time(8), timezone.get_current_timezone())
        with time_machine.travel(tomorrow):
            assert not sees(world.foreign_board_admin, expert)
            assert not sees(world.foreign_director, expert)
            assert sees(world.director, expert)
