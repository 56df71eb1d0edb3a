"""The rights table: one `Row` per URL name, in the file of its app in this folder. A URL without a row fails.

A row says who gets which status code. Everybody in `people.py` (each role at the own school, the sister school, a board
of the same network, a foreign organisation; and who belongs nowhere) really asks it, signed in, with every method the
page answers; POST with `data`; and GET once more as htmx does. What is written is rolled back. Many rows are one line:

    Row("experts:expert_list", may="searchers", sees="everyone")
    Row("organisations:policy_edit", thing=board, methods=BOTH, may="board_admin", sees="own_board")

`may`    who gets `own_status` (200; give 302 for a page that only takes a POST);
`sees`   who gets 403: "you may see that it is there, not do this";
         anybody else signed in gets 404, the signed-out are led to the sign-in page;
`also`   exceptions, applied last: {"sister_school freelancer": 302, "anonymous": 200};
`posts`  who gets another answer to a POST than to a GET: {"staff": 403}. Without it, whoever may GET may POST.

`may`, `sees`, `also` and `posts` hold names and groups of `people.py`. `thing` makes what the page is about (from the
`World` of tests/organisations/world.py, seen from `world.school`) and returns the URL's arguments; `data` may be a
function of the world too. A public page has may="everyone anonymous". A refused request must not write anything. When
a row fails, it prints who got what instead of what: judge it, then mend code or row.

The short form of before still works: `own` (one person), `colleague` (staff of the own school), `sister` and `foreign`
(directors). Those five are checked exactly; of all others it is checked that nobody from outside gets further than
the foreign director, that the deputy gets what the director gets, and that nothing breaks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests import rights
from tests.organisations.world import World
from tests.rights.people import ANONYMOUS, people

Thing = Callable[[World], dict[str, Any]]
BOTH = ("GET", "POST")
POST = ("POST",)


@dataclass(frozen=True)
class Row:
    """Who gets what from one page; see the top of this file."""

    name: str
    own: str = "director"
    thing: Thing | None = None
    methods: tuple[str, ...] = ("GET",)
    data: dict[str, Any] | Callable[[World], dict[str, Any]] | None = None
    query: str = ""
    own_status: int = 200
    colleague: int = 403
    sister: int = 404
    foreign: int = 404
    anonymous: int = 302
    may: str | None = None
    sees: str = ""
    also: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)

    def data_for(self, world: World) -> dict[str, Any]:
        """What a POST brings."""
        return self.data(world) if callable(self.data) else self.data or {}

    @property
    def leads_to_sign_in(self) -> bool:
        """The signed-out are sent to the sign-in page."""
        return self.anonymous == 302 and ANONYMOUS not in people(" ".join([self.may or "", *self.also]))

    @property
    def someone(self) -> str:
        """Somebody who may."""
        return people(self.may)[0] if self.may else self.own

    def expected(self) -> dict[str, int]:
        """Name -> status code of the first request; every name when the row is whole, else those of the short form."""
        if self.may is None:
            return {  # the short form
                ANONYMOUS: self.anonymous,
                "foreign_director": self.foreign,
                "sister_director": self.sister,
                "staff": self.colleague,
                self.own: self.own_status,
            }
        codes = dict.fromkeys(people("everyone"), 404) | {ANONYMOUS: self.anonymous}
        codes |= dict.fromkeys(people(self.sees), 403)
        codes |= dict.fromkeys(people(self.may), self.own_status)
        for names, code in self.also.items():
            codes |= dict.fromkeys(people(names), code)
        return codes

    def expected_posts(self) -> dict[str, int]:
        """Name -> status code of a POST, for whom the row says so."""
        return {name: code for names, code in self.posts.items() for name in people(names)}


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
