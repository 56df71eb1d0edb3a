"""Widening: over simulated days, and what stops it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from unittest.mock import patch

import pytest

from core.errors import NotAllowedNow
from experts.choices import Level
from helprequests import actions, tasks
from helprequests.actions import widening
from helprequests.actions.widening import _take_step
from helprequests.choices import EventKind, NotNowReason
from helprequests.models import HelpRequest
from notifications.models import Notification
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.conftest import Clock
from tests.helprequests.factories import make_experts, make_invitation, make_open
from tests.organisations.world import World


def days_of_widening(clock: Clock, help_request: object, days: int) -> dict[date, Ring]:
    """Run the schedule every morning, twice; the day each ring was reached."""
    reached = {}
    for _ in range(days):
        clock.now += timedelta(days=1)
        tasks.sweep_widening()
        tasks.sweep_widening()
        before = help_request.ring
        help_request.refresh_from_db()
        if help_request.ring != before:
            reached[clock.now.date()] = help_request.current_ring
    return reached


def test_from_school_to_the_whole_country_in_school_days(world: World, clock: Clock, spring_break: None) -> None:
    """Two, three, five and five school days; the week of 9 March is a holiday."""
    help_request = make_open(world.school, world.director)

    reached = days_of_widening(clock, help_request, 42)

    assert reached == {
        date(2026, 3, 4): Ring.BOARD,
        date(2026, 3, 16): Ring.NETWORK,
        date(2026, 3, 23): Ring.REGION,
        date(2026, 3, 30): Ring.NATIONAL,
    }
    assert help_request.widens_on is None
    assert help_request.audience_keys == sorted(world.school.place.keys())


def test_the_timeline_says_why(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director)
    days_of_widening(clock, help_request, 3)
    [widened] = help_request.events.filter(kind=EventKind.WIDENED)
    assert (widened.ring, widened.text) == (Ring.BOARD, "Na 2 schooldagen had nog niemand ja gezegd.")


def test_never_past_the_ceiling(world: World, clock: Clock) -> None:
    world.board.ring_ceiling = Ring.NETWORK
    world.board.save()
    help_request = make_open(world.school, world.director)
    assert list(days_of_widening(clock, help_request, 60).values()) == [Ring.BOARD, Ring.NETWORK]


def test_a_ceiling_lowered_meanwhile_stops_it(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director)
    world.board.ring_ceiling = Ring.SCHOOL
    world.board.save()
    assert days_of_widening(clock, help_request, 20) == {}
    assert help_request.widens_on is None


def test_not_on_a_day_without_school(world: World, clock: Clock) -> None:
    """The day was Wednesday, but the schedule only ran on Saturday: it waits until Monday."""
    help_request = make_open(world.school, world.director)
    assert actions.widen_when_due([help_request.pk], today=clock.on(2026, 3, 7)) == 0
    assert actions.widen_when_due([help_request.pk], today=clock.on(2026, 3, 9)) == 1


def test_after_a_silent_schedule_still_one_ring_at_a_time(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director)
    clock.on(2026, 3, 30)
    tasks.sweep_widening()
    help_request.refresh_from_db()
    assert help_request.ring == Ring.BOARD


def test_a_yes_stops_it_until_it_is_taken_back(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    expert = make_expert(world.staff_membership, skills={skill: Level.SHOWS})
    help_request = make_open(world.school, world.director, skill=skill)
    invitation = actions.answer_yes(make_invitation(help_request, expert), by=world.staff)
    assert days_of_widening(clock, help_request, 10) == {}

    actions.answer_not_now(invitation, by=world.staff, reason=NotNowReason.TOO_BUSY)

    help_request.refresh_from_db()
    assert help_request.widens_on == date(2026, 3, 16)  # two school days after Thursday 12 March
    assert help_request.wave_wanted_at == clock.now


def test_held_stays_where_it_is(world: World, clock: Clock) -> None:
    help_request = actions.hold_help_request(make_open(world.school, world.director), by=world.director)
    assert days_of_widening(clock, help_request, 20) == {}

    help_request = actions.resume_help_request(help_request, by=world.director)
    assert list(days_of_widening(clock, help_request, 3).values()) == [Ring.BOARD]


def test_somebody_at_the_school_can_widen_now(world: World, clock: Clock) -> None:
    help_request = actions.widen_help_request(make_open(world.school, world.director), by=world.director)
    assert (help_request.ring, help_request.widens_on) == (Ring.BOARD, date(2026, 3, 5))


def test_at_the_end_there_is_nothing_to_widen(world: World, clock: Clock) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.NATIONAL)
    with pytest.raises(NotAllowedNow):
        actions.widen_help_request(help_request, by=world.director)


def test_the_next_ring_is_asked_and_the_asker_told_once(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_expert(world.sister_staff_membership, skills={skill: Level.TEACHES})
    help_request = make_open(world.school, world.director, skill=skill)
    tasks.match_help_request(help_request.pk)
    days_of_widening(clock, help_request, 2)

    tasks.match_help_request(help_request.pk)

    assert [i.expert.user for i in help_request.invitations.all()] == [world.sister_staff]
    told = Notification.objects.filter(recipient=world.director, kind="helprequests.widened")
    assert told.count() == 1


def test_a_wave_nobody_answers_makes_room_for_the_next(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    make_experts(world.school, skill, 5)
    help_request = make_open(world.school, world.director, skill=skill)
    tasks.match_help_request(help_request.pk)

    clock.on(2026, 3, 5)  # the third school day: still in time
    tasks.sweep_invitations()
    assert help_request.invitations.open().count() == 3

    clock.on(2026, 3, 6)
    tasks.sweep_invitations()
    tasks.match_help_request(help_request.pk)
    assert [i.wave for i in help_request.invitations.open()] == [2, 2]


def test_somebody_who_ticked_the_skill_later_is_found_again_in_the_morning(world: World, clock: Clock) -> None:
    skill = SkillFactory()
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.NATIONAL)
    tasks.match_help_request(help_request.pk)
    make_expert(world.foreign_staff_membership, skills={skill: Level.DOES})

    tasks.sweep_resting()
    tasks.match_help_request(help_request.pk)

    assert [i.expert.user for i in help_request.invitations.all()] == [world.foreign_staff]


def test_a_raised_ceiling_lets_what_stood_still_go_on(world: World, clock: Clock) -> None:
    world.board.ring_ceiling = Ring.SCHOOL
    world.board.save()
    help_request = make_open(world.school, world.director)
    world.board.ring_ceiling = Ring.BOARD
    world.board.save()

    tasks.sweep_resting()

    help_request.refresh_from_db()
    assert help_request.widens_on == date(2026, 3, 4)


def test_many_at_once_cost_no_more_queries_but_for_the_writes(
    world: World, clock: Clock, django_assert_max_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    requests = [make_open(world.school, world.director) for _ in range(20)]
    requests += [make_open(world.sister_school, world.sister_director) for _ in range(20)]
    today = clock.on(2026, 3, 4)
    with django_assert_max_num_queries(16):  # rows, calendars, yeses, two groups, events, askers, notifications
        assert actions.widen_when_due([request.pk for request in requests], today=today) == 40
    assert set(HelpRequest.objects.values_list("ring", flat=True)) == {Ring.BOARD}
    assert Notification.objects.filter(kind="helprequests.widened").count() == 40


def test_one_that_goes_wrong_does_not_hold_the_others(
    world: World, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    requests = [make_open(world.school, world.director) for _ in range(3)]
    HelpRequest.objects.filter(pk=requests[1].pk).update(title="Rots en Water")
    clock.on(2026, 3, 4)

    def stumble(request: HelpRequest) -> bool:
        if request.title == "Rots en Water":
            raise ValueError("no such ring")
        return _take_step(request)

    with patch.object(widening, "_take_step", stumble):
        tasks.sweep_widening()
    assert [r.ring for r in HelpRequest.objects.order_by("pk")] == [Ring.BOARD, Ring.SCHOOL, Ring.BOARD]
    assert "did not widen" in caplog.text
