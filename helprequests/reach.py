"""When schools move between organisations, what they ask moves with them."""

from collections.abc import Sequence

from helprequests.models import HelpRequest
from organisations.reach import Move


def follow(moves: Sequence[Move]) -> None:
    """Write the audience keys of the moved schools' open requests anew, in the ring where they stand."""
    places = {move.school_id: move.after for move in moves if move.after is not None}
    for help_request in HelpRequest.objects.open().filter(school__in=places).select_for_update(of=("self",)):
        place = places[help_request.school_id]
        help_request.audience_keys = sorted(place.keys(help_request.current_ring))
        help_request.save(update_fields=["audience_keys", "updated_at"])
