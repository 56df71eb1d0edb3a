"""Two imports at once, on real connections; and a real worker. The race is shown to happen when the lock is off."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.progress import WorkState
from organisations.choices import FileKind, ImportStep
from organisations.duo import imports
from organisations.duo.files import NamedFile
from organisations.models import DuoImport, School
from tests.organisations.duo.files import file_of, schools
from tests.races import at_once
from tests.users.factories import UserFactory
from tests.worker import CeleryWorker, eventually
from users.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def handed_in(by: User) -> DuoImport:
    return imports.upload([NamedFile("scholen.csv", FileKind.SCHOOLS, file_of(schools(9)))], by=by)


def two_applied_at_once(lock: Callable[[], None]) -> tuple[set[str], int, list[Any]]:
    """Two imports of the same nine schools, both looked at before: where they stand, schools, and what went wrong."""
    admin = UserFactory(platform_admin=True)
    both = [handed_in(admin), handed_in(admin)]
    for duo_import in both:
        imports.read_import(duo_import.pk)
        duo_import.refresh_from_db()
        imports.start_apply(duo_import, by=admin)
    with patch.object(imports, "lock_imports", lock):
        raised = at_once(*[lambda each=each: imports.apply_import(each.pk) for each in both])
    return set(DuoImport.objects.values_list("step", flat=True)), School.objects.count(), raised


def test_of_two_imports_at_once_one_is_applied_and_the_other_is_shown_again() -> None:
    assert two_applied_at_once(imports.lock_imports) == ({ImportStep.APPLIED, ImportStep.READING}, 9, [])


def test_without_the_lock_they_get_in_each_other_s_way() -> None:
    both_have_read = Barrier(2)
    steps, _schools, raised = two_applied_at_once(lambda: both_have_read.wait(30) and None)
    assert raised
    assert ImportStep.READING not in steps


def test_one_import_by_two_workers_is_applied_once() -> None:
    admin = UserFactory(platform_admin=True)
    duo_import = handed_in(admin)
    imports.read_import(duo_import.pk)
    duo_import.refresh_from_db()
    imports.start_apply(duo_import, by=admin)

    raised = at_once(*[lambda: imports.apply_import(duo_import.pk)] * 2)

    duo_import.refresh_from_db()
    assert (duo_import.step, duo_import.state, raised) == (ImportStep.APPLIED, "done", [])


@pytest.mark.parametrize(
    ("work", "before", "after"),
    [
        (imports.read_import, ImportStep.READING, ImportStep.READY),
        (imports.apply_import, ImportStep.APPLYING, ImportStep.APPLIED),
    ],
)
def test_a_worker_that_comes_just_too_late_leaves_it_done(
    work: Callable[[int], None], before: ImportStep, after: ImportStep
) -> None:
    duo_import = handed_in(UserFactory(platform_admin=True))
    imported_at = timezone.now() if after == ImportStep.APPLIED else None
    DuoImport.objects.update(step=before, state=WorkState.RUNNING)
    with ThreadPoolExecutor(1) as late:
        with transaction.atomic():
            DuoImport.objects.update(step=after, state=WorkState.DONE, imported_at=imported_at)
            waiting = late.submit(in_own_connection, lambda: work(duo_import.pk))
            eventually(somebody_waits_for_us, within=20)
        waiting.result(30)
    duo_import.refresh_from_db()
    assert (duo_import.step, duo_import.state) == (after, WorkState.DONE)


def in_own_connection(job: Callable[[], None]) -> None:
    try:
        job()
    finally:
        connection.close()


def somebody_waits_for_us() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid)"
        )
        return bool(cursor.fetchone()[0])


def test_a_worker_reads_and_applies(celery_worker_process: CeleryWorker) -> None:
    admin = UserFactory(platform_admin=True)
    duo_import = handed_in(admin)
    wait_for(duo_import, ImportStep.READY)

    imports.start_apply(duo_import, by=admin)

    wait_for(duo_import, ImportStep.APPLIED)
    assert School.objects.count() == 9


def wait_for(duo_import: DuoImport, step: ImportStep, seconds: int = 30) -> None:
    deadline = time.monotonic() + seconds
    while duo_import.step != step and time.monotonic() < deadline:
        time.sleep(0.1)
        duo_import.refresh_from_db()
    assert duo_import.step == step
