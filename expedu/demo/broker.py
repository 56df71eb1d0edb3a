"""A broker nobody listens to, for the time the demo's past is acted out."""

from collections.abc import Iterator
from contextlib import contextmanager

from expedu.celery import app


@contextmanager
def nobody_listens() -> Iterator[None]:
    """Tasks sent in this block reach no worker; those sent after it go where they always went."""
    before = app.conf.broker_url
    _send_to("memory://")
    try:
        yield
    finally:
        _send_to(before)


def _send_to(url: str) -> None:
    app.conf.update(broker_url=url)
    # Celery keeps connections to the broker it first spoke to, and has no public way to let go of them.
    app._pool = None  # type: ignore[attr-defined]
    app.amqp._producer_pool = None  # type: ignore[attr-defined]
