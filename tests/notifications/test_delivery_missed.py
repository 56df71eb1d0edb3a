from datetime import timedelta

import pytest
from django.utils import timezone

from core.outbox import QUEUE_LEASE, MailState, claim_missed
from expedu.celery import app
from notifications import tasks
from notifications.actions import repeat_failed
from notifications.models import Notification
from tests.notifications.factories import NotificationFactory
from tests.worker import broker_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_mail_on_no_queue_is_claimed_once():
    missed = NotificationFactory(queued_at=None)
    assert claim_missed(Notification) == [missed.pk]
    assert claim_missed(Notification) == []


def test_mail_put_on_the_queue_just_now_is_left_alone():
    NotificationFactory(queued_at=timezone.now())
    assert claim_missed(Notification) == []


def test_mail_long_on_the_queue_counts_as_missed():
    lost = NotificationFactory(queued_at=timezone.now() - QUEUE_LEASE)
    assert claim_missed(Notification) == [lost.pk]


def test_mail_that_may_not_go_yet_is_left_alone():
    NotificationFactory(due_at=timezone.now() + timedelta(minutes=1))
    assert claim_missed(Notification) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"mail_state": MailState.SENT, "mailed_at": timezone.now()},
        {"mail_state": MailState.FAILED, "failed_at": timezone.now()},
        {"mail_state": MailState.BUNDLED},
        {"mail_state": MailState.NOT_WANTED},
    ],
    ids=lambda fields: fields["mail_state"],
)
def test_mail_that_is_settled_is_left_alone(fields):
    NotificationFactory(**fields)
    assert claim_missed(Notification) == []


def test_the_longest_due_go_first_when_there_are_many():
    late = NotificationFactory(due_at=timezone.now() - timedelta(hours=1))
    NotificationFactory()
    assert claim_missed(Notification, limit=1) == [late.pk]


def test_a_dead_letter_can_be_sent_again():
    dead = NotificationFactory(mail_state=MailState.FAILED, failed_at=timezone.now(), attempts=8)
    NotificationFactory(mail_state=MailState.SENT, mailed_at=timezone.now())
    assert repeat_failed(Notification.objects.all()) == 1
    assert claim_missed(Notification) == [dead.pk]


def test_a_queue_that_is_long_is_not_made_longer(monkeypatch):
    """What lies on it is late, not missed; queueing it again every minute would bury the worker."""
    missed = NotificationFactory(queued_at=None)
    with broker_client() as broker:
        broker.flushdb()
        app.send_task("notifications.tasks.deliver", queue="mail")
        monkeypatch.setattr(tasks, "LONG_QUEUE", 0)
        tasks.sweep_outbox()
        assert broker.llen("mail") == 1
        monkeypatch.setattr(tasks, "LONG_QUEUE", 1)
        tasks.sweep_outbox()
        assert broker.llen("mail") == 2
        broker.flushdb()
    missed.refresh_from_db()
    assert missed.queued_at is not None
