"""Tasks go to another broker for a while, as in the acted-out past of the demo, and then where they always went."""

import pytest
from django.conf import settings

from expedu.celery import app, tasks_go_to
from notifications.tasks import sweep_outbox
from tests.worker import broker_client


def waiting() -> int:
    """Messages that wait in the broker, on whatever queue."""
    with broker_client() as broker:
        return sum(broker.llen(queue.name) for queue in app.conf.task_queues)


def test_only_what_is_sent_afterwards_is_heard() -> None:
    before = waiting()
    with tasks_go_to("memory://"):
        sweep_outbox.delay()
    assert waiting() == before
    sweep_outbox.delay()
    assert waiting() == before + 1


def test_a_block_that_breaks_off_gives_the_broker_back() -> None:
    with pytest.raises(RuntimeError), tasks_go_to("memory://"):
        raise RuntimeError
    assert app.conf.broker_url == settings.BROKER_URL
