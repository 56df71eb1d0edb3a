from datetime import date

import pytest

from experts import actions
from experts.choices import Part
from experts.errors import HalfDayTaken
from experts.models import BookedHalfDay, SearchCard
from tests.experts.factories import make_expert, position_of
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

MONDAY = date(2026, 11, 30)
TUESDAY = date(2026, 12, 1)


def test_books_every_half_day(world: World) -> None:
    position = position_of(make_expert(world.staff_membership))
    booked = actions.book_half_days(position, [(MONDAY, Part.MORNING), (TUESDAY, Part.AFTERNOON)])
    assert [(b.day, b.part) for b in booked] == [(MONDAY, "am"), (TUESDAY, "pm")]


def test_all_or_none(world: World) -> None:
    position = position_of(make_expert(world.staff_membership))
    actions.book_half_days(position, [(TUESDAY, Part.AFTERNOON)])
    with pytest.raises(HalfDayTaken) as caught:
        actions.book_half_days(position, [(MONDAY, Part.MORNING), (TUESDAY, Part.AFTERNOON)])
    assert (caught.value.day, caught.value.part) == (TUESDAY, Part.AFTERNOON)
    assert BookedHalfDay.objects.count() == 1


def test_once_per_expert_over_two_employers(world: World) -> None:
    second = MembershipFactory(user=world.staff, school=world.foreign_school)
    expert = make_expert(world.staff_membership)
    actions.book_half_days(position_of(expert, world.staff_membership), [(MONDAY, Part.MORNING)])
    with pytest.raises(HalfDayTaken):
        actions.book_half_days(position_of(expert, second), [(MONDAY, Part.MORNING)])


def test_a_booked_half_day_is_not_free_in_the_index(world: World) -> None:
    position = position_of(make_expert(world.staff_membership))
    actions.book_half_days(position, [(MONDAY, Part.MORNING)])
    assert SearchCard.objects.get().taken == [MONDAY.toordinal() * 2]


def test_a_full_week_has_no_half_days_left(world: World) -> None:
    position = position_of(make_expert(world.staff_membership, max_per_week=1))
    actions.book_half_days(position, [(MONDAY, Part.MORNING)])
    assert len(SearchCard.objects.get().taken) == 10


def test_freeing_gives_the_half_day_back(world: World) -> None:
    position = position_of(make_expert(world.staff_membership))
    booked = actions.book_half_days(position, [(MONDAY, Part.MORNING)])
    actions.free_half_days([b.pk for b in booked])
    assert SearchCard.objects.get().taken == []
