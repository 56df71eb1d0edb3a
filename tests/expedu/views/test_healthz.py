from django.test import Client
from django.urls import reverse


def test_anybody_may_ask_and_no_database_is_needed(client: Client) -> None:
    # No django_db mark: a query would fail this test.
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.content) == (200, b"ok")
