"""When a school moves, who saw its people still sees them as far as that holds; new readers wait for their yes.

Told by `organisations.reach`, in the transaction that moves the schools. A release moves along with the school, because
the director who gave it does; one that the old board gave ends. A ceiling that is lowered takes their yes down with it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from experts.actions import lower_agreements, rebuild_reach, take_release_back
from experts.choices import EventKind
from experts.models import Event, Expert, Position
from experts.notifications import RELEASE_WITHDRAWN, SCHOOL_CLOSED, SCHOOL_MOVED
from experts.search_cards import audience_keys_of, held_keys
from notifications.actions import Row, notify_many
from notifications.registry import MessageType
from organisations.choices import Ring
from organisations.models import Membership
from organisations.reach import Move
from organisations.rings import allowed_after_move, ring_of_key
from organisations.roles import Right, roles_with
from organisations.stakes import some
from users.models import User

# Schools at a time: a first import of networks moves thousands.
BATCH = 200


def schools_moved(moves: Sequence[Move]) -> None:
    """Follow these moves: nobody new sees anybody, and who no longer should does not from this transaction on."""
    for start in range(0, len(moves), BATCH):
        _follow({move.school_id: move for move in moves[start : start + BATCH]})


def ceiling_lowered(board_id: int, ceiling: Ring) -> None:
    lower_agreements(board_id, ceiling)


def seen_outside(school_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
    """Who of these schools is seen by others today, for the platform admin who is about to move or close them."""
    names: dict[int, list[str]] = defaultdict(list)
    positions = Position.objects.active().filter(membership__school__in=school_ids).select_related("expert__user")
    for position in positions.select_related("membership").order_by("pk"):
        if any(ring_of_key(key) > Ring.SCHOOL for key in position.audience_keys):
            names[_school_id(position)].append(position.expert.user.full_name)
    words = _("Nu buiten de school te zien: %(names)s.")
    return {school_id: [words % {"names": some(found)}] for school_id, found in names.items()}


def seen_by_ring(board_id: int) -> Mapping[Ring, int]:
    """How many findable people of this board are seen as far as each ring today, and no further."""
    today = timezone.localdate()
    here = (
        Position.objects.active(today)
        .filter(membership__school__board=board_id, expert__in=Expert.objects.findable(today))
        .exclude(released_until__lt=today, released_ring__gt=Ring.SCHOOL)
    )
    furthest = here.with_ring().order_by().values("expert").annotate(furthest=Max("effective"))
    return Counter(Ring(ring) for ring in furthest.values_list("furthest", flat=True))


@transaction.atomic
def answer_move(expert: Expert, *, by: User, keys: Collection[int], is_yes: bool) -> Expert:
    """The expert says yes or no to new readers: exactly the audience `keys` they were shown. A no asks no more.

    Raises NotAllowedNow when a yes opens nothing: the school has moved once more meanwhile.
    """
    expert = Expert.objects.select_for_update(of=("self",)).get(pk=expert.pk)
    positions = [position for position in _locked(expert.positions.all()) if set(held_keys(position)) & set(keys)]
    if not positions:
        raise NotAllowedNow(_("Er is intussen iets veranderd. Kijk nog eens wie jou ziet."))
    for position in positions:
        if is_yes:
            allowed = {*(position.allowed_keys or ()), *(set(held_keys(position)) & set(keys))}
            is_all = position.membership.place.keys() <= allowed
            position.allowed_keys = None if is_all else sorted(allowed)
        if not is_yes or position.allowed_keys is None:
            position.move_asked_on = None
    Position.objects.bulk_update(positions, ["allowed_keys", "move_asked_on"])
    kind = EventKind.AGREED if is_yes else EventKind.DECLINED
    Event.objects.bulk_create([Event(expert=expert, position=position, kind=kind, by=by) for position in positions])
    rebuild_reach([expert])
    return expert


@transaction.atomic
def _follow(moves: dict[int, Move]) -> None:
    here = Position.objects.filter(membership__school__in=moves)
    list(Expert.objects.select_for_update(of=("self",)).filter(positions__in=here).order_by("pk").values_list("pk"))
    positions = _locked(here)
    ended = _end_lost_releases(positions, moves)
    newly_held, closed = [], []
    to_rebuild: set[int] = set()
    for position in positions:
        move = moves[_school_id(position)]
        if _limit(position, move) and held_keys(position):
            newly_held.append(position)
        elif move.after is None and position.audience_keys:
            closed.append(position)
        has_other_board = move.before is None or move.after is None or move.before.board_id != move.after.board_id
        if has_other_board or move.lies_elsewhere or audience_keys_of(position) != position.audience_keys:
            to_rebuild.add(position.expert_id)
    Position.objects.bulk_update(positions, ["allowed_keys", "move_asked_on"], batch_size=1000)
    rebuild_reach(to_rebuild)
    _tell(ended, EventKind.WITHDRAWN, RELEASE_WITHDRAWN)
    _tell([p for p in newly_held if p.expert.onboarded_at is not None], EventKind.MOVED, SCHOOL_MOVED)
    _tell([p for p in closed if p.expert.onboarded_at is not None], EventKind.CLOSED, SCHOOL_CLOSED)


def _locked(positions: Iterable[Position]) -> list[Position]:
    fresh = Position.objects.filter(pk__in=[position.pk for position in positions]).select_for_update(of=("self",))
    return list(fresh.select_related("expert__user", "membership__school__board", "membership__network").order_by("pk"))


def _school_id(position: Position) -> int:
    school_id = position.membership.school_id
    assert school_id is not None  # only positions at schools move
    return school_id


def _limit(position: Position, move: Move) -> bool:
    """Keep this position to who already saw it. Does not save. Returns whether there is something new to ask about."""
    allowed = allowed_after_move(position.allowed_keys, move.before, move.after)
    has_reopened_in_place = move.before is None and allowed is not None and allowed == set(position.allowed_keys or ())
    position.allowed_keys = None if allowed is None else sorted(allowed)
    if allowed is None:
        position.move_asked_on = None
    elif move.after is not None and move.before != move.after and not has_reopened_in_place:
        position.move_asked_on = timezone.localdate()
        return True
    return False


def _end_lost_releases(positions: list[Position], moves: dict[int, Move]) -> list[Position]:
    """Take back what the old board released: it has no say at the school any more. Saves; returns whose."""
    released = [
        position
        for position in positions
        if position.released_ring > Ring.SCHOOL and _has_new_board(moves[_school_id(position)])
    ]
    roles = {*roles_with(Right.RELEASE), *roles_with(Right.DECIDE_FOR_BOARD)}
    givers = Membership.objects.active().filter(user__in={p.released_by_id for p in released}, role__in=roles)
    at_school = set(givers.filter(school__isnull=False).values_list("user_id", "school_id"))
    at_board = set(givers.filter(board__isnull=False).values_list("user_id", "board_id"))
    lost = []
    for position in released:
        giver, move = position.released_by_id, moves[_school_id(position)]
        assert move.before is not None  # held by _has_new_board
        assert move.after is not None
        is_of_old_board = (giver, move.before.board_id) in at_board
        has_say_now = (giver, move.school_id) in at_school or (giver, move.after.board_id) in at_board
        if is_of_old_board and not has_say_now:
            take_release_back(position)
            position.save()
            lost.append(position)
    return lost


def _has_new_board(move: Move) -> bool:
    return move.before is not None and move.after is not None and move.before.board_id != move.after.board_id


def _tell(positions: list[Position], kind: EventKind, message: MessageType) -> None:
    """A line in the history of each, and a notification once per line."""
    running = set(Membership.objects.not_ended().filter(position__in=positions).values_list("pk", flat=True))
    positions = [position for position in positions if position.membership_id in running]
    events = Event.objects.bulk_create([Event(expert=p.expert, position=p, kind=kind, by=None) for p in positions])
    url = reverse("experts:expert_me")
    rows = []
    for position, event in zip(positions, events, strict=True):
        words = {"school": str(position.membership.organisation)}
        rows.append(Row(position.expert.user, f"experts.position:{position.pk}:{event.pk}", url, words))
    notify_many(message=message, rows=rows)
