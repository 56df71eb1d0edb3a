import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_ready_when_everything_answers(client: Client) -> None:
    response = client.get(reverse("readyz"))
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "cache": "ok", "broker": "ok"}


def test_not_ready_without_the_last_migrations(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'users'")
    response = client.get(reverse("readyz"))
    assert response.status_code == 503
    assert response.json()["database"] == "migrations missing"


def test_not_ready_without_a_cache(client: Client) -> None:
    nowhere = settings.CACHES["default"] | {"LOCATION": "unix:///tmp/nobody-listens-here.sock"}
    with override_settings(CACHES={"default": nowhere}):
        response = client.get(reverse("readyz"))
    assert (response.status_code, response.json()["cache"]) == (503, "unreachable")


@override_settings(CELERY_BROKER_URL="redis+socket:///tmp/nobody-listens-here.sock")
def test_not_ready_without_a_broker(client: Client) -> None:
    response = client.get(reverse("readyz"))
    assert (response.status_code, response.json()["broker"]) == (503, "unreachable")
