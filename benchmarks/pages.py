"""How long the server takes over a page, as a multiple of an empty signed-in page: that ratio travels between machines.

Everything happens in one process (Django's test client, no network), on the demo world, with the production settings.
"""

import statistics
import time
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from expedu.demo.logins import LOGINS

ROUNDS = 20
WARM_UP = 5
PAGES = [
    "insights:home",
    "experts:expert_list",
    "helprequests:helprequest_list",
    "secondments:secondment_list",
    "helprequests:conversation_list",
    "notifications:notification_list",
]
# The teacher, director and board admin whose days the demo fills.
PEOPLE = ["Tessa", "Marijke", "Joost"]


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of `ROUNDS` requests; queries of the last one."""

    median: float
    slowest_twentieth: float
    queries: int


def measure(client: Client, url: str) -> Measured | None:
    """None when this person may not open the page."""
    if client.get(url).status_code != 200:
        return None
    for _ in range(WARM_UP):
        client.get(url)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(url)
        times.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return Measured(statistics.median(times), statistics.quantiles(times, n=20)[-1], len(queries))


@override_settings(ROOT_URLCONF="benchmarks.urls", ALLOWED_HOSTS=["testserver"])
def run() -> list[str]:
    """A line per person and page."""
    lines = [f"{'person':<10}{'page':<34}{'median ms':>10}{'p95 ms':>8}{'queries':>9}{'x empty':>9}"]
    for login in LOGINS:
        if login.name not in PEOPLE:
            continue
        client = Client()
        client.force_login(get_user_model().objects.get(email=login.email))
        empty = measure(client, reverse("empty"))
        if empty is None:
            raise RuntimeError("The empty page does not open.")
        for name in ["empty", *PAGES]:
            found = empty if name == "empty" else measure(client, reverse(name))
            if found is None:
                continue
            ratio = found.median / empty.median
            numbers = f"{found.median:>10.1f}{found.slowest_twentieth:>8.1f}{found.queries:>9}{ratio:>9.1f}"
            lines.append(f"{login.name:<10}{name:<34}{numbers}")
    return lines
