"""Asking a page as everybody, and comparing with what its row says."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.template.base import Template
from django.template.context import Context
from django.template.loader_tags import ExtendsNode
from django.test import Client
from django.urls import reverse

from tests.rights.people import ANONYMOUS, Cast, people, rolled_back
from tests.rights.table import Row

EVERY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSED = (403, 404)
LET_IN = (200, 302, 409, 422)  # shown, done, not possible now, filled in wrongly
WRITES = ("INSERT", "UPDATE", "DELETE")
FRAMES = ("base.html", "narrow.html")
# Whoever may, and these few, get the whole page, and ask for it as htmx does too. Everybody else gets the same answer
# from the same view, but the page stays blank: drawing it takes as long as all the rest, and the code is known by then.
REPRESENTATIVES = {ANONYMOUS, "staff", "foreign_director", "network_coordinator", "stranger"}


@dataclass
class Door:
    """Everybody's signed-in browser, at every page."""

    cast: Cast
    clients: dict[str, Client]
    session_keys: dict[str, str]

    def ask(self, who: str, method: str, url: str, data: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        """One request, of which nothing stays behind: not in the database, and not in the browser."""
        client = self.clients[who]
        client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: self.session_keys[who]})
        with rolled_back():
            if method == "POST":
                return client.post(url, data or {}, headers=headers)
            return client.generic(method, url, headers=headers)


def open_door(cast: Cast) -> Door:
    clients, keys = {}, {}
    for who in [*people("everyone"), ANONYMOUS]:
        clients[who] = client = Client(raise_request_exception=False)
        if who != ANONYMOUS:
            client.force_login(getattr(cast, who))
        keys[who] = client.session.session_key or ""
    return Door(cast, clients, keys)


def url_of(row: Row, cast: Cast) -> str:
    return reverse(row.name, kwargs=row.thing(cast) if row.thing else None) + row.query


def surprises(row: Row, door: Door, url: str) -> dict[str, str]:
    """ "Who and how" -> what they got, wherever that is not what the row says."""
    found = {}
    for who in [*people("everyone"), ANONYMOUS]:
        is_watched = who in REPRESENTATIVES or who == row.someone
        with nullcontext() if is_watched else blank_pages():
            for method in row.methods:
                found[f"{who}, {method}"] = _try(row, door, url, who, method)
            if is_watched and "GET" in row.methods:
                found[f"{who}, GET by htmx"] = _try(row, door, url, who, "GET", **{"HX-Request": "true"})
    return {how: complaint for how, complaint in found.items() if complaint}


def _try(row: Row, door: Door, url: str, who: str, method: str, **headers: str) -> str:
    with Writes() as writes:
        response = door.ask(who, method, url, row.data_for(door.cast), **headers)
    return _complaint(row, who, method, response, writes)


@contextmanager
def blank_pages() -> Iterator[None]:
    """Do not draw what is framed as a page."""
    render = Template.render

    def blank(template: Template, context: Context) -> str:
        extends = next((node for node in template.nodelist if isinstance(node, ExtendsNode)), None)
        return "" if extends and extends.parent_name.var in FRAMES else render(template, context)

    Template.render = blank
    try:
        yield
    finally:
        Template.render = render


def _complaint(row: Row, who: str, method: str, response: HttpResponse, writes: "Writes") -> str:
    code = response.status_code
    if code >= 500:
        return f"breaks: {getattr(response, 'exc_info', None)}"
    if code in REFUSED and writes.statements:
        return f"refused with {code}, but wrote {writes.statements}"
    if who == ANONYMOUS and row.leads_to_sign_in and code == 302 and not _is_sign_in(response["Location"]):
        return f"goes to {response['Location']} instead of the sign-in page"
    allowed = _allowed(row, who, method)
    return "" if code in allowed else f"{code} instead of {' or '.join(map(str, sorted(allowed)))}"


def _is_sign_in(address: str) -> bool:
    return address.startswith(reverse(settings.LOGIN_URL))


def _allowed(row: Row, who: str, method: str) -> set[int]:
    """The codes this person may get."""
    if method == row.methods[0]:
        expected = row.expected()
        return {expected[who]} if who in expected else _bounds(row, who)
    posts = row.expected_posts()
    if who in posts:
        return {posts[who]}
    code = row.expected().get(who)
    if code is None:
        return _bounds(row, who)
    return {code} if code in REFUSED or (who == ANONYMOUS and row.leads_to_sign_in) else set(LET_IN)


def _bounds(row: Row, who: str) -> set[int]:
    """What the short form says of who is not named in it."""
    if who == "deputy" and row.own == "director":
        return {row.own_status, *LET_IN}
    is_outside = who in people("foreigners nobodies")
    return set(REFUSED) if is_outside and row.foreign in REFUSED else {*LET_IN, *REFUSED}


class Writes:
    """The statements that changed a row, but for sessions: reading a page may tidy one up."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES) and "django_session" not in sql:
            self.statements.append(sql[:80])
        return execute(sql, params, many, context)

    def __enter__(self) -> "Writes":
        self._wrapper = connection.execute_wrapper(self)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._wrapper.__exit__(*exc)
