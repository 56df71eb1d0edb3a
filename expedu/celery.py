"""Celery: one application, three queues, and the whole schedule in one list."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery import Celery
from celery import Task as CeleryTask
from celery.schedules import crontab
from celery.signals import beat_init, celeryd_init

from core import doors
from core.doors import Via
from expedu import services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "expedu.settings")


class Task(CeleryTask):
    """Every task is a door of its own in the audit trail; nobody is signed in there."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with doors.through(Via.TASK, door=self.name):
            return self.run(*args, **kwargs)


app = Celery("expedu", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@contextmanager
def tasks_go_to(broker_url: str) -> Iterator[None]:
    """Tasks this process sends in this block go to that broker; those sent after it go where they always went."""
    before = app.conf.broker_url
    _use_broker(broker_url)
    try:
        yield
    finally:
        _use_broker(before)


def _use_broker(url: str) -> None:
    app.conf.update(broker_url=url)
    # Celery keeps connections to the broker it first spoke to, and has no public way to let go of them.
    app._pool = None  # type: ignore[attr-defined]
    app.amqp._producer_pool = None  # type: ignore[attr-defined]


@celeryd_init.connect
@beat_init.connect
def use_services(**_kwargs: object) -> None:
    """A worker or beat started by hand finds the embedded services running."""
    services.hold_local()


# The whole schedule. Beat may run twice without harm: every task here is safe to repeat.
app.conf.beat_schedule = {
    "help requests: look for people where that was missed": {
        "task": "helprequests.tasks.sweep_matching",
        "schedule": 60.0,
    },
    # Hourly by day: a morning when beat was down is caught up with, and what has been done is not done again.
    "help requests: a ring further": {
        "task": "helprequests.tasks.sweep_widening",
        "schedule": crontab(minute="5", hour="7-17"),
    },
    "help requests: invitations nobody answered": {
        "task": "helprequests.tasks.sweep_invitations",
        "schedule": crontab(minute="15", hour="7-17"),
    },
    "help requests: look again where nobody is thinking": {
        "task": "helprequests.tasks.sweep_resting",
        "schedule": crontab(minute="25", hour="7"),
    },
    "help requests: reported messages nobody decided on": {
        "task": "helprequests.tasks.sweep_message_reports",
        "schedule": crontab(minute="35", hour="7"),
    },
    "organisations: imports of DUO a worker lost, and what is over": {
        "task": "organisations.tasks.sweep_duo_imports",
        "schedule": 120.0,
    },
    "experts: follow a board's ceiling": {"task": "experts.tasks.catch_up_with_boards", "schedule": 60.0},
    "experts: heal the search index": {
        "task": "experts.tasks.rebuild_stale_reach",
        "schedule": crontab(minute="40", hour="4"),
    },
    "organisations: queue letters that were missed": {
        "task": "organisations.tasks.sweep_letters",
        "schedule": 60.0,
    },
    "organisations: lists whose last letter has gone": {
        "task": "organisations.tasks.sweep_staff_imports",
        "schedule": 300.0,
    },
    "experts: ask who may be seen further by now": {
        "task": "experts.tasks.ask_for_wider_reach",
        "schedule": crontab(minute="35", hour="7"),
    },
    "notifications: queue what was missed": {"task": "notifications.tasks.sweep_outbox", "schedule": 60.0},
    "notifications: make the daily mails of 16:00": {"task": "notifications.tasks.send_digests", "schedule": 300.0},
    "funding: give back reservations that lapsed": {
        "task": "funding.tasks.lapse_reservations",
        "schedule": crontab(minute="10", hour="5"),
    },
    "secondments: finish what had its last half-day": {
        "task": "secondments.tasks.finish_secondments",
        "schedule": crontab(minute="20", hour="1-6"),
    },
    "secondments: make up what both sides agree on": {
        "task": "secondments.tasks.settle_secondments",
        "schedule": crontab(minute="45", hour="1-6"),
    },
    "secondments: remind who is waited for": {
        "task": "secondments.tasks.remind_deciders",
        "schedule": crontab(minute="40", hour="7"),
    },
    "users: let go of what was kept too long": {
        "task": "users.tasks.retain_personal_data",
        "schedule": crontab(minute="30", hour="3"),
    },
    "reviews: invite both sides, remind once, tell what can be read": {
        "task": "reviews.tasks.sweep_reviews",
        "schedule": crontab(minute="40"),
    },
    "reviews: bring the figures up to date, and invite to go a ring further": {
        "task": "reviews.tasks.nightly_reviews",
        "schedule": crontab(minute="50", hour="4"),
    },
}
