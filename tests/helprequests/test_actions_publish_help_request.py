from datetime import date

import pytest

from core.errors import NotAllowedNow
from helprequests import actions
from helprequests.actions import Content
from helprequests.choices import EventKind, RequestState
from organisations.choices import Ring
from tests.helprequests.conftest import Clock
from tests.helprequests.factories import content, make_draft, make_open
from tests.organisations.world import World


def test_it_stands_in_the_ring_its_director_chose(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)

    assert help_request.state == RequestState.OPEN
    assert help_request.audience_keys == sorted(world.school.place.keys(Ring.BOARD))
    assert help_request.wave_wanted_at == clock.now
    assert [event.kind for event in help_request.events.all()] == [EventKind.PUBLISHED]


def test_the_day_to_widen_is_counted_in_school_days(world: World, clock: Clock) -> None:
    clock.on(2026, 3, 6)  # a Friday; the board's policy is two school days in the own school
    assert make_open(world.school, world.director).widens_on == date(2026, 3, 10)


def test_a_holiday_week_does_not_count(world: World, clock: Clock, spring_break: None) -> None:
    clock.on(2026, 3, 6)
    assert make_open(world.school, world.director).widens_on == date(2026, 3, 17)


def test_never_further_than_the_ceiling_of_the_board(world: World, clock: Clock) -> None:
    world.board.ring_ceiling = Ring.BOARD
    world.board.save()
    help_request = make_open(world.school, world.director, ring=Ring.NATIONAL)
    assert (help_request.ring, help_request.widens_on) == (Ring.BOARD, None)


def test_without_a_skill_nobody_can_be_asked(world: World, clock: Clock) -> None:
    draft = actions.write_help_request(world.school, by=world.director, content=content(skill_ids=()))
    with pytest.raises(NotAllowedNow):
        actions.publish_help_request(draft, by=world.director)


def test_not_for_a_period_that_is_over(world: World, clock: Clock) -> None:
    draft = make_draft(world.school, world.director)
    clock.on(2026, 9, 1)
    with pytest.raises(NotAllowedNow):
        actions.publish_help_request(draft, by=world.director)


def test_only_once(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director)
    with pytest.raises(NotAllowedNow):
        actions.publish_help_request(help_request, by=world.director)


def test_what_is_out_is_no_longer_rewritten(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director)
    new: Content = content(title="Iets anders")
    with pytest.raises(NotAllowedNow):
        actions.write_help_request(world.school, by=world.director, content=new, help_request=help_request)
