"""Notifications written per second, beside a bare multi-row insert of the very same rows in the same run.

Two floors: INSERT ... VALUES with all rows, and Django's own bulk_create of ready-made objects, which is faster.

Interleaved, so that whatever else the machine does slows both. Written means committed; putting the mail on the queue
comes after that and is measured apart, because the outbox does not wait for it.
"""

import statistics
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction

from notifications.actions import Row, notify_many
from notifications.models import Notification
from notifications.notifications import TRIAL
from users.models import User

ROWS = 1000
ROUNDS = 15
PEOPLE = 100
TARGET = 0.5


def run() -> list[str]:
    """Median rows per second of both, and their ratio; what was written is taken away again."""
    people = list(User.objects.filter(is_active=True).order_by("pk")[:PEOPLE])
    fields = [field for field in Notification._meta.concrete_fields if not field.primary_key]
    ours, bare, ready, queued = [], [], [], []
    try:
        for number in range(ROUNDS):
            rows = [
                Row(person, f"bench:{number}:{n}", "/", {}) for person in people for n in range(ROWS // len(people))
            ]
            with without_queue():
                ours.append(len(rows) / _seconds(lambda rows=rows: _tell(rows)))
            values = list(Notification.objects.filter(about__startswith=f"bench:{number}:"))
            copies = [_values(each, fields, f"bare:{number}:{n}") for n, each in enumerate(values)]
            bare.append(len(copies) / _seconds(lambda copies=copies: _insert(fields, copies)))
            objects = [_copy(each, f"bare:r{number}:{n}") for n, each in enumerate(values)]
            ready.append(len(objects) / _seconds(lambda objects=objects: _create(objects)))
            again = [Row(r.recipient, f"bench:q{number}:{n}", "/", {}) for n, r in enumerate(rows)]
            queued.append(len(again) / _seconds(lambda again=again: _tell(again)))
    finally:
        Notification.objects.filter(about__startswith="bench:").delete()
        Notification.objects.filter(about__startswith="bare:").delete()
    mine, floor, fastest, with_queue = (statistics.median(each) for each in (ours, bare, ready, queued))
    verdict = "reached" if mine / floor >= TARGET else "missed"
    return [
        f"{ROUNDS} rounds of {ROWS} rows, interleaved, median rows per second",
        f"bare multi-row insert      {floor:9.0f}",
        f"bulk_create, ready objects {fastest:9.0f}   {fastest / floor:.2f}",
        f"notify_many, committed     {mine:9.0f}   {mine / floor:.2f} of the insert (target {TARGET}: {verdict}), "
        f"{mine / fastest:.2f} of bulk_create",
        f"and put on the queue       {with_queue:9.0f}   {with_queue / floor:.2f}, {with_queue / fastest:.2f}",
    ]


def _tell(rows: list[Row]) -> None:
    with transaction.atomic():
        notify_many(message=TRIAL, rows=rows)


def _insert(fields: list[Any], copies: Iterable[list[Any]]) -> None:
    """One INSERT with all rows, nothing around it."""
    copies = list(copies)
    names = ", ".join(f'"{field.column}"' for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    statement = f'INSERT INTO "{Notification._meta.db_table}" ({names}) VALUES {", ".join([row] * len(copies))}'  # noqa: S608  names of ours
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [value for each in copies for value in each])


def _create(objects: list[Notification]) -> None:
    with transaction.atomic():
        Notification.objects.bulk_create(objects)


def _copy(notification: Notification, about: str) -> Notification:
    names = [field.attname for field in Notification._meta.concrete_fields if not field.primary_key]
    return Notification(**{name: getattr(notification, name) for name in names} | {"about": about})


def _values(notification: Notification, fields: list[Any], about: str) -> list[Any]:
    notification.about = about
    return [field.get_db_prep_save(getattr(notification, field.attname), connection) for field in fields]


@contextmanager
def without_queue() -> Any:
    with patch("notifications.actions._enqueue"):
        yield


def _seconds(do: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun
