"""The test frame itself: database, cache, browser and worker are real."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Page

from expedu.celery import app
from tests.users.factories import UserFactory
from tests.worker import CeleryWorker


@pytest.mark.django_db
def test_database_is_a_throw_away_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_database()")
        assert cursor.fetchone() == ("off", connection.settings_dict["NAME"])
    assert connection.settings_dict["NAME"].startswith("test_expedu")


def test_cache_is_a_real_one() -> None:
    cache.set("word", "value", 30)
    assert cache.get("word") == "value"


@pytest.mark.django_db(transaction=True)
def test_page_is_signed_in(signed_in_page: Callable[..., Page]) -> None:
    page = signed_in_page(UserFactory(platform_admin=True), "/beheer/")
    assert page.locator("#user-tools").is_visible()


@pytest.mark.django_db(transaction=True)
def test_worker_answers(celery_worker_process: CeleryWorker) -> None:
    assert len(app.control.ping(timeout=5)) == 1
    celery_worker_process.kill()
    assert app.control.ping(timeout=0.5) == []
