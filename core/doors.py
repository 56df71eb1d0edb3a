"""Through which door something is written, and by whom: what the audit trail (core.history) remembers beside a change.

Set around everything that may write: requests (`core.middleware.history_door`), tasks (`expedu.celery.Task`) and
commands (manage.py). Setting it costs nothing; a write takes it along to the database in its own round trip, and there
it ends with the transaction, so that a pooled connection carries nothing over to the next person. It holds a user's
key and the name of a page, task or command; never an address, search words or a name of somebody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Via(models.TextChoices):
    """The kind of door a change came through; without one it was written past Expedu, in the database."""

    PAGE = "page"
    TASK = "task"
    COMMAND = "command"


@contextmanager
def through(via: Via, *, door: str | Callable[[], str], user: Callable[[], int | None] | None = None) -> Iterator[None]:
    """Everything written inside came through this door; what can be called is asked at the moment of the write. Inside
    another door this one counts, until it closes."""
    with pghistory.context() as context:
        around = dict(context.metadata)
        context.metadata.update(via=via.value, door=door, user=user)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(around)


class ContextEncoder(DjangoJSONEncoder):
    """Asks what is lazy in the context when it is written (settings.PGHISTORY_JSON_ENCODER)."""

    def default(self, o: Any) -> Any:
        return o() if callable(o) else super().default(o)
