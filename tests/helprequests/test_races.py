"""Two at once, on real connections. Each race is shown to happen when its lock is off (see the comments)."""

from collections.abc import Callable
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

from experts.choices import Level
from experts.models import Expert
from helprequests import actions, steps
from helprequests.models import HelpRequest, Invitation
from notifications.models import Notification
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_experts, make_open
from tests.organisations.world import make_world
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def wave_at_once_by_four(lock: Callable[[HelpRequest], HelpRequest] = steps.locked) -> tuple[int, int, list[Any]]:
    """Four workers take the same wave: number of invitations, of notifications, and what went wrong."""
    world = make_world()
    skill = SkillFactory()
    make_experts(world.school, skill, 9)
    help_request = make_open(world.school, world.director, skill=skill)
    with patch.object(steps, "locked", lock):
        raised = at_once(*[lambda: actions.invite_wave(help_request)] * 4)
    return Invitation.objects.count(), Notification.objects.filter(kind="helprequests.invited").count(), raised


def test_one_wave_by_four_workers_asks_three() -> None:
    assert wave_at_once_by_four() == (3, 3, [])


def test_without_the_lock_four_workers_get_in_each_other_s_way() -> None:
    """The control: the unique constraint still keeps everybody asked once, but workers fall over it or ask more."""
    everybody_has_read = Barrier(4)

    def unlocked(help_request: HelpRequest) -> HelpRequest:
        found = HelpRequest.objects.select_related("school__board", "asked_by").get(pk=help_request.pk)
        everybody_has_read.wait(30)
        return found

    asked, _told, raised = wave_at_once_by_four(unlocked)
    assert asked > 3 or raised


def invitations_of_one_expert_for_six_requests() -> int:
    """Six schools' questions are matched at the same moment, and one person fits all of them."""
    world = make_world()
    skill = SkillFactory()
    expert = make_expert(world.staff_membership, skills={skill: Level.SHOWS})
    requests = [make_open(world.school, world.director, skill=skill) for _ in range(6)]
    raised = at_once(*[lambda request=request: actions.invite_wave(request) for request in requests])
    assert raised == []
    expert.refresh_from_db()
    assert expert.open_invitation_count == expert.invitations.open().count()
    return expert.open_invitation_count


def test_six_requests_at_once_ask_one_person_three_times() -> None:
    assert invitations_of_one_expert_for_six_requests() == 3


def test_without_the_lock_on_experts_one_person_is_asked_too_often() -> None:
    everybody_has_read = Barrier(6)

    def unlocked_experts(expert_ids: list[int]) -> dict[int, Expert]:
        found = {expert.pk: expert for expert in Expert.objects.select_related("user").filter(pk__in=expert_ids)}
        everybody_has_read.wait(30)
        return found

    with patch.object(steps, "locked_experts", unlocked_experts), pytest.raises(AssertionError):
        assert invitations_of_one_expert_for_six_requests() == 3


def test_four_schedules_at_once_widen_one_ring() -> None:
    world = make_world()
    help_request = make_open(world.school, world.director)
    HelpRequest.objects.update(widens_on=timezone.localdate())
    today = timezone.localdate()
    with patch("helprequests.actions.widening.is_school_day", lambda day, calendar: True):
        raised = at_once(*[lambda: actions.widen_when_due([help_request.pk], today=today)] * 4)
    help_request.refresh_from_db()
    assert (help_request.ring, raised) == (2, [])
    assert help_request.events.filter(kind="widened").count() == 1
