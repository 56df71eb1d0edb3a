"""Long work that people can watch: its state is a row, how far it is stands in the cache.

The row says waiting, running, done or failed. How far it is cannot stand there, because the work itself often runs in
one transaction that nobody sees into until it ends. Losing the cache loses only the moving bar.
"""

from datetime import datetime

from django.core.cache import cache
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import TimeStamped

SECONDS_REMEMBERED = 24 * 60 * 60


class WorkState(models.TextChoices):
    WAITING = "waiting", _("Staat klaar")
    RUNNING = "running", _("Bezig")
    DONE = "done", _("Klaar")
    FAILED = "failed", _("Niet gelukt")


class LongWork(TimeStamped):
    """Work in the background with a beginning and an end. Subclasses say what it is; their actions move `state`."""

    state = models.CharField(_("stand"), max_length=7, choices=WorkState, default=WorkState.WAITING, editable=False)
    total = models.PositiveIntegerField(_("hoeveel"), default=0, editable=False)
    done = models.PositiveIntegerField(_("klaar"), default=0, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Why it failed, as a sentence for the person who asked for it.
    problem = models.CharField(_("wat er misging"), max_length=500, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_busy(self) -> bool:
        return self.state in (WorkState.WAITING, WorkState.RUNNING)

    @property
    def done_so_far(self) -> int:
        """How much is done, also while the work has not committed yet."""
        if self.state != WorkState.RUNNING:
            return self.done
        return max(self.done, min(int(cache.get(_key(self), 0)), self.total))

    @property
    def percentage(self) -> int:
        """0 to 100; 100 only when it is done."""
        if self.state == WorkState.DONE:
            return 100
        return min(99, self.done_so_far * 100 // self.total) if self.total else 0


def begin(work: LongWork, *, total: int, at: datetime | None = None) -> None:
    """The work starts. Saves; call outside the transaction of the work itself."""
    work.state, work.total, work.done, work.problem = WorkState.RUNNING, total, 0, ""
    work.started_at, work.finished_at = at or timezone.now(), None
    cache.set(_key(work), 0, SECONDS_REMEMBERED)
    _save(work)


def report(work: LongWork, done: int) -> None:
    """So much is done. Cheap, and seen at once: call it as often as a page should move."""
    cache.set(_key(work), done, SECONDS_REMEMBERED)


def finish(work: LongWork, *, at: datetime | None = None) -> None:
    """It worked. Saves."""
    work.state, work.done, work.problem, work.finished_at = WorkState.DONE, work.total, "", at or timezone.now()
    _save(work)


def fail(work: LongWork, problem: str, *, at: datetime | None = None) -> None:
    """It did not work, with a sentence that says why and what to do. Saves; call after the work was rolled back."""
    work.done = work.done_so_far
    work.state, work.problem, work.finished_at = WorkState.FAILED, problem[:500], at or timezone.now()
    _save(work)


def _save(work: LongWork) -> None:
    work.save(update_fields=["state", "total", "done", "problem", "started_at", "finished_at", "updated_at"])


def _key(work: LongWork) -> str:
    return f"progress:{work._meta.label_lower}:{work.pk}"
