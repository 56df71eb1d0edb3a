"""The acted-out past of the demo wakes no worker, and what is sent afterwards does reach the broker."""

import pytest
import redis
from django.conf import settings

from expedu.celery import app
from expedu.demo.broker import nobody_listens
from notifications.tasks import sweep_outbox


def waiting() -> int:
    """Messages that wait in the broker, on whatever queue."""
    address = settings.BROKER_URL.removeprefix("redis+socket://").partition("?virtual_host=")
    with redis.Redis(unix_socket_path=address[0], db=int(address[2])) as broker:
        return sum(broker.llen(queue.name) for queue in app.conf.task_queues)


def test_only_what_is_sent_afterwards_is_heard() -> None:
    before = waiting()
    with nobody_listens():
        sweep_outbox.delay()
    assert waiting() == before
    sweep_outbox.delay()
    assert waiting() == before + 1


def test_a_past_that_breaks_off_gives_the_broker_back() -> None:
    with pytest.raises(RuntimeError), nobody_listens():
        raise RuntimeError
    assert app.conf.broker_url == settings.BROKER_URL
