"""The story of a request as one readable list, for the asking school.

Nobody reads from it who declined: a line for "people are asked" stands once per ring, without numbers, so that neither
the pace of the waves nor their size tells what someone answered.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from helprequests.choices import EventKind
from helprequests.models import Event, HelpRequest
from helprequests.words import RING_WORDS
from organisations.choices import Ring


def lines(help_request: HelpRequest) -> list[dict[str, Any]]:
    """Oldest first, as components/timeline.html shows them: `at`, `text`, `detail`."""
    return readable(help_request.events.select_related("by", "expert__user"))


def readable(events: Iterable[Event]) -> list[dict[str, Any]]:
    told: set[int | None] = set()
    found = []
    for event in events:
        if event.kind in (EventKind.INVITED, EventKind.MATCHED):
            if event.ring in told:
                continue
            told.add(event.ring)
        found.append({"at": event.happened_at, "text": sentence(event), "detail": detail(event)})
    return found


def sentence(event: Event) -> str:
    """One event in words."""
    by = event.by.full_name if event.by else ""
    expert = event.expert.user.full_name if event.expert else _("Iemand")
    ring = RING_WORDS[Ring(event.ring)] if event.ring else ""
    words = {"by": by, "expert": expert, "ring": ring}
    return {
        EventKind.PUBLISHED: _("%(by)s zette de vraag uit, eerst %(ring)s."),
        EventKind.MATCHED: _("We zochten %(ring)s en vonden nog niemand die past en tijd heeft."),
        EventKind.INVITED: _("We vragen de mensen %(ring)s die het best passen, een paar tegelijk."),
        EventKind.WIDENED: _("De vraag staat nu uit %(ring)s."),
        EventKind.ANSWERED: _("%(expert)s wil graag helpen."),
        EventKind.WITHDREW: _("%(expert)s kan toch niet."),
        EventKind.CONTACTED: _("%(by)s begon een gesprek met %(expert)s."),
        EventKind.HELD: _("%(by)s houdt de vraag %(ring)s."),
        EventKind.RESUMED: _("%(by)s laat de vraag weer verder gaan."),
        EventKind.AGREED: _("De inzet is afgesproken."),
        EventKind.REOPENED: _("De afspraak ging niet door. De vraag staat weer uit %(ring)s."),
        EventKind.MOVED: _("De school hoort nu ergens anders bij. Wie daar nieuw is, ziet de vraag nog niet."),
        EventKind.ALLOWED: _("%(by)s vindt het goed dat de vraag ook op de nieuwe plek te zien is."),
        EventKind.SCHOOL_CLOSED: _("De school is gesloten. De vraag rust, en niemand ziet haar."),
        EventKind.HANDED_OVER: _("%(by)s neemt de vraag over."),
        EventKind.CLOSED: _("%(by)s sloot de vraag."),
    }[EventKind(event.kind)] % words


def detail(event: Event) -> str:
    """Why: the reason that was stored, or who did it by hand."""
    if event.kind == EventKind.WIDENED and event.by is not None:
        return _("%(by)s wilde niet wachten.") % {"by": event.by.full_name}
    return _(event.text) if event.text else ""
