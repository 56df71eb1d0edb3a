"""What every test gets: services of its own, an empty cache, a browser, and a real Celery worker when it asks."""

import django
import pytest
from django.core.cache import cache

from expedu import services
from tests.throwaway import settle_environment

PLACES = settle_environment()
django.setup()

pytest_plugins = ["tests.browser", "tests.worker", "tests.organisations.world"]


def pytest_configure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if not is_worker and not config.option.collectonly:
        services.hold(PLACES)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Sessions, rate limits and remembered searches of one test never reach the next."""
    cache.clear()
