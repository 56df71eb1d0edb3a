"""Imports as people do them: at once from the command line, or in steps from the browser: upload, look, apply or throw
away. What is applied is what was shown, or nothing."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import PurePath

from celery import current_app
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import doors, progress
from core.doors import Via
from core.errors import NotAllowedNow
from core.progress import WorkState
from organisations.choices import FileKind, ImportStep, SchoolKind
from organisations.duo.actions import Comparison, Progress, carry_out, compare, lock_imports
from organisations.duo.files import Files, NamedFile, read_files
from organisations.duo.report import lines_of, notes_of
from organisations.errors import FileRefusedError
from organisations.models import DuoFile, DuoImport, DuoImportLine
from users.models import User

logger = logging.getLogger(__name__)

READ_TASK = "organisations.tasks.read_duo_import"
APPLY_TASK = "organisations.tasks.apply_duo_import"
# What nobody decided about is thrown away; its files must not stay around.
DAYS_TO_DECIDE = 14
# How long the differences of an import can be read afterwards.
DAYS_LINES_KEPT = 2 * 365
# Work that was queued or begun this long ago and did not end, was lost with its worker.
PATIENCE = {WorkState.WAITING: timedelta(minutes=2), WorkState.RUNNING: timedelta(minutes=20)}


class DataChangedError(Exception):
    """The differences are no longer those that were shown."""


@transaction.atomic
def import_now(
    files: Files,
    *,
    is_partial: bool = False,
    is_dry_run: bool = False,
    by: User | None = None,
    override_reason: str = "",
    progressed: Progress = lambda done, total: None,
) -> Comparison:
    """Compare and, unless it is a dry run, apply at once. Returns what changed, or would.

    Raises FileRefusedError (nothing has changed) when the brake is on and no reason is given to go on.
    """
    lock_imports()
    comparison = compare(files, is_partial=is_partial)
    if comparison.brake and not override_reason and not is_dry_run:
        raise FileRefusedError(comparison.brake)
    if is_dry_run:
        return comparison
    with doors.through(Via.COMMAND, door="import_duo", user=lambda: by.pk if by else None):
        carry_out(comparison, files, progress=progressed)

    duo_import = DuoImport(
        file_name=", ".join(files.names)[:255],
        asked_by=by,
        decided_by=by,
        is_partial=is_partial,
        override_reason=override_reason if comparison.brake else "",
    )
    _fill(duo_import, comparison, files)
    _mark_applied(duo_import)
    _keep_lines(duo_import, comparison, files)
    return comparison


@transaction.atomic
def upload(
    files: Sequence[NamedFile], *, by: User, is_partial: bool = False, kind: SchoolKind | None = None
) -> DuoImport:
    """Keep the bytes and have a worker read them; nothing of the schools changes."""
    names = [PurePath(file.name.replace("\\", "/")).name[-255:] or _("bestand") for file in files]
    duo_import = DuoImport.objects.create(
        asked_by=by, file_name=", ".join(names)[:255], is_partial=is_partial, kind=kind or ""
    )
    DuoFile.objects.bulk_create(
        [
            DuoFile(duo_import=duo_import, name=name, kind=file.kind, size=len(file.data), data=file.data)
            for name, file in zip(names, files, strict=True)
        ]
    )
    transaction.on_commit(partial(_queue, READ_TASK, duo_import.pk))
    return duo_import


def read_import(pk: int) -> None:
    """The worker's part after an upload: read, compare with now and keep the differences to be looked at. Safe to
    repeat; does nothing for an import that is past this."""
    duo_import = _begun(pk, ImportStep.READING, lambda found: found.files.count() + 2)
    if duo_import is None:
        logger.info("import %s has been read or is gone", pk)
        return
    try:
        with transaction.atomic():
            is_read = _read(duo_import)
    except FileRefusedError as refused:
        _refuse(duo_import, str(refused))
        return
    except Exception:
        _refuse(duo_import, _("Er ging iets mis bij het lezen. Er is niets veranderd. Vertel het wie Expedu beheert."))
        raise
    if is_read:
        progress.finish(DuoImport.objects.get(pk=pk))


@transaction.atomic
def start_apply(duo_import: DuoImport, *, by: User, reason: str = "") -> DuoImport:
    """The platform admin has read the differences and says yes. Past the brake only with a reason."""
    duo_import = _locked(duo_import)
    if duo_import.step != ImportStep.READY:
        raise NotAllowedNow(_("Deze import is intussen al toegepast of weggegooid."))
    if duo_import.brake and not reason.strip():
        raise NotAllowedNow(_("Schrijf op waarom je dit toch wilt. Er is niets veranderd."))
    duo_import.step, duo_import.state = ImportStep.APPLYING, WorkState.WAITING
    duo_import.total = duo_import.done = 0
    duo_import.decided_by, duo_import.notice = by, ""
    duo_import.override_reason = reason.strip()[:500] if duo_import.brake else ""
    duo_import.save()
    transaction.on_commit(partial(_queue, APPLY_TASK, duo_import.pk))
    return duo_import


def apply_import(pk: int) -> None:
    """The worker's part after a yes: apply what was shown, or nothing and show what it would be now. Safe to repeat."""
    duo_import = _begun(pk, ImportStep.APPLYING, _work_of)
    if duo_import is None:
        logger.info("import %s has been applied or is gone", pk)
        return
    try:
        with transaction.atomic():
            is_applied = _apply(duo_import)
    except DataChangedError:
        _back_to(
            pk, ImportStep.READING, _("De gegevens zijn veranderd sinds je keek. Er is niets toegepast. Kijk opnieuw.")
        )
        return
    except Exception:
        _back_to(
            pk, ImportStep.READY, _("Er ging iets mis bij het toepassen. Er is niets veranderd. Probeer het nog eens.")
        )
        raise
    if is_applied:
        progress.finish(DuoImport.objects.get(pk=pk))


