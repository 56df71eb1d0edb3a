"""What tables said before, kept in the database: one row per table."""

from dataclasses import asdict, fields
from typing import Any

from organisations.duo.references import Pupils, SchoolPlace, Tables
from organisations.models import DuoTable


def recall() -> Tables:
    """Everything that was ever told beside the schools. One query."""
    rows: dict[str, Any] = dict(DuoTable.objects.values_list("name", "entries"))
    tables = Tables(**{name: rows.get(name, {}) for name in (field.name for field in fields(Tables))})
    tables.pupils = {code: Pupils(**entry) for code, entry in rows.get("pupils", {}).items()}
    tables.place_of_school = {code: SchoolPlace(**entry) for code, entry in rows.get("place_of_school", {}).items()}
    tables.place_of_postcode = {code: (x, y) for code, (x, y) in rows.get("place_of_postcode", {}).items()}
    return tables


def remember(tables: Tables) -> None:
    """Keep what is known now, where it differs from what was kept."""
    kept = {row.name: row for row in DuoTable.objects.select_for_update()}
    for name, entries in _as_json(tables).items():
        row = kept.get(name) or DuoTable(name=name)
        if entries and row.entries != entries:
            row.entries = entries
            row.save()


def _as_json(tables: Tables) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = asdict(tables)
    found["place_of_postcode"] = {code: list(place) for code, place in found["place_of_postcode"].items()}
    return found
