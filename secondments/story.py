"""The readable story of a secondment, for the timeline component."""

from typing import Any

from django.utils.translation import gettext as _

from secondments.models import Event, Secondment
from users.models import User


def story_of(secondment: Secondment, user: User) -> list[dict[str, Any]]:
    """Oldest first; lines this reader may not read are left out."""
    events = secondment.events.readable_by(user).select_related("by")
    return [{"at": event.happened_at, "text": _sentence(event)} for event in events]


def _sentence(event: Event) -> str:
    """Whole sentences of ours are told in the reader's language; what holds a name or a reason stays as written."""
    text = _(event.text) if event.text else ""
    return f"{event.by.full_name} {text}" if event.by else text
