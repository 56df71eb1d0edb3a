"""A morning on which every open request is due: how long the sweep takes to move them all one ring further.

Seconds, and as a multiple of one bare UPDATE of the same columns of the same rows. The aim is a minute for 100,000.
"""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from helprequests import tasks
from helprequests.choices import RequestState
from helprequests.models import Event, HelpRequest
from notifications.models import Notification
from organisations.choices import Ring, Role
from organisations.models import Board, Membership, Network, Region, School
from organisations.school_calendar import calendar_for
from users.models import User

SCHOOLS = 4_000
SCHOOLS_PER_BOARD = 8
BATCH = 5_000
NUMBER = 80_000


def run() -> list[str]:
    """Fills what is missing, sweeps once, and takes the requests away again."""
    many = int(os.environ.get("REQUESTS", "100000"))
    schools = _schools()
    today = timezone.localdate()
    if today in calendar_for(schools[0]).days_off or today.weekday() > 4:
        return ["Today there is no school, so nothing widens; measure on a school day."]
    try:
        _requests(schools, many, due=today)
        due = HelpRequest.objects.due_to_widen(today)
        floor = _seconds(_bare_update)
        swept = _seconds(tasks.sweep_widening)
        left = due.count()
        told = Notification.objects.filter(kind="helprequests.widened").count()
        moved = HelpRequest.objects.filter(ring=Ring.BOARD).count()
        return [
            f"{many} open requests of {len(schools)} schools, all due: swept in {swept:.1f} s, "
            f"{swept / floor:.1f} x a bare UPDATE of the same rows ({floor:.1f} s)",
            f"moved {moved}, still due {left}, lines in timelines {Event.objects.count()}, notifications {told}",
        ]
    finally:
        Notification.objects.filter(kind="helprequests.widened").delete()
        HelpRequest.objects.filter(school__in=schools).delete()


def _schools() -> list[School]:
    """Schools of eight a board with a director each; made once."""
    region, _ = Region.objects.get_or_create(code="sweep", defaults={"name": "Meetregio"})
    network, _ = Network.objects.get_or_create(code="sweep", defaults={"name": "Meetnetwerk"})
    here = School.objects.filter(network=network).select_related("board").order_by("pk")
    if here.count() < SCHOOLS:
        with transaction.atomic():
            boards = Board.objects.bulk_create(
                Board(number=str(NUMBER + i), name=f"Bestuur {i}") for i in range(SCHOOLS // SCHOOLS_PER_BOARD)
            )
            schools = School.objects.bulk_create(
                School(
                    code=f"{i:04}VE",
                    name=f"School {i}",
                    board=boards[i // SCHOOLS_PER_BOARD],
                    network=network,
                    region=region,
                )
                for i in range(SCHOOLS)
            )
            users = User.objects.bulk_create(
                User(email=f"veeg{i}@expedu.test", first_name=f"V{i}") for i in range(SCHOOLS)
            )
            Membership.objects.bulk_create(
                Membership(user=user, role=Role.DIRECTOR, school=school)
                for user, school in zip(users, schools, strict=True)
            )
    return list(here)


def _requests(schools: list[School], many: int, *, due: date) -> None:
    """Open in the own school, one after another over the schools, due on that day."""
    today, now = timezone.localdate(), timezone.now()
    asker = dict(Membership.objects.filter(role=Role.DIRECTOR, school__in=schools).values_list("school_id", "user_id"))
    for start in range(0, many, BATCH):
        HelpRequest.objects.bulk_create(
            HelpRequest(
                school=school,
                asked_by_id=asker[school.pk],
                title=f"Vraag {i}",
                state=RequestState.OPEN,
                ring=Ring.SCHOOL,
                audience_keys=sorted(school.place.keys(Ring.SCHOOL)),
                published_at=now,
                starts_on=today,
                ends_on=today + timedelta(days=60),
                widens_on=due,
            )
            for i in range(start, min(many, start + BATCH))
            for school in [schools[i % len(schools)]]
        )


def _bare_update() -> None:
    """The same columns of as many rows, rolled back."""
    with transaction.atomic():
        now = timezone.now()
        HelpRequest.objects.open().update(
            ring=Ring.BOARD, audience_keys=[1, 2], widens_on=timezone.localdate(), wave_wanted_at=now, updated_at=now
        )
        transaction.set_rollback(True)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
