from datetime import timedelta

import pytest
from django.utils import timezone

from experts.choices import TimeMode
from organisations.choices import Role
from organisations.models import Membership
from secondments.choices import ChargeMethod, StepKind
from secondments.models import Secondment
from secondments.permissions import (
    ABOUT_YOURSELF,
    BOTH_SIDES,
    NOT_YOUR_TURN,
    NOT_YOURS,
    OWN_REQUEST,
    can_decide,
    can_propose,
    deciders_of,
    obstacle,
)
from secondments.progress import progress_of
from tests.organisations.factories import BoardFactory, MembershipFactory, SchoolFactory
from tests.organisations.world import World
from tests.secondments.factories import cover_all, propose, say_yes, step

pytestmark = pytest.mark.django_db


def story(secondment: Secondment, reader: object) -> str:
    """The one line this reader sees."""
    seen = Secondment.objects.with_story().get(pk=secondment.pk)
    progress = progress_of([seen], reader, timezone.localdate())[seen.pk]
    return progress.who + progress.text


def test_a_director_proposes_for_the_own_school_only(world: World) -> None:
    assert can_propose(world.director, world.school)
    assert not can_propose(world.director, world.sister_school)
    assert not can_propose(world.coordinator, world.school)
    assert not can_propose(world.board_admin, world.school)


def test_only_who_holds_the_role_decides(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    approval = step(secondment, StepKind.LENDING_DIRECTOR)

    assert can_decide(world.director, approval)
    for other in (world.staff, world.coordinator, world.sister_director, world.board_admin, world.neighbour_director):
        assert obstacle(other, approval) in (NOT_YOURS, ABOUT_YOURSELF)


def test_nobody_decides_before_their_turn(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)

    assert obstacle(world.director, step(secondment, StepKind.LENDING_DIRECTOR)) == NOT_YOUR_TURN


def test_a_deputy_decides_until_the_last_day(world: World) -> None:
    today = timezone.localdate()
    deputy = MembershipFactory(director=True, school=world.school, is_deputy=True, ends_on=today)
    gone = MembershipFactory(director=True, school=world.school, is_deputy=True, ends_on=today - timedelta(days=1))
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    approval = step(secondment, StepKind.LENDING_DIRECTOR)

    assert can_decide(deputy.user, approval)
    assert obstacle(gone.user, approval) == NOT_YOURS


class TestDirectorOfBothSchools:
    @pytest.fixture
    def secondment(self, world: World) -> Secondment:
        """The director of both schools asks the one for someone of the other; nobody else leads that other school."""
        Membership.objects.filter(user=world.director).update(ends_on=timezone.localdate() - timedelta(days=1))
        MembershipFactory(user=world.sister_director, director=True, school=world.school)
        secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
        say_yes(secondment, StepKind.EXPERT, world.staff)
        return secondment

    def test_does_not_decide_for_both_sides(self, world: World, secondment: Secondment) -> None:
        assert obstacle(world.sister_director, step(secondment, StepKind.LENDING_DIRECTOR)) == BOTH_SIDES

    def test_the_step_says_that_there_is_nobody_else(self, world: World, secondment: Secondment) -> None:
        assert deciders_of([step(secondment, StepKind.LENDING_DIRECTOR)]).popitem()[1] == []
        assert "laat het bestuur een vervanger aanwijzen" in story(secondment, world.sister_director)

    def test_a_named_deputy_helps_out(self, world: World, secondment: Secondment) -> None:
        deputy = MembershipFactory(
            director=True, school=world.school, is_deputy=True, ends_on=timezone.localdate() + timedelta(days=5)
        )

        assert can_decide(deputy.user, step(secondment, StepKind.LENDING_DIRECTOR))
        assert "laat het bestuur" not in story(secondment, world.sister_director)


class TestLentDirector:
    @pytest.fixture
    def secondment(self, world: World) -> Secondment:
        """A director who helps another school is asked as expert, and is the only director of the own school."""
        membership = Membership.objects.get(user=world.director, role=Role.DIRECTOR)
        secondment = propose(world.sister_director, world.sister_school, membership)
        say_yes(secondment, StepKind.EXPERT, world.director)
        return secondment

    def test_does_not_decide_about_their_own_lending(self, world: World, secondment: Secondment) -> None:
        assert obstacle(world.director, step(secondment, StepKind.LENDING_DIRECTOR)) == ABOUT_YOURSELF

    def test_the_step_says_that_there_is_nobody_else(self, world: World, secondment: Secondment) -> None:
        assert "Er is niemand anders" in story(secondment, world.sister_director)

    def test_arranges_no_replacement_for_themselves(self, world: World) -> None:
        membership = Membership.objects.get(user=world.director, role=Role.DIRECTOR)
        secondment = propose(world.neighbour_director, world.neighbour_school, membership, time_mode=TimeMode.TEACHING)
        say_yes(secondment, StepKind.EXPERT, world.director)

        with pytest.raises(Exception, match="Iemand anders"):
            cover_all(secondment, world.director)


class TestBoardOfOneSchool:
    @pytest.fixture
    def secondment(self, world: World) -> Secondment:
        """One person is director and board of the only school of a board; it lends a teacher to another board."""
        board = BoardFactory(name="Eenpitter")
        school = SchoolFactory(name="De Enige", board=board, network=world.network)
        director = MembershipFactory(director=True, school=school)
        MembershipFactory(user=director.user, board_admin=True, board=board)
        teacher = MembershipFactory(school=school)
        secondment = propose(
            world.neighbour_director,
            world.neighbour_school,
            teacher,
            time_mode=TimeMode.TEACHING,
            charge_method=ChargeMethod.NONE,
        )
        say_yes(secondment, StepKind.EXPERT, teacher.user)
        self.director = director.user
        return secondment

    def test_takes_the_directors_and_the_boards_step(self, secondment: Secondment) -> None:
        say_yes(secondment, StepKind.LENDING_DIRECTOR, self.director)

        assert can_decide(self.director, step(secondment, StepKind.LENDING_BOARD))

    def test_and_pays_the_replacement(self, secondment: Secondment) -> None:
        say_yes(secondment, StepKind.LENDING_DIRECTOR, self.director)
        say_yes(secondment, StepKind.LENDING_BOARD, self.director)
        cover_all(secondment, self.director)

        assert can_decide(self.director, step(secondment, StepKind.BUDGET_HOLDER))


class TestRequesterAsBudgetHolder:
    """Within one board the director who asks can also be the board that pays."""

    @pytest.fixture
    def secondment(self, world: World) -> Secondment:
        MembershipFactory(user=world.sister_director, board_admin=True, board=world.board)
        Membership.objects.filter(user=world.board_admin).update(ends_on=timezone.localdate() - timedelta(days=1))
        secondment = propose(
            world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
        )
        say_yes(secondment, StepKind.EXPERT, world.staff)
        say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
        return secondment

    def test_pays_what_lies_below_the_boards_limit(self, world: World, secondment: Secondment) -> None:
        cover_all(secondment, world.director, cents=125_00)  # four half-days: 500 euros

        assert can_decide(world.sister_director, step(secondment, StepKind.BUDGET_HOLDER))

    def test_does_not_decide_above_the_boards_limit(self, world: World, secondment: Secondment) -> None:
        cover_all(secondment, world.director, cents=125_01)

        assert obstacle(world.sister_director, step(secondment, StepKind.BUDGET_HOLDER)) == OWN_REQUEST
        assert "Er is niemand anders" in story(secondment, world.sister_director)
