"""When schools move between organisations, what they ask moves with them: seen by who saw it, as far as that still
holds; new readers wait for the yes of the asking school."""

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import NotAllowedNow
from helprequests import notifications as messages
from helprequests import steps
from helprequests.choices import EventKind, RequestState
from helprequests.models import HelpRequest
from notifications.actions import notify
from organisations.reach import Move
from organisations.rings import allowed_after_move
from users.models import User


@transaction.atomic
def follow(moves: Sequence[Move]) -> None:
    """Write the audience keys of the moved schools' requests anew; those of a school that closes rest."""
    by_school = {move.school_id: move for move in moves}
    requests = HelpRequest.objects.filter(school__in=by_school, state__in=[RequestState.OPEN, RequestState.AGREED])
    rows = requests.select_for_update(of=("self",)).select_related("school__board", "asked_by").order_by("pk")
    for help_request in rows:
        move = by_school[help_request.school_id]
        allowed = allowed_after_move(help_request.allowed_keys, move.before, move.after)
        help_request.allowed_keys = None if allowed is None else sorted(allowed)
        help_request.audience_keys = help_request.keys_in(help_request.current_ring)
        if move.after is None:
            _rest(help_request)
        elif move.before != move.after:
            _ask(help_request)
        help_request.save()


def open_questions(school_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
    """How many questions of these schools stand out, for the platform admin who is about to move or close them."""
    counted = HelpRequest.objects.open().filter(school__in=school_ids).values_list("school_id").annotate(Count("pk"))
    return {
        school_id: [ngettext("%(n)s hulpvraag staat uit.", "%(n)s hulpvragen staan uit.", count) % {"n": count}]
        for school_id, count in counted.order_by("school_id")
    }


@transaction.atomic
def answer_move(help_request: HelpRequest, *, by: User, keys: Collection[int], is_yes: bool) -> HelpRequest:
    """The asking school says yes or no to new readers: exactly the audience `keys` it was shown.

    Raises NotAllowedNow when that is not asked (any more): the school has moved once more meanwhile.
    """
    help_request = steps.locked(help_request)
    new = set(help_request.held_keys) & set(keys)
    if not new or help_request.state != RequestState.OPEN:
        raise NotAllowedNow(_("Er is intussen iets veranderd. Kijk nog eens wie deze vraag ziet."))
    if is_yes:
        allowed = {*(help_request.allowed_keys or ()), *new}
        is_all = help_request.school.place.keys() <= allowed
        help_request.allowed_keys = None if is_all else sorted(allowed)
        help_request.audience_keys = help_request.keys_in(help_request.current_ring)
        steps.want_wave(help_request)
        steps.tell(help_request, EventKind.ALLOWED, by=by)
    if not is_yes or help_request.allowed_keys is None:
        help_request.move_asked_on = None
    help_request.save()
    return help_request


def _rest(help_request: HelpRequest) -> None:
    """Nothing moves at a school that closed. Does not save."""
    help_request.widens_on = help_request.wave_wanted_at = None
    if help_request.state == RequestState.OPEN and help_request.held_at is None:
        help_request.held_at = timezone.now()
    steps.tell(help_request, EventKind.SCHOOL_CLOSED)


def _ask(help_request: HelpRequest) -> None:
    """Note that a yes is waited for when there are new readers, and tell the askers. Does not save."""
    help_request.move_asked_on = timezone.localdate() if help_request.allowed_keys is not None else None
    if help_request.state != RequestState.OPEN or not help_request.held_keys:
        return
    steps.tell(help_request, EventKind.MOVED)
    for asker in steps.askers_of(help_request):
        notify(
            asker,
            message=messages.SCHOOL_MOVED,
            about=f"helprequest:{help_request.pk}:moved:{'-'.join(map(str, help_request.held_keys))}",
            url=help_request.get_absolute_url(),
            context={"title": help_request.title, "school": help_request.school.name},
        )
