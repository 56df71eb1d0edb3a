"""The search statements as functions in the database: planned once per connection instead of at every search.

Planning a search takes longer than running it (MATCHING section 3). A function has the hash of its text in its name, so
that code and database never disagree; `create` runs after every migrate and keeps what older code still calls.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django.db import connections

_PLACE = re.compile(r"%\((\w+)\)s")


class Function:
    """One statement with %(name)s for its arguments. `types`: name -> PostgreSQL type; `columns`: what it returns."""

    def __init__(self, name: str, statement: str, types: Mapping[str, str], columns: Mapping[str, str]) -> None:
        self.arguments = sorted(set(_PLACE.findall(statement)))
        taking = ", ".join(f"a_{argument} {types[argument]}" for argument in self.arguments)
        returning = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        inner = _PLACE.sub(lambda found: f"a_{found[1]}", statement).replace("%%", "%")
        cast = ", ".join(f"r.{column}::{kind}" for column, kind in columns.items())
        body = f"SELECT {cast} FROM ({inner}) AS r({', '.join(columns)})"  # noqa: S608  names of ours
        self.text = (
            f"({taking}) RETURNS TABLE ({returning}) LANGUAGE plpgsql STABLE\n"
            "SET plan_cache_mode = force_generic_plan\n"
            f"AS $find$\n#variable_conflict use_column\nBEGIN RETURN QUERY {body};\nEND $find$"
        )
        self.name = f"{name}_{blake2b(self.text.encode(), digest_size=5).hexdigest()}"
        given = ", ".join(f"%({argument})s::{types[argument]}" for argument in self.arguments)
        self.call = f"SELECT * FROM {self.name}({given})"  # noqa: S608  names of ours

    def read(self, values: Mapping[str, Any], using: str = "default") -> list[tuple[Any, ...]]:
        with connections[using].cursor() as cursor:
            cursor.execute(self.call, {argument: values[argument] for argument in self.arguments})
            return list(cursor.fetchall())

    def create(self, using: str) -> None:
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_proc WHERE proname = %s", [self.name])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE OR REPLACE FUNCTION {self.name}{self.text}".replace("%", "%%"), [])
