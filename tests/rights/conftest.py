"""One world for the whole walk, made once per module and rolled back at its end."""

import logging
from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.rights.people import make_cast, rolled_back
from tests.rights.walk import Door, open_door


@pytest.fixture(scope="module")
def door(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Door]:
    """The shared world, and everybody's browser. Whoever uses it rolls back what they add."""
    # Thousands of refusals are what this walk is about; writing each down with its traceback takes most of the time.
    logging.getLogger("django.request").disabled = True
    # Nor does anybody have to show again who they are, however slow the machine is.
    ever_fresh = override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=24 * 60 * 60)
    with django_db_blocker.unblock(), rolled_back(), ever_fresh:
        yield open_door(make_cast())
    logging.getLogger("django.request").disabled = False
