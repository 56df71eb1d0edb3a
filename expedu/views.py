"""Health of the installation, for load balancers and orchestrators. Nothing about its contents."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from kombu import Connection
from kombu.exceptions import OperationalError
from redis import RedisError

ANSWER_WITHIN = 2  # seconds


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing about the services behind it, so their failure restarts no web process."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether this process can serve people: database, migrations, cache and broker; 503 when one of them cannot."""
    checks = {"database": _database(), "cache": _cache(), "broker": _broker()}
    is_ready = all(answer == "ok" for answer in checks.values())
    return JsonResponse(checks, status=200 if is_ready else 503)


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unreachable"
    return "ok" if is_migrated else "migrations missing"


def _cache() -> str:
    try:
        cache.get("readyz")
    except RedisError:
        return "unreachable"
    return "ok"


def _broker() -> str:
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=ANSWER_WITHIN) as broker:
            broker.ensure_connection(max_retries=1, timeout=ANSWER_WITHIN)
    except OperationalError:
        return "unreachable"
    return "ok"
