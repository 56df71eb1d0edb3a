"""What every test gets: services of its own, an empty cache, a browser, and a real Celery worker when it asks."""

import os
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from expedu import services
from expedu.translations import compile_catalogues
from tests.throwaway import settle_environment

PLACES = settle_environment()
# Before Django reads them. Parallel workers find them fresh and write nothing.
compile_catalogues(Path(__file__).parent.parent / "locale")
os.environ["DJANGO_SETTINGS_MODULE"] = "expedu.settings"
django.setup()
# Parallel workers inherit the environment; with this variable in it they would read the settings before this file.
del os.environ["DJANGO_SETTINGS_MODULE"]
if os.environ["BROKER_URL"] != settings.BROKER_URL:
    raise pytest.UsageError("Run the tests without DJANGO_SETTINGS_MODULE in the environment: they set it themselves.")

# A busy machine makes no test fail: speed is measured in benchmarks/.
hypothesis.settings.register_profile("expedu", deadline=None)
hypothesis.settings.load_profile("expedu")

pytest_plugins = ["tests.browser", "tests.worker", "tests.organisations.world", "tests.organisations.openid"]


def pytest_configure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if not is_worker and not config.option.collectonly:
        services.hold(PLACES)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Sessions, rate limits and remembered searches of one test never reach the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _in_dutch() -> None:
    """A page asked in English leaves its language behind in the thread; no test inherits it."""
    translation.activate(settings.LANGUAGE_CODE)
