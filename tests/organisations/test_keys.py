"""Which keys a person carries: as a reader of questions, and as someone who looks at people."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from organisations.choices import Ring
from organisations.models import Board, Membership, School, reader_keys, searcher_keys
from organisations.rings import NATIONAL_KEY, audience_key
from tests.organisations.factories import MembershipFactory, SchoolFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_staff_read_with_every_key_of_their_school(world: World) -> None:
    assert reader_keys(world.staff) == world.school.place.keys()


def test_staff_look_at_colleagues_only(world: World) -> None:
    assert searcher_keys(world.staff) == world.school.place.keys(Ring.SCHOOL)


def test_a_director_looks_with_every_key_of_the_school(world: World) -> None:
    assert searcher_keys(world.director) == world.school.place.keys()


def test_a_board_admin_has_no_single_schools_key(world: World) -> None:
    keys = searcher_keys(world.board_admin)

    assert keys == {
        audience_key(Ring.BOARD, world.board.pk),
        audience_key(Ring.NETWORK, world.network.pk),
        audience_key(Ring.REGION, world.region.pk),
        NATIONAL_KEY,
    }


def test_a_board_in_two_networks_carries_both(world: World) -> None:
    SchoolFactory(board=world.board, network=world.foreign_network)

    assert audience_key(Ring.NETWORK, world.foreign_network.pk) in reader_keys(world.board_admin)


def test_a_closed_school_brings_its_board_no_network(world: World) -> None:
    SchoolFactory(board=world.board, network=world.foreign_network, closed_on=date(2026, 8, 1))

    assert audience_key(Ring.NETWORK, world.foreign_network.pk) not in reader_keys(world.board_admin)


def test_people_of_a_network_read_with_its_key_and_look_at_nobody(world: World) -> None:
    assert reader_keys(world.freelancer) == {audience_key(Ring.NETWORK, world.network.pk)}
    assert searcher_keys(world.network_coordinator) == frozenset()


def test_two_places_give_the_keys_of_both(world: World) -> None:
    MembershipFactory(user=world.staff, school=world.foreign_school)

    assert reader_keys(world.staff) == world.school.place.keys() | world.foreign_school.place.keys()


@pytest.mark.parametrize("days", [{"ends_on": -1}, {"starts_on": 1}])
def test_a_place_of_another_time_gives_no_key(world: World, days: dict[str, int]) -> None:
    today = timezone.localdate()
    world.staff.memberships.update(**{name: today + timedelta(days=number) for name, number in days.items()})

    assert reader_keys(world.staff) == frozenset()


def test_the_last_day_still_counts(world: World) -> None:
    world.staff.memberships.update(ends_on=timezone.localdate())

    assert reader_keys(world.staff) == world.school.place.keys()


def test_a_school_is_visible_to_who_works_there_and_to_its_board(world: World) -> None:
    def sees(user) -> set[School]:
        return set(School.objects.visible_to(user))

    assert sees(world.staff) == {world.school}
    assert sees(world.board_admin) == {world.school, world.sister_school}
    assert sees(world.network_coordinator) == set()
    assert sees(world.stranger) == set()


def test_a_board_is_visible_to_everybody_it_employs(world: World) -> None:
    def sees(user) -> set[Board]:
        return set(Board.objects.visible_to(user))

    assert sees(world.staff) == sees(world.board_admin) == {world.board}
    assert sees(world.foreign_staff) == {world.foreign_board}
    assert sees(world.network_coordinator) == set()


def test_the_walk_up_goes_from_school_to_board_and_no_further(world: World) -> None:
    above = set(Membership.objects.at_or_above(world.school).values_list("user__email", flat=True))

    assert world.board_admin.email in above
    assert world.sister_director.email not in above
    assert world.network_coordinator.email not in above


def test_distance_is_straight_and_unknown_without_a_place(world: World) -> None:
    assert world.school.distance_km(world.neighbour_school) == 8.0
    assert world.school.distance_km(SchoolFactory()) is None
