"""PostgreSQL and Valkey of the test run's own, started once and gone afterwards.

The controller of a parallel run starts them; every worker process gets its own database (pytest-django adds the
worker's name) and its own numbered places in Valkey. A DATABASE_URL or BROKER_URL the caller had set is not used,
so tests never touch real data.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from expedu import services

HOME = "EXPEDU_TEST_HOME"


def settle_environment() -> services.Places:
    """Point Django at the services of this run; must happen before settings are read. Starts nothing."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        # Directly below /tmp, where the servers' own user can reach it.
        os.environ[HOME] = tempfile.mkdtemp(prefix="expedu-test-", dir="/tmp")
        atexit.register(shutil.rmtree, os.environ[HOME], ignore_errors=True)
    places = services.Places(Path(os.environ[HOME]), is_throw_away=True)
    number = 0 if worker is None else 1 + int(worker.removeprefix("gw"))
    os.environ |= {
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright keeps an event loop in the thread that uses the ORM
        "EXPEDU_TESTING": "1",
        "SECRET_KEY": "only-for-tests",
        "DATABASE_URL": places.database_url("expedu"),
        "BROKER_URL": places.broker_url(2 * number),
        "CACHE_URL": places.cache_url(2 * number + 1),
        "EMAIL_URL": "",
        "SECOND_FACTOR_ROLES": "",  # tests/organisations/test_second_factor.py asks for it
        "SITE_URL": "http://127.0.0.1:8000",
    }
    for name in ("DJANGO_DEBUG", "EXPEDU_DATABASE", "DATABASE_POOL"):
        os.environ.pop(name, None)
    return places
