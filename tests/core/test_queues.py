"""With a real broker."""

from core.queues import backlog
from expedu.celery import app
from tests.worker import broker_client


def test_it_counts_what_waits() -> None:
    with broker_client() as broker:
        broker.flushdb()
        assert backlog("mail") == 0
        for _ in range(3):
            app.send_task("notifications.tasks.deliver", queue="mail")
        assert (backlog("mail"), backlog("matching")) == (3, 0)
        broker.flushdb()
