"""One world for the whole walk, made once per module and rolled back at its end."""

import logging
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.rights.people import make_cast, rolled_back
from tests.rights.walk import Door, open_door


@pytest.fixture(scope="module")
def door(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Door]:
    """The shared world, and everybody's browser. Whoever uses it rolls back what they add."""
    # Thousands of refusals are what this walk is about; writing each down with its traceback takes most of the time.
    logging.getLogger("django.request").disabled = True
    with django_db_blocker.unblock(), rolled_back():
        yield open_door(make_cast())
    logging.getLogger("django.request").disabled = False
