from django.utils import timezone

from experts import tasks
from experts.models import Position, SearchCard
from organisations.choices import Ring
from organisations.models import Board, School
from organisations.reach import Move, tell
from tests.experts.factories import make_expert
from tests.organisations.world import World


def test_a_raised_ceiling_widens_nobody_by_itself(world: World) -> None:
    """They wanted to be seen in the whole network when it was not allowed. That was no yes to what is allowed now."""
    Board.objects.filter(pk=world.board.pk).update(ring_ceiling=Ring.BOARD)
    make_expert(world.staff_membership, ring=Ring.NETWORK)
    Board.objects.filter(pk=world.board.pk).update(ring_ceiling=Ring.NATIONAL, reach_changed_at=timezone.now())
    tasks.catch_up_with_boards()
    assert not Position.objects.reaching(world.neighbour_school.place.keys()).exists()
    assert not Board.objects.filter(reach_changed_at__isnull=False).exists()


def test_at_night_missing_cards_come_back(world: World) -> None:
    make_expert(world.staff_membership)
    SearchCard.objects.all().delete()
    tasks.rebuild_stale_reach()
    assert SearchCard.objects.count() == 1


def test_nobody_is_found_at_a_school_that_closed(world: World) -> None:
    make_expert(world.staff_membership)
    School.objects.filter(pk=world.school.pk).update(closed_on=timezone.localdate())
    tell([Move(world.school.pk, world.school.place, None)])
    assert not SearchCard.objects.exists()
    assert not Position.objects.reaching(world.sister_school.place.keys()).exists()


def test_a_school_that_moves_takes_its_people_along(world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.BOARD)
    before = world.school.place
    School.objects.filter(pk=world.school.pk).update(board=world.foreign_board)
    after = School.objects.get(pk=world.school.pk).place
    tell([Move(world.school.pk, before, after)])
    assert not Position.objects.reaching(world.sister_school.place.keys()).exists()
    assert Position.objects.reaching(after.keys()).exists()
