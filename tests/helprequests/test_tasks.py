"""From publishing to people who were told, with a real worker and a real broker that get killed in the middle."""

import time
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db.models import Count
from django.utils import timezone

from helprequests import actions, tasks
from helprequests.choices import EventKind
from helprequests.models import HelpRequest, Invitation
from notifications.models import Notification
from organisations.choices import Ring
from tests.experts.factories import SkillFactory
from tests.helprequests.factories import make_draft, make_experts
from tests.notifications.broker import Broker
from tests.organisations.world import World, make_world
from tests.worker import CeleryWorker

pytestmark = pytest.mark.django_db(transaction=True)

REQUESTS = 12
PATIENCE = 60  # seconds


@pytest.fixture
def drafts() -> list[HelpRequest]:
    """Twelve questions about one skill, and enough people so that each can ask three."""
    world: World = make_world()
    skill = SkillFactory()
    make_experts(world.school, skill, 7)
    make_experts(world.sister_school, skill, 8)
    return [make_draft(world.school, world.director, skill=skill, ring=Ring.BOARD) for _ in range(REQUESTS)]


def publish(drafts: list[HelpRequest]) -> None:
    for draft in drafts:
        actions.publish_help_request(draft, by=draft.asked_by)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.01)


def matched() -> int:
    return HelpRequest.objects.filter(wave_wanted_at=None).count()


def sweep() -> None:
    """A sweep that takes everything not matched for missed, as it would two minutes later."""
    with patch.object(tasks, "PATIENCE", timedelta(0)):
        tasks.sweep_matching()


def assert_each_was_asked_and_told_once() -> None:
    """One wave per request, three people each, nobody above three at once, one notification per invitation."""
    waves = Invitation.objects.values("help_request").annotate(n=Count("pk")).values_list("n", flat=True)
    assert list(waves) == [3] * REQUESTS
    assert HelpRequest.objects.filter(wave_count=1).count() == REQUESTS
    busiest = Invitation.objects.values("expert").annotate(n=Count("pk")).order_by("-n").first()
    assert busiest["n"] <= 3
    told = Notification.objects.filter(kind="helprequests.invited").values_list("about", flat=True)
    assert sorted(told) == sorted(
        f"helprequests.invitation:{pk}" for pk in Invitation.objects.values_list("pk", flat=True)
    )
    events = HelpRequest.objects.filter(events__kind=EventKind.INVITED).annotate(n=Count("events"))
    assert [request.n for request in events] == [1] * REQUESTS


def test_a_worker_that_is_killed_loses_no_invitation(worker: CeleryWorker, drafts: list[HelpRequest]) -> None:
    publish(drafts)
    worker.start(concurrency=2)
    wait_for(lambda: matched() >= 1)
    worker.kill()
    assert matched() < REQUESTS

    worker.start(concurrency=2)
    sweep()
    sweep()
    wait_for(lambda: matched() == REQUESTS)
    worker.stop()
    assert_each_was_asked_and_told_once()


def test_a_broker_that_is_gone_loses_no_request(
    broker: Broker, worker: CeleryWorker, drafts: list[HelpRequest]
) -> None:
    broker.kill()
    publish(drafts)
    assert HelpRequest.objects.open().count() == REQUESTS
    assert not Invitation.objects.exists()

    broker.start()
    worker.start(concurrency=2)
    sweep()
    wait_for(lambda: matched() == REQUESTS)
    worker.stop()
    assert_each_was_asked_and_told_once()


def test_the_sweep_leaves_a_fresh_want_to_its_worker(drafts: list[HelpRequest]) -> None:
    publish(drafts[:1])
    assert not HelpRequest.objects.wanting_wave(timezone.now() - tasks.PATIENCE).exists()
    assert HelpRequest.objects.wanting_wave(timezone.now()).count() == 1
