"""Walks the rights table: every URL name as anonymous, own, colleague, sister and foreign organisation."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.organisations.world import World
from tests.rights.table import Row, all_rows, all_url_names

ROWS = all_rows()
EVERY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE")


@contextmanager
def rolled_back() -> Iterator[None]:
    """Undo what a request wrote, so that the next person finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(row: Row, url: str, client: Client, method: str) -> HttpResponse:
    return client.generic(method, url + row.query) if method != "POST" else client.post(url + row.query, row.data or {})


def client_of(world: World, who: str) -> Client:
    client = Client(raise_request_exception=False)
    if who != "anonymous":
        client.force_login(getattr(world, who))
    return client


def test_every_url_name_has_exactly_one_row() -> None:
    declared = [row.name for row in ROWS]
    allauths = ("account_", "mfa_", "usersessions_")  # test_sign_in_pages.py
    ours = [name for name in all_url_names() if not name.startswith(allauths)]
    assert sorted(declared) == sorted(ours)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_who_may_open_it(row: Row, world: World) -> None:
    url = reverse(row.name, kwargs=row.thing(world) if row.thing else None)
    first = "GET" if "GET" in row.methods else row.methods[0]
    seen = {}
    for who in row.expected():
        client = client_of(world, who)
        with rolled_back():
            seen[who] = ask(row, url, client, first).status_code
    assert seen == row.expected()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_other_methods_are_refused(row: Row, world: World) -> None:
    url = reverse(row.name, kwargs=row.thing(world) if row.thing else None)
    client = client_of(world, row.own)
    undeclared = [method for method in EVERY_METHOD if method not in row.methods]
    answers = {}
    for method in undeclared:
        with rolled_back():
            answers[method] = ask(row, url, client, method).status_code
    assert answers == dict.fromkeys(undeclared, 405)
