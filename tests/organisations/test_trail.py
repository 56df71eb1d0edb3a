import pytest

from organisations import trail
from organisations.choices import Ring
from organisations.models import Board, Membership, School
from tests.experts.factories import make_expert
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_a_director_reads_the_places_of_the_own_school_only(world: World) -> None:
    MembershipFactory(user=world.staff, school=world.foreign_school)
    places = Membership.objects.filter(school=world.school, user=world.staff)

    found = trail.about_person(world.staff, places)

    assert all("De Zeemeeuw" not in line.what for line in found)
    assert any("De Wilgenhof" in line.what for line in found)


def test_release_and_reach_are_in_it_and_own_choices_are_not(world: World) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.BOARD)
    expert.is_hidden = True
    expert.save()
    places = Membership.objects.filter(school=world.school, user=world.staff)

    theirs = " ".join(line.what for line in trail.about_person(world.staff, places))
    own = " ".join(detail for line in trail.about_person(world.staff, None) for detail in line.details)

    assert "Inzetbaarheid bij een werkgever" in theirs
    assert "Expert" not in theirs
    assert "Zelf verborgen: was nee, werd ja" in own


def test_a_school_that_left_is_in_the_history_of_both_boards(world: World) -> None:
    School.objects.filter(pk=world.school.pk).update(board=world.neighbour_board)

    for board in (world.board, world.neighbour_board):
        details = [detail for line in trail.about_board(board) for detail in line.details]
        assert "Bestuur: was De Linde, werd Het Veer" in details


def test_a_school_that_came_is_named(world: World) -> None:
    assert "De Wilgenhof: erbij gekomen" in [line.what for line in trail.about_board(world.board)]


def test_policy_is_in_the_history_of_the_board(world: World) -> None:
    Board.objects.filter(pk=world.board.pk).update(reminder_days=5)

    assert trail.about_board(world.board)[0].details == ("Herinneren na schooldagen: was 3, werd 5",)


def test_the_school_tells_who_came(world: World) -> None:
    assert any("Tessa Bloem, Medewerker" in line.what for line in trail.about_school(world.school))
    assert all("Daan Kuiper" not in line.what for line in trail.about_school(world.school))
