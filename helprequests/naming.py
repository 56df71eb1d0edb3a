"""How a school is called in a help request: by its name, or without it (DESIGN section 5: schools are shy to ask)."""

from django.utils.translation import gettext as _

from helprequests.choices import InvitationState
from helprequests.models import HelpRequest
from organisations.models import School

# Close by, the distance alone would give the school away.
NEAR_KM = 2


def shows_name(help_request: HelpRequest, state: InvitationState | str | None) -> bool:
    """Does someone whose invitation stands like this (None: not asked) read the school's name? After a yes always."""
    return not help_request.is_anonymous or state == InvitationState.YES


def school_words(
    help_request: HelpRequest, *, state: InvitationState | str | None = None, seen_from: School | None = None
) -> str:
    """The school's name, or "een school van 180 leerlingen, 8 km verderop" for an anonymous request."""
    if shows_name(help_request, state):
        return help_request.school.name
    return anonymous_words(help_request.school, seen_from)


def anonymous_words(school: School, seen_from: School | None) -> str:
    """Size rounded to tens and distance to whole kilometres, as far as they are known."""
    pupils = round(school.pupil_count, -1) if school.pupil_count else None
    words = _("een school van ongeveer %(n)s leerlingen") % {"n": pupils} if pupils else _("een school")
    km = seen_from.distance_km(school) if seen_from else None
    if km is None:
        return words
    if km < NEAR_KM:
        return _("%(school)s, dichtbij") % {"school": words}
    return _("%(school)s, %(km)s km verderop") % {"school": words, "km": round(km)}
