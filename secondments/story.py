"""The readable story of a secondment, for the timeline component."""

from typing import Any

from secondments.models import Secondment
from users.models import User


def story_of(secondment: Secondment, user: User) -> list[dict[str, Any]]:
    """Oldest first; lines this reader may not read are left out."""
    events = secondment.events.readable_by(user).select_related("by")
    return [
        {"at": event.happened_at, "text": f"{event.by.full_name} {event.text}" if event.by else event.text}
        for event in events
    ]
