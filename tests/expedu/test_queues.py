"""Each queue gets its own work, with a real broker."""

import pytest
from django.conf import settings

from expedu.celery import app
from tests.worker import broker_client


@pytest.mark.parametrize(
    ("task", "queue"),
    [
        ("notifications.tasks.deliver", "mail"),
        ("experts.tasks.refresh", "matching"),
        ("funding.tasks.lapse_reservations", "schedule"),
    ],
)
def test_work_arrives_on_its_own_queue_only(task: str, queue: str) -> None:
    names = [each.name for each in settings.CELERY_TASK_QUEUES]
    with broker_client() as broker:
        broker.flushdb()
        app.send_task(task)
        lengths = {name: broker.llen(name) for name in names}
        broker.flushdb()

    assert lengths == {name: int(name == queue) for name in names}


def test_no_two_queues_share_an_exchange() -> None:
    exchanges = [(queue.exchange.name, queue.routing_key) for queue in settings.CELERY_TASK_QUEUES]

    assert exchanges == [(queue.name, queue.name) for queue in settings.CELERY_TASK_QUEUES]
