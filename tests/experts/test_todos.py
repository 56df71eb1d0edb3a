from datetime import date, timedelta
from typing import Any

from experts import actions
from experts.models import Expert
from experts.todos import todos
from organisations.actions import move_school
from organisations.choices import Ring
from tests.experts.factories import make_expert, position_of
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from users.models import User

TODAY = date(2026, 11, 23)


def titles(user: User, today: date = TODAY) -> list[str]:
    return [todo.title for todo in todos(user, today)]


def test_a_teacher_without_an_offer_is_invited_to_begin(world: World) -> None:
    assert titles(world.staff) == ["Vink aan wat je kunt"]


def test_a_director_is_not_pushed(world: World) -> None:
    assert titles(world.director) == []


def test_ready_is_ready(world: World) -> None:
    make_expert(world.staff_membership)
    assert titles(world.staff) == []


def test_asks_in_time_whether_it_is_still_right(world: World) -> None:
    make_expert(world.staff_membership)
    until = Expert.objects.get().confirmed_until
    assert titles(world.staff, until - timedelta(days=29)) == ["Klopt je aanbod nog?"]
    assert titles(world.staff, until - timedelta(days=31)) == []


def test_an_asked_release_waits_for_the_own_director_only(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD, released_ring=Ring.SCHOOL)
    actions.ask_release(position_of(expert), by=world.staff)
    assert titles(world.director) == ["Tessa Bloem wil ook anderen helpen"]
    assert titles(world.sister_director) == []


def test_a_school_that_moved_asks_its_people_and_nobody_else(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.BOARD)
    move_school(world.school, board=world.neighbour_board, network=world.network, region=world.region)
    assert titles(world.staff) == ["Mogen zij jou ook zien: 2 scholen van Het Veer?"]
    assert titles(world.director) == []


def test_one_and_three_questions_cost_the_same_queries(world: World, django_assert_num_queries: Any) -> None:
    def ask(membership: Any) -> None:
        expert = make_expert(membership, ring=Ring.BOARD, released_ring=Ring.SCHOOL)
        actions.ask_release(position_of(expert), by=membership.user)

    ask(world.staff_membership)
    with django_assert_num_queries(4):
        assert len(titles(world.director)) == 1
    ask(MembershipFactory(school=world.school))
    ask(MembershipFactory(school=world.school))
    with django_assert_num_queries(4):
        assert len(titles(world.director)) == 3
