"""Walks the rights table: every URL name, as everybody, with every method."""

import pytest

from tests.rights.table import Row, all_rows, all_url_names
from tests.rights.walk import EVERY_METHOD, Door, surprises, url_of

pytestmark = pytest.mark.django_db
ROWS = all_rows()


def test_every_url_name_has_exactly_one_row() -> None:
    declared = [row.name for row in ROWS]
    allauths = ("account_", "mfa_", "usersessions_")  # test_sign_in_pages.py
    ours = [name for name in all_url_names() if not name.startswith(allauths)]
    assert sorted(declared) == sorted(ours)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_who_gets_in(row: Row, door: Door) -> None:
    assert surprises(row, door, url_of(row, door.cast)) == {}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_other_methods_are_refused(row: Row, door: Door) -> None:
    undeclared = [method for method in EVERY_METHOD if method not in row.methods]
    url = url_of(row, door.cast)
    answers = {method: door.ask(row.someone, method, url).status_code for method in undeclared}
    assert answers == dict.fromkeys(undeclared, 405)