@transaction.atomic
def discard_import(duo_import: DuoImport, *, by: User | None) -> DuoImport:
    """Throw the files and the differences away. Raises NotAllowedNow once it is being applied."""
    duo_import = _locked(duo_import)
    if duo_import.step not in (ImportStep.READING, ImportStep.READY, ImportStep.REFUSED):
        raise NotAllowedNow(_("Deze import is intussen al toegepast of weggegooid."))
    duo_import.step, duo_import.state, duo_import.decided_by = ImportStep.DISCARDED, WorkState.DONE, by
    duo_import.save()
    duo_import.lines.all().delete()
    duo_import.files.update(data=None)
    return duo_import


def sweep_imports() -> None:
    """Queue again what a worker lost, and clean up what nobody decided about and what is long ago."""
    now = timezone.now()
    for step, task in ((ImportStep.READING, READ_TASK), (ImportStep.APPLYING, APPLY_TASK)):
        for state, patience in PATIENCE.items():
            lost = DuoImport.objects.filter(step=step, state=state, updated_at__lt=now - patience)
            for pk in lost.values_list("pk", flat=True):
                _queue(task, pk)
    undecided = DuoImport.objects.filter(step=ImportStep.READY, updated_at__lt=now - timedelta(days=DAYS_TO_DECIDE))
    for duo_import in undecided:
        discard_import(duo_import, by=None)
    long_ago = now - timedelta(days=DAYS_LINES_KEPT)
    DuoImportLine.objects.filter(duo_import__created_at__lt=long_ago).delete()


def _locked(duo_import: DuoImport) -> DuoImport:
    return DuoImport.objects.select_for_update(of=("self",)).get(pk=duo_import.pk)


@transaction.atomic
def _begun(pk: int, step: ImportStep, total: Callable[[DuoImport], int]) -> DuoImport | None:
    """The import, now running; None when it is past this step. Locked, or a second worker that looked just before the
    first was ready would write "running" over its "done"."""
    duo_import = DuoImport.objects.select_for_update(of=("self",)).filter(pk=pk, step=step).first()
    if duo_import is not None:
        progress.begin(duo_import, total=total(duo_import))
    return duo_import


def _files_of(duo_import: DuoImport, after_each: Callable[[], object] = lambda: None) -> Files:
    kept = duo_import.files.filter(data__isnull=False).order_by("pk")
    named = [NamedFile(file.name, FileKind(file.kind), bytes(file.data or b"")) for file in kept]
    kind = SchoolKind(duo_import.kind) if duo_import.kind else None
    return read_files(named, is_partial=duo_import.is_partial, kind=kind, after_each=after_each)


