"""The audit trail: what changed about who sees or may do what, when, by whom and through which door.

The database writes it itself: `@history.tracked("role", "ends_on")` on a model puts triggers on its table, so bulk
updates, raw SQL and the admin are caught as well, and makes a table of changes beside it (`MembershipChange` for
`Membership`). One change is one row: the tracked columns as they are now, what the changed ones were (`before`), and
the context. A write that changes no tracked column logs nothing. Rows of these tables are never updated or deleted
but by `forget`; the database refuses it.

Names, addresses and words that people wrote are never tracked: the trail points at people by key only, so that
erasing somebody leaves nothing of them here. A column whose change matters and whose value is private goes in
`unsaid`. Drafts and reviews are not tracked (DESIGN section 8).

The context is what `core.doors` says.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any, ClassVar, TypeVar

import pghistory
import pghistory.config
import pghistory.core
import pghistory.models
import pghistory.trigger
import pgtrigger
from django.db import models
from django.utils import timezone

from core.doors import Via

Model = TypeVar("Model", bound=type[models.Model])

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


class Kept(Enum):
    """How long a change is kept (DOMAIN section 11, point 10)."""

    ACCESS = timedelta(days=2 * 365)
    MONEY = timedelta(days=7 * 365 + 2)


class Change(pghistory.models.Event):
    """The base of every table of changes. `before` holds what the changed columns were, by column; null for a row that
    was added or removed."""

    pgh_context: dict[str, Any] | None
    pgh_id = models.BigAutoField(primary_key=True)
    before = models.JSONField(null=True, editable=False)

    # Set by `tracked`.
    kept: ClassVar[Kept]
    said: ClassVar[tuple[str, ...]]
    unsaid: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    @property
    def by_id(self) -> int | None:
        """Who did it; None when nobody was signed in, or the system did."""
        return (self.pgh_context or {}).get("user")

    @property
    def via(self) -> Via | None:
        found = (self.pgh_context or {}).get("via")
        return Via(found) if found else None

    @property
    def door(self) -> str:
        """The name of the page, task or command."""
        return (self.pgh_context or {}).get("door") or ""


def tracked(*fields: str, unsaid: Iterable[str] = (), kept: Kept = Kept.ACCESS) -> Callable[[Model], Model]:
    """Track these fields of a model. Of `unsaid` fields the trail tells that they changed, never what they were or are.

    A later change of these arguments is a migration like any other.
    """
    unsaid = tuple(unsaid)

    def decorate(model: Model) -> Model:
        return pghistory.track(
            pghistory.InsertEvent(ADDED),
            _UpdateEvent(CHANGED, condition=pgtrigger.AnyChange(*fields, *unsaid)),
            pghistory.DeleteEvent(REMOVED),
            fields=list(fields),
            base_model=Change,
            model_name=f"{model.__name__}Change",
            obj_field=pghistory.ObjForeignKey(related_name="changes"),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]
            append_only=True,
            attrs={"kept": kept, "said": fields, "unsaid": unsaid},
            meta={"default_permissions": ()},
        )(model)

    return decorate


def change_models() -> list[type[Change]]:
    """Every table of changes."""
    return [model for model in pghistory.core.event_models() if issubclass(model, Change)]


def editable(*changes: type[Change]) -> AbstractContextManager[None]:
    """Let the rows of these tables be deleted; only for retention, and for tests of it."""
    return pgtrigger.ignore(*(f"{model._meta.label}:append_only" for model in changes))


def forget(today: date) -> int:
    """Delete what was kept long enough; returns how many rows."""
    count = 0
    found = change_models()
    with editable(*found):
        for model in found:
            before = timezone.make_aware(datetime.combine(today - model.kept.value, time.min))
            count += model._default_manager.filter(pgh_created_at__lt=before).delete()[0]
    return count


class _UpdateEvent(pghistory.UpdateEvent):
    """An update that also tells what the changed columns were."""

    def add_event_trigger(self, event_model: type[Change]) -> None:
        trigger = _UpdateTrigger(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


class _UpdateTrigger(pghistory.trigger.Event):
    """The library's trigger with one more column: `before`."""

    event_model: type[Change]

    def get_func(self, model: Any) -> pgtrigger.Func:
        column_of = {field.name: field.column for field in model._meta.concrete_fields}
        said = [column_of[name] for name in self.event_model.said]
        was = [f"""('{c}', to_jsonb(OLD."{c}"), OLD."{c}" IS DISTINCT FROM NEW."{c}")""" for c in said]
        for c in (column_of[name] for name in self.event_model.unsaid):
            was.append(f"""('{c}', NULL::JSONB, OLD."{c}" IS DISTINCT FROM NEW."{c}")""")
        each = f"(VALUES {', '.join(was)}) AS each (key, was, is_changed)"
        columns = {f'"{c}"': f'NEW."{c}"' for c in said} | {
            "pgh_obj_id": f'NEW."{model._meta.pk.column}"',
            "pgh_label": f"'{self.label}'",
            "pgh_created_at": pghistory.config.created_at_function(),
            "pgh_context": "NULLIF(CURRENT_SETTING('pghistory.context_metadata', TRUE), '')::JSONB",
            "before": f"(SELECT jsonb_object_agg(key, was) FROM {each} WHERE is_changed)",  # noqa: S608  only column names
        }
        insert = f'INSERT INTO "{self.event_model._meta.db_table}" ({", ".join(columns)})'
        return pgtrigger.Func(f"{insert} VALUES ({', '.join(columns.values())}); RETURN NULL;")
