from datetime import date, timedelta

import pytest
from django.utils import timezone

from notifications.models import Notification
from organisations import leaving
from organisations.actions import end_membership
from secondments.choices import StepKind
from secondments.models import Secondment
from secondments.todos import todos_for
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, tuesday

pytestmark = pytest.mark.django_db


@pytest.fixture
def lent(world: World) -> Secondment:
    """Tessa helps another school on two Tuesdays; everybody has to say yes yet but herself."""
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return secondment


def work(world: World, last_day: date) -> list[leaving.OpenWork]:
    return leaving.open_work(world.staff_membership, last_day=last_day, reader=world.director)


def test_half_days_after_the_last_day_are_named(world: World, lent: Secondment) -> None:
    [found] = work(world, tuesday(1))

    assert found.hint == "2 dagdelen liggen na de laatste dag. Spreek met De Kameleon af hoe het verder gaat."
    assert not found.can_be_taken


def test_who_leaves_after_it_leaves_nothing(world: World, lent: Secondment) -> None:
    assert work(world, tuesday(2)) == []


def test_a_proposal_the_expert_has_not_answered_is_not_told_to_the_director(world: World) -> None:
    propose(world.neighbour_director, world.neighbour_school, world.staff_membership)

    assert work(world, timezone.localdate()) == []


def test_both_schools_hear_of_it_once_and_the_story_says_so(world: World, lent: Secondment) -> None:
    end_membership(world.staff_membership, by=world.director, last_day=timezone.localdate())

    told = Notification.objects.filter(kind="secondments.leaving")
    assert [each.recipient for each in told] == [world.neighbour_director]
    assert "Dagdelen daarna: 4." in lent.events.order_by("-pk")[0].text


def test_it_waits_on_home_of_both_directors_until_it_is_settled(world: World, lent: Secondment) -> None:
    end_membership(world.staff_membership, by=world.director, last_day=timezone.localdate())

    for user in (world.director, world.neighbour_director):
        titles = [todo.title for todo in todos_for(user, timezone.localdate() + timedelta(days=1))]
        assert "Tessa Bloem gaat weg, en helpt nog op 4 dagdelen daarna" in titles


def test_nothing_of_it_for_others(world: World, lent: Secondment) -> None:
    end_membership(world.staff_membership, by=world.director, last_day=timezone.localdate())

    assert all("gaat weg" not in todo.title for todo in todos_for(world.foreign_director, timezone.localdate()))


def test_who_proposed_is_followed_up(world: World, lent: Secondment) -> None:
    end_membership(
        world.neighbour_director.memberships.get(),
        by=world.neighbour_board_admin,
        last_day=timezone.localdate(),
        successor=world.neighbour_staff,
    )

    lent.refresh_from_db()
    assert lent.proposed_by == world.neighbour_staff
    assert lent.events.order_by("-pk")[0].by == world.neighbour_staff
