"""The audit trail in words: a change as one line that people read, with what each column was and is.

No domain word stands here: an app says per model what its rows are called (`subject`). Columns are named by their
field, values by their choices; keys become names, read now, so that who was erased has no name in it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from core.doors import Via
from core.history import ADDED, REMOVED, Change

# What one row is called, from a change of it: "Tessa Bloem, medewerker bij De Wilgenhof".
Subject = Callable[[Change, "Names"], str]

_subjects: dict[type[models.Model], Subject] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """One change. `details` are sentences: "Rol: was Medewerker, is nu Directeur"."""

    at: datetime
    who: str
    what: str
    details: tuple[str, ...]


class Names:
    """What keys stand for, read in one query per model."""

    def __init__(self, keys: Mapping[type[models.Model], set[Any]]) -> None:
        self._found = {model: model._default_manager.in_bulk(pks) for model, pks in keys.items()}

    def of(self, model: type[models.Model], pk: Any) -> str:
        """Its name today; of what is gone, that it is."""
        found = self._found.get(model, {}).get(pk)
        return str(found) if found is not None else _("iets dat er niet meer is")


def register(model: type[models.Model], subject: Subject) -> None:
    """Say what rows of a tracked model are called; call from `AppConfig.ready()`."""
    _subjects[model] = subject


def lines_of(changes: Iterable[Change]) -> list[Line]:
    """These changes in words, in the order given; one query for each model that their keys point at."""
    changes = list(changes)
    names = Names(_keys_in(changes))
    return [
        Line(change.pgh_created_at, _who(change, names), _what(change, names), tuple(_details(change, names)))
        for change in changes
    ]


def newest(sources: Sequence[models.QuerySet[Any]], *, most: int) -> list[Change]:
    """The newest changes of several tables together, newest first; one query a table."""
    found = [change for source in sources for change in source.order_by("-pgh_created_at", "-pgh_id")[:most]]
    return sorted(found, key=lambda change: (change.pgh_created_at, change.pgh_id), reverse=True)[:most]


def _keys_in(changes: Sequence[Change]) -> dict[type[models.Model], set[Any]]:
    keys: dict[type[models.Model], set[Any]] = defaultdict(set)
    for change in changes:
        if change.by_id is not None:
            keys[get_user_model()].add(change.by_id)
        keys[_tracked(change)].add(getattr(change, "pgh_obj_id"))  # noqa: B009  the model of a table has it, not Change
        for field in _fields(change):
            if field.related_model is not None:
                keys[field.related_model] |= {getattr(change, field.attname), (change.before or {}).get(field.column)}
    return {model: pks - {None} for model, pks in keys.items()}


def _who(change: Change, names: Names) -> str:
    if change.by_id is not None:
        return names.of(get_user_model(), change.by_id)
    match change.via:
        case Via.TASK:
            return _("Expedu, vanzelf")
        case Via.COMMAND:
            return _("De platformbeheerder, met een opdracht")
        case Via.PAGE:
            return _("Iemand die niet was ingelogd")
        case _:
            return _("Buiten Expedu om, in de database")


def _what(change: Change, names: Names) -> str:
    subject = _subjects.get(_tracked(change))
    words = {"row": subject(change, names) if subject else str(_tracked(change)._meta.verbose_name)}
    match change.pgh_label:
        case label if label == ADDED:
            return _("%(row)s: erbij gekomen") % words
        case label if label == REMOVED:
            return _("%(row)s: weggehaald") % words
        case _:
            return _("%(row)s: veranderd") % words


def _details(change: Change, names: Names) -> Iterable[str]:
    before = change.before or {}
    for field in _fields(change):
        if field.column in before:
            words = {"what": _label(field), "was": _value(field, before[field.column], names)}
            yield _("%(what)s: was %(was)s, werd %(now)s") % (
                words | {"now": _value(field, getattr(change, field.attname), names)}
            )
    columns = {field.column: field for field in _tracked(change)._meta.concrete_fields}
    unsaid = {columns_field.column for name in change.unsaid if (columns_field := _named(columns.values(), name))}
    for column in sorted(unsaid & before.keys()):
        yield _("%(what)s: veranderd") % {"what": _label(columns[column])}


def _tracked(change: Change) -> type[models.Model]:
    model = change.pgh_tracked_model
    assert model is not None  # set by core.history.tracked
    return model


def _fields(change: Change) -> list[Any]:
    return [change._meta.get_field(name) for name in change.said]


def _named(fields: Iterable[Any], name: str) -> Any:
    return next((field for field in fields if field.name == name), None)


def _label(field: Any) -> str:
    label = str(field.verbose_name).replace(" (in eurocenten)", "")
    return label[:1].upper() + label[1:]


def _value(field: Any, value: Any, names: Names) -> str:
    if value in (None, "", []):
        return _("leeg")
    if field.related_model is not None:
        return names.of(field.related_model, value)
    if isinstance(field, models.BooleanField):
        return _("ja") if value else _("nee")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return date_format(datetime.fromisoformat(value) if isinstance(value, str) else value, "j F Y H:i")
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(value) if isinstance(value, str) else value, "j F Y")
    if field.name.endswith("_cents"):
        return f"€ {number_format(value / 100, decimal_pos=2)}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