def _read(duo_import: DuoImport) -> bool:
    """In one transaction; whether there was something to do."""
    steps = iter(range(1, duo_import.total + 1))
    files = _files_of(duo_import, lambda: progress.report(duo_import, next(steps)))
    lock_imports()
    duo_import = _locked(duo_import)
    if duo_import.step != ImportStep.READING:
        return False
    comparison = compare(files, is_partial=duo_import.is_partial)
    progress.report(duo_import, next(steps))
    _fill(duo_import, comparison, files)
    duo_import.step = ImportStep.READY
    duo_import.save()
    _keep_lines(duo_import, comparison, files)
    return True


def _apply(duo_import: DuoImport) -> bool:
    """In one transaction; whether there was something to do. Raises DataChangedError."""
    files = _files_of(duo_import)
    lock_imports()
    duo_import = _locked(duo_import)
    if duo_import.step != ImportStep.APPLYING:
        return False
    comparison = compare(files, is_partial=duo_import.is_partial)
    if comparison.fingerprint != duo_import.fingerprint:
        raise DataChangedError
    watched = duo_import
    with doors.through(Via.TASK, door=APPLY_TASK, user=lambda: watched.decided_by_id):
        carry_out(comparison, files, progress=lambda done, total: progress.report(watched, done))
    _mark_applied(duo_import)
    duo_import.files.update(data=None)
    return True


def _fill(duo_import: DuoImport, comparison: Comparison, files: Files) -> None:
    """What came of the comparison. Does not save."""
    plan = comparison.plan
    duo_import.row_count = files.row_count
    duo_import.new_count = len(plan.new)
    duo_import.changed_count = len(plan.changed)
    duo_import.renamed_count = len(plan.renamed)
    duo_import.closed_count = len(plan.closed)
    duo_import.reopened_count = len(plan.reopened)
    duo_import.unchanged_count = plan.unchanged
    duo_import.error_count = len(plan.errors) + sum(len(file.errors) for file in files.tables)
    duo_import.brake = comparison.brake[:300]
    duo_import.fingerprint = comparison.fingerprint
    duo_import.notes = notes_of(plan, [name for file in files.schools for name in file.ignored_columns])


def _keep_lines(duo_import: DuoImport, comparison: Comparison, files: Files) -> None:
    duo_import.lines.all().delete()
    errors = [*comparison.plan.errors, *(error for file in files.tables for error in file.errors)]
    lines = lines_of(comparison.plan, comparison.tables, comparison.board_names, errors)
    DuoImportLine.objects.bulk_create(
        [DuoImportLine(duo_import=duo_import, **asdict(line)) for line in lines], batch_size=1000
    )


def _mark_applied(duo_import: DuoImport) -> None:
    duo_import.step, duo_import.state, duo_import.imported_at = ImportStep.APPLIED, WorkState.DONE, timezone.now()
    duo_import.save()


def _refuse(duo_import: DuoImport, problem: str) -> None:
    """The files cannot be used; their bytes go at once."""
    duo_import.files.update(data=None)
    DuoImport.objects.filter(pk=duo_import.pk).update(step=ImportStep.REFUSED)
    duo_import.step = ImportStep.REFUSED
    progress.fail(duo_import, problem)


@transaction.atomic
def _back_to(pk: int, step: ImportStep, notice: str) -> None:
    """Nothing was applied: look (again) at what it would be, and say why."""
    duo_import = DuoImport.objects.select_for_update(of=("self",)).get(pk=pk)
    if duo_import.step != ImportStep.APPLYING:
        return
    is_reading = step == ImportStep.READING
    duo_import.step, duo_import.state = step, WorkState.WAITING if is_reading else WorkState.DONE
    duo_import.decided_by, duo_import.override_reason, duo_import.notice = None, "", notice
    duo_import.total = duo_import.done = 0
    duo_import.save()
    if is_reading:
        transaction.on_commit(partial(_queue, READ_TASK, pk))


def _work_of(duo_import: DuoImport) -> int:
    return (
        duo_import.new_count
        + duo_import.changed_count
        + duo_import.renamed_count
        + duo_import.reopened_count
        + duo_import.unchanged_count
    )


def _queue(task: str, pk: int) -> None:
    """Put the work on the queue. Without a broker nothing is lost: the sweep finds it."""
    try:
        current_app.send_task(task, [pk])
    except Exception:
        logger.exception("broker not reachable; import %s is left to the sweep", pk)
