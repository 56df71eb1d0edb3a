"""Nothing is lost when the worker or the broker is killed, and nothing shows twice. With real ones."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import transaction

from core.outbox import MailState
from notifications.actions import Row, notify_many
from notifications.models import Notification
from notifications.notifications import TRIAL
from notifications.tasks import sweep_outbox
from tests.users.factories import UserFactory
from tests.worker import CeleryWorker
from users.models import User

pytestmark = pytest.mark.django_db(transaction=True)

CONCURRENCY = 2
PATIENCE = 240  # seconds; on a busy machine a worker takes a while to find its broker again


@pytest.fixture
def people() -> list[User]:
    return UserFactory.create_batch(20)


def tell(people: list[User], first: int, last: int) -> None:
    """Tell everybody about things number `first` up to `last`; each thing in a transaction of its own, told twice."""
    for number in range(first, last):
        for _ in range(2):
            with transaction.atomic():
                rows = [Row(person, f"thing:{number}", f"/hulpvragen/{number}/") for person in people]
                notify_many(message=TRIAL, rows=rows)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def sent() -> int:
    return Notification.objects.filter(mail_state=MailState.SENT).count()


def sweep() -> None:
    """A sweep that takes everything not sent for missed, as it would two minutes later."""
    with patch("core.outbox.QUEUE_LEASE", timedelta(0)):
        sweep_outbox()


def mailed(worker: CeleryWorker) -> Counter[str]:
    """How often each Message-ID was handed over; a mail cut off by a kill does not count."""
    return Counter(mail["Message-ID"] for mail in worker.mails() if mail["Message-ID"] and mail["To"])


def assert_nothing_lost(worker: CeleryWorker, total: int, kills: int) -> None:
    """Every notification once, every mail at least once, and repeated at most what was in flight at the kills."""
    assert Notification.objects.count() == total
    assert sent() == total
    found = mailed(worker)
    assert set(found) == {each.message_id for each in Notification.objects.all()}
    assert found.total() - total <= kills * CONCURRENCY


def test_a_worker_that_is_killed_loses_nothing(worker, people):
    tell(people, 0, 10)
    for goal in (30, 90):
        worker.start(concurrency=CONCURRENCY)
        wait_for(lambda goal=goal: sent() >= goal)
        worker.kill()
    assert sent() < 200
    worker.start(concurrency=CONCURRENCY)
    sweep()
    wait_for(lambda: sent() == 200)
    assert_nothing_lost(worker, total=200, kills=2)


def test_a_broker_that_is_killed_loses_nothing(broker, worker, people):
    worker.start(concurrency=CONCURRENCY)
    tell(people, 0, 6)
    wait_for(lambda: sent() >= 20)
    broker.kill()
    tell(people, 6, 10)
    assert sent() < 200
    broker.start()
    wait_for(lambda: worker.log.read_text().count("Connected to") >= 2)
    sweep()
    wait_for(lambda: sent() == 200)
    assert_nothing_lost(worker, total=200, kills=0)


def test_telling_while_the_broker_is_down_succeeds_and_is_quick(broker, people):
    broker.kill()
    before = time.monotonic()
    tell(people, 0, 1)
    assert time.monotonic() - before < 5
    assert Notification.objects.filter(queued_at__isnull=True).count() == 20


def test_two_sweeps_and_the_queue_mail_it_once(worker, people):
    worker.start(concurrency=CONCURRENCY)
    tell(people, 0, 5)
    sweep()
    sweep()
    wait_for(lambda: sent() == 100)
    assert mailed(worker).total() == 100
