"""How a row of the rights table looks, and who walks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests import rights
from tests.organisations.world import World

Thing = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """What five people get from one page: status codes of their first request.

    `own` names who of the own organisation the page is for, an attribute of World ("director", "staff", ...). `thing`
    makes what the page is about and returns the URL's arguments. The others: `colleague` is a member of staff of the
    own school, `sister` the director of another school of the same board, `foreign` a director with nothing in common.
    404 says "this does not exist for you", 403 "you may see it, not do it", 302 for anonymous leads to signing in.

    `methods` are the methods the page answers; all others must give 405. Without GET the walk posts `data`.
    """

    name: str
    own: str = "director"
    thing: Thing | None = None
    methods: tuple[str, ...] = ("GET",)
    data: dict[str, Any] | None = None
    query: str = ""
    own_status: int = 200
    colleague: int = 403
    sister: int = 404
    foreign: int = 404
    anonymous: int = 302

    def expected(self) -> dict[str, int]:
        """World attribute (or "anonymous") -> status code, widest right last."""
        people = {
            "anonymous": self.anonymous,
            "foreign_director": self.foreign,
            "sister_director": self.sister,
            "staff": self.colleague,
        }
        people[self.own] = self.own_status
        return people


def all_rows() -> list[Row]:
    """Every row of every file in this folder that has ROWS."""
    modules = (import_module(f"{rights.__name__}.{info.name}") for info in iter_modules(rights.__path__))
    return [row for module in modules for row in getattr(module, "ROWS", [])]


def all_url_names() -> set[str]:
    """Every named URL of the project but those of Django's admin."""
    return {name for name in _names(get_resolver().url_patterns) if not name.startswith("admin:")}


def _names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
        elif pattern.name:
            yield namespace + pattern.name
