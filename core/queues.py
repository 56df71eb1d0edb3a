"""What lies on a queue of the broker."""

from typing import Any

from celery import current_app


def backlog(queue: str) -> int:
    """How many tasks wait on this queue; 0 for one that does not exist (yet). Raises the broker's error when it is
    away."""
    with current_app.connection_for_write() as connection:
        channel: Any = connection.default_channel
        try:
            declared = channel.queue_declare(queue=queue, passive=True)
        except connection.channel_errors:
            return 0
        return int(declared.message_count)
