"""Everything that changes about who can do what, when, and how far they are seen.

Every change that touches how far someone is seen ends in `rebuild_reach`, in its own transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import progress
from core.errors import NotAllowedNow
from experts import postings, search_cards
from experts.choices import EventKind, Level, Part, ReleaseState, TimeMode
from experts.errors import HalfDayTaken
from experts.half_days import bit_of
from experts.models import AvailabilityException, BookedHalfDay, Event, Expert, ExpertSkill, Position, SearchCard
from experts.notifications import REACH_WIDER, RELEASE_ASKED, RELEASE_GIVEN, RELEASE_REFUSED, RELEASE_WITHDRAWN
from experts.own_calendar import pattern_of
from experts.school_year import confirmed_until
from notifications.actions import Row, notify, notify_many
from notifications.registry import Context, MessageType
from organisations.choices import Ring, Role
from organisations.models import Board, Membership, ReachUpdate
from organisations.roles import Right
from users.models import User

# Positions a transaction when the index follows a board: enough to be quick, few enough to let others by.
CATCH_UP_BATCH = 2000

# -- The profile --------------------------------------------------------------------------------------------------


@transaction.atomic
def start_expert(user: User, *, by: User) -> Expert:
    """Make someone an expert, with one Position for each school they work at and each network that admitted them.

    Doing it again adds what is missing. Someone with two roles at one school gets one position there. Nobody is
    findable by this alone: that takes a skill.
    """
    today = timezone.localdate()
    expert, is_new = Expert.objects.get_or_create(user=user, defaults={"confirmed_until": confirmed_until(today)})
    has_place = {
        (position.membership.school_id, position.membership.network_id)
        for position in expert.positions.select_related("membership")
    }
    memberships = Membership.objects.active(today).filter(user=user).with_right(Right.OFFER)
    for membership in memberships.order_by("starts_on", "pk"):
        place = (membership.school_id, membership.network_id)
        if place not in has_place:
            has_place.add(place)
            mode = TimeMode.OWN if membership.role == Role.FREELANCER else TimeMode.TASK
            Position.objects.create(expert=expert, membership=membership, time_mode=mode)
    if is_new:
        _tell(expert, EventKind.STARTED, by=by)
    rebuild_reach([expert])
    return expert


@transaction.atomic
def save_skills(expert: Expert, *, by: User, levels: Mapping[int, Level]) -> Expert:
    """Make `levels` (Skill primary key -> modest sentence) the whole of what this expert can do."""
    expert = _locked(expert)
    before = dict(expert.expert_skills.values_list("skill_id", "level"))
    after = {skill_id: Level(level) for skill_id, level in levels.items()}
    expert.expert_skills.exclude(skill_id__in=after).delete()
    now = timezone.now()
    ExpertSkill.objects.bulk_create(
        [ExpertSkill(expert=expert, skill_id=pk, level=level, confirmed_at=now) for pk, level in after.items()],
        update_conflicts=True,
        unique_fields=["expert", "skill"],
        update_fields=["level", "confirmed_at"],
    )
    if before != after:
        _tell(expert, EventKind.SKILLS, by=by)
    return _confirmed_and_rebuilt(expert)


@transaction.atomic
def save_half_days(
    position: Position, *, by: User, half_days: int, max_per_week: int, time_mode: TimeMode, group_name: str = ""
) -> Position:
    """Set the weekly pattern (ten bits, experts/half_days.py), the weekly limit and how the time is found."""
    expert = _locked(position.expert)
    position = Position.objects.select_for_update(of=("self",)).get(pk=position.pk)
    position.half_days = half_days
    position.max_half_days_per_week = max_per_week
    position.time_mode = time_mode
    position.group_name = group_name
    position.save(update_fields=["half_days", "max_half_days_per_week", "time_mode", "group_name", "updated_at"])
    _tell(expert, EventKind.HALF_DAYS, by=by, position=position)
    _confirmed_and_rebuilt(expert)
    return position


@transaction.atomic
def save_days(expert: Expert, *, by: User, days: Mapping[tuple[date, Part], bool]) -> Expert:
    """Say of single half-days to come whether they are free (half-day -> free). What is as the weekly pattern says is
    no exception. Half-days that are booked stay booked. Raises NotAllowedNow for a half-day gone by."""
    expert = _locked(expert)
    if any(day <= timezone.localdate() for day, _part in days):
        raise NotAllowedNow(_("Deze dag is al geweest of is vandaag. Kies een dag die nog komt."))
    pattern = pattern_of(expert.positions.active().values_list("half_days", flat=True))
    differing = {half_day: free for half_day, free in days.items() if free != bool(pattern & bit_of(*half_day))}
    known = expert.exceptions.filter(day__in={day for day, _part in days})
    gone = [row.pk for row in known if (row.day, Part(row.part)) in days]
    expert.exceptions.filter(pk__in=gone).delete()
    AvailabilityException.objects.bulk_create(
        AvailabilityException(expert=expert, day=day, part=part, is_free=free)
        for (day, part), free in sorted(differing.items())
    )
    _tell(expert, EventKind.HALF_DAYS, by=by)
    rebuild_reach([expert])
    return expert


@transaction.atomic
def save_reach(
    expert: Expert,
    *,
    by: User,
    wanted_ring: Ring,
    form_ids: Iterable[int],
    target_group_ids: Iterable[int],
    travel_km: int,
    headline: str | None = None,
) -> Expert:
    """Set how far this expert wants to be seen, for which forms and groups (none: no preference), and travel.

    From here on the first time, the profile is complete: `onboarded_at` is set.
    """
    expert = _locked(expert)
    expert.wanted_ring = wanted_ring
    expert.travel_km = travel_km
    if headline is not None:
        expert.headline = headline
    expert.onboarded_at = expert.onboarded_at or timezone.now()
    expert.save(update_fields=["wanted_ring", "travel_km", "headline", "onboarded_at", "updated_at"])
    expert.forms.set(form_ids)
    expert.target_groups.set(target_group_ids)
    _agree(list(expert.positions.all()), wanted_ring)
    _tell(expert, EventKind.REACH, by=by, ring=wanted_ring)
    return _confirmed_and_rebuilt(expert)


@transaction.atomic
def accept_wider_reach(expert: Expert, *, by: User) -> Expert:
    """Say yes to being seen as far as wanted, now that a board allows it. Raises NotAllowedNow when nothing is
    asked."""
    expert = _locked(expert)
    positions = _asked_further(expert)
    ring = Ring(expert.wanted_ring)
    _agree(positions, ring)
    _tell(expert, EventKind.WIDER, by=by, ring=ring)
    return _confirmed_and_rebuilt(expert)


@transaction.atomic
def decline_wider_reach(expert: Expert, *, by: User) -> Expert:
    """Everything stays as it is, and this is not asked again."""
    expert = _locked(expert)
    for position in _asked_further(expert):
        position.declined_ring = expert.wanted_ring
        position.save(update_fields=["declined_ring", "updated_at"])
    _tell(expert, EventKind.STAYED, by=by)
    return expert


def ask_for_wider_reach(positions: Iterable[Position]) -> int:
    """Ask these people, once for each ring, whether they want to be seen further now. Returns how many are new."""
    url = reverse("experts:expert_me")
    rows = []
    for position in positions:
        school = position.membership.school
        assert school is not None  # to_ask_further
        ring = Ring(min(position.expert.wanted_ring, school.board.ring_ceiling))
        about = f"experts.position:{position.pk}:ring{ring.value}"
        rows.append(Row(position.expert.user, about, url, {"ring": ring.label}))
    return len(notify_many(message=REACH_WIDER, rows=rows))


@transaction.atomic
def lower_agreements(board_id: int, ceiling: Ring) -> int:
    """A board lowered its ceiling: nobody's yes reaches further than that any more, so that raising it again asks them
    anew. Returns how many had said yes to more."""
    here = Position.objects.filter(membership__school__board_id=board_id, agreed_ring__gt=ceiling)
    return here.update(agreed_ring=ceiling)


@transaction.atomic
def confirm_expert(expert: Expert, *, by: User) -> Expert:
    """Say that everything is still right: good until the end of the school year and a margin."""
    expert = _locked(expert)
    expert.expert_skills.update(confirmed_at=timezone.now())
    _tell(expert, EventKind.CONFIRMED, by=by)
    return _confirmed_and_rebuilt(expert)


@transaction.atomic
def pause_expert(expert: Expert, *, by: User, until: date) -> Expert:
    """Not findable up to and including `until`; after that day findable again by itself."""
    if until < timezone.localdate():
        raise NotAllowedNow(_("Kies een dag die nog komt."))
    expert = _locked(expert)
    expert.paused_until = until
    expert.save(update_fields=["paused_until", "updated_at"])
    _tell(expert, EventKind.PAUSED, by=by, until=until)
    return expert


@transaction.atomic
def resume_expert(expert: Expert, *, by: User) -> Expert:
    """End a pause, and show someone again who had hidden themselves."""
    expert = _locked(expert)
    kind = EventKind.SHOWN if expert.is_hidden else EventKind.RESUMED
    expert.paused_until = None
    expert.is_hidden = False
    expert.save(update_fields=["paused_until", "is_hidden", "updated_at"])
    _tell(expert, kind, by=by)
    return _confirmed_and_rebuilt(expert)


@transaction.atomic
def hide_expert(expert: Expert, *, by: User) -> Expert:
    """Not findable until they say so: consent withdrawn, out of the index in this transaction."""
    expert = _locked(expert)
    expert.is_hidden = True
    expert.save(update_fields=["is_hidden", "updated_at"])
    _tell(expert, EventKind.HIDDEN, by=by)
    rebuild_reach([expert])
    return expert


# -- The release --------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_release(position: Position, *, by: User) -> Position:
    """Ask the director whether this person may be seen beyond the own school. Asking again changes nothing."""
    expert, position = _locked_with_position(position)
    _must_be_employed(position)
    if expert.wanted_ring <= position.released_ring:
        raise NotAllowedNow(_("Hiervoor is geen vrijgave nodig."))
    if position.release_state == ReleaseState.ASKED:
        return position
    position.release_state = ReleaseState.ASKED
    position.release_asked_on = timezone.localdate()
    position.release_decided_on = None
    position.save(update_fields=["release_state", "release_asked_on", "release_decided_on", "updated_at"])
    _tell(expert, EventKind.ASKED, by=by, position=position, ring=Ring(expert.wanted_ring))
    url = reverse("experts:position_release", args=[position.pk])
    for director in _who_releases(position):
        _notify(director, RELEASE_ASKED, position, url)
    return position


@transaction.atomic
def release_position(
    position: Position,
    *,
    by: User,
    ring: Ring,
    until: date | None = None,
    half_days_per_week: int | None = None,
    conditions: str = "",
) -> Position:
    """The director agrees that this person may be seen and asked up to `ring`, up to and including `until`."""
    expert, position = _locked_with_position(position)
    _must_be_employed(position)
    if until is not None and until < timezone.localdate():
        raise NotAllowedNow(_("Kies een dag die nog komt."))
    position.release_state = ReleaseState.GIVEN
    position.released_ring = ring
    position.released_until = until
    position.released_half_days_per_week = half_days_per_week
    position.release_conditions = conditions
    position.released_by = by
    position.release_decided_on = timezone.localdate()
    position.save()
    _tell(expert, EventKind.RELEASED, by=by, position=position, ring=ring, until=until)
    _notify(expert.user, RELEASE_GIVEN, position, reverse("experts:expert_me"))
    rebuild_reach([expert])
    return position


@transaction.atomic
def refuse_release(position: Position, *, by: User) -> Position:
    """Not now. What was released before stays as it was."""
    expert, position = _locked_with_position(position)
    if position.release_state != ReleaseState.ASKED:
        raise NotAllowedNow(_("Er is nu geen vrijgave gevraagd."))
    position.release_state = ReleaseState.REFUSED
    position.release_decided_on = timezone.localdate()
    position.save(update_fields=["release_state", "release_decided_on", "updated_at"])
    _tell(expert, EventKind.REFUSED, by=by, position=position)
    _notify(expert.user, RELEASE_REFUSED, position, reverse("experts:expert_me"))
    return position


@transaction.atomic
def withdraw_release(position: Position, *, by: User) -> Position:
    """Back to the own school only; works at once."""
    expert, position = _locked_with_position(position)
    if position.released_ring == Ring.SCHOOL:
        raise NotAllowedNow(_("Deze collega is nu niet vrijgegeven."))
    take_release_back(position)
    position.save()
    _tell(expert, EventKind.WITHDRAWN, by=by, position=position, ring=Ring.SCHOOL)
    _notify(expert.user, RELEASE_WITHDRAWN, position, reverse("experts:expert_me"))
    rebuild_reach([expert])
    return position


def take_release_back(position: Position) -> None:
    """As if never released. Does not save."""
    position.release_state = ReleaseState.NOT_ASKED
    position.released_ring = Ring.SCHOOL
    position.released_until = None
    position.released_half_days_per_week = None
    position.release_conditions = ""
    position.released_by = None
    position.release_decided_on = timezone.localdate()


# -- Time ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def book_half_days(position: Position, half_days: Iterable[tuple[date, Part]]) -> list[BookedHalfDay]:
    """Book these half-days, all or none. Raises HalfDayTaken for the first that is booked already.

    The expert's row is locked first, so two bookings wait for each other; the unique constraint is the last guard.
    Looks at nothing else: patterns, limits and approvals are the caller's.
    """
    expert = _locked(position.expert)
    wanted = sorted(set(half_days))
    taken = set(expert.booked_half_days.filter(day__in={day for day, _part in wanted}).values_list("day", "part"))
    for day, part in wanted:
        if (day, part) in taken:
            raise HalfDayTaken(day, part)
    try:
        with transaction.atomic():
            booked = BookedHalfDay.objects.bulk_create(
                [BookedHalfDay(expert=expert, position=position, day=day, part=part) for day, part in wanted]
            )
    except IntegrityError as error:
        raise HalfDayTaken(*wanted[0]) from error
    rebuild_reach([expert])
    return booked


@transaction.atomic
def free_half_days(booked_ids: Iterable[int]) -> None:
    """Give these BookedHalfDay rows (primary keys) back; ids that are gone already are no error."""
    rows = BookedHalfDay.objects.filter(pk__in=list(booked_ids))
    expert_ids = sorted(set(rows.values_list("expert_id", flat=True)))
    list(Expert.objects.select_for_update(of=("self",)).filter(pk__in=expert_ids).order_by("pk"))
    rows.delete()
    rebuild_reach(expert_ids)


# -- Figures that upper floors write ------------------------------------------------------------------------------


def record_load(
    expert_id: int, *, open_invitations: int | None = None, asked_at: datetime | None = None, said_yes: bool = False
) -> None:
    """How much is asked of someone: open invitations now, one more ask at `asked_at`, one more yes."""
    changes: dict[str, object] = {}
    if open_invitations is not None:
        changes["open_invitation_count"] = open_invitations
    if asked_at is not None:
        changes |= {"asked_count": F("asked_count") + 1, "last_asked_at": asked_at}
    if said_yes:
        changes["yes_count"] = F("yes_count") + 1
    if changes:
        Expert.objects.filter(pk=expert_id).update(**changes)


def record_rating(expert_id: int, rating: float | None) -> None:
    """The shrunk mean mark (1..10) matching may use, or None for the prior."""
    if Expert.objects.filter(pk=expert_id).exclude(rating=rating).update(rating=rating):
        postings.rewrite([expert_id])


def record_finished(expert_id: int, by_n: int = 1) -> None:
    """So many more secondments are finished."""
    Expert.objects.filter(pk=expert_id).update(finished_count=F("finished_count") + by_n)


# -- The one path that writes how far someone is seen --------------------------------------------------------------


@transaction.atomic
def rebuild_reach(experts: Iterable[Expert | int]) -> int:
    """Write `audience_keys` and the search cards of these experts (or primary keys) anew; returns how many cards.

    Safe to repeat. Locks the experts in order of primary key, so that two writers follow each other.
    """
    ids = sorted({expert.pk if isinstance(expert, Expert) else expert for expert in experts})
    if not ids:
        return 0
    list(Expert.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
    positions = list(
        Position.objects.filter(expert_id__in=ids)
        .select_related(*search_cards.NEEDS_JOINED)
        .prefetch_related(*search_cards.NEEDS_FETCHED)
        .order_by("pk")
    )
    changed = []
    for position in positions:
        keys = search_cards.audience_keys_of(position)
        if keys != position.audience_keys:
            position.audience_keys = keys
            changed.append(position)
    Position.objects.bulk_update(changed, ["audience_keys"])
    SearchCard.objects.filter(expert_id__in=ids).delete()
    cards = [card for position in positions if (card := search_cards.card_of(position)) is not None]
    SearchCard.objects.bulk_create(cards)
    postings.rewrite(ids)
    return len(cards)


def catch_up_with_board(board: Board, *, batch: int = CATCH_UP_BATCH) -> int:
    """Bring who of a board is out of step with its ceiling in step, so many positions a transaction; returns how many.
    What the ceiling forbids is not seen meanwhile either, see `reaching`. Call outside a transaction.

    Safe to repeat and to run twice at once. A board that changes meanwhile keeps its mark for the next round.
    """
    work, _is_new = ReachUpdate.objects.get_or_create(board=board)
    rows = list(Position.objects.out_of_step(board).order_by("expert_id", "pk").values_list("pk", "expert_id"))
    progress.begin(work, total=len(rows))
    try:
        for start in range(0, len(rows), batch):
            _bring_in_step(board, rows[start : start + batch])
            progress.report(work, min(start + batch, len(rows)))
    except Exception:
        progress.fail(work, _("Er ging iets mis. We proberen het binnen een paar minuten opnieuw."))
        raise
    progress.finish(work)
    Board.objects.filter(pk=board.pk, reach_changed_at=board.reach_changed_at).update(reach_changed_at=None)
    return len(rows)


@transaction.atomic
def _bring_in_step(board: Board, rows: Sequence[tuple[int, int]]) -> None:
    """These (position, expert) keys. Nearly always a ceiling came down: what lies beyond it is struck out where it is
    stored, which leaves what a rebuild would write. Whoever is out of step after that is rebuilt."""
    experts = sorted({expert_id for _position_id, expert_id in rows})
    list(Expert.objects.select_for_update(of=("self",)).filter(pk__in=experts).order_by("pk").values_list("pk"))
    ids = [position_id for position_id, _expert_id in rows]
    Position.objects.filter(pk__in=ids).strike_out_beyond(Ring(board.ring_ceiling))
    SearchCard.objects.filter(pk__in=ids).strike_out_beyond(Ring(board.ring_ceiling))
    postings.strike_out_beyond(ids, Ring(board.ring_ceiling))
    still = Position.objects.out_of_step(board).filter(pk__in=ids)
    rebuild_reach(still.values_list("expert_id", flat=True))


def _locked(expert: Expert) -> Expert:
    return Expert.objects.select_for_update(of=("self",)).select_related("user").get(pk=expert.pk)


def _asked_further(expert: Expert) -> list[Position]:
    positions = list(expert.positions.to_ask_further().order_by("pk"))
    if not positions:
        raise NotAllowedNow(_("Hier hoef je nu niets over te zeggen."))
    return positions


def _agree(positions: Iterable[Position], wanted_ring: Ring) -> None:
    """Keep how far this yes reaches at each employer: no further than its board allows now. The boards are locked, so
    that a ceiling that is being lowered is not passed by."""
    positions = list(positions)
    memberships = Membership.objects.filter(position__in=positions)
    boards = Board.objects.filter(schools__memberships__in=memberships).order_by("pk")
    ceilings = {
        board.pk: board.ring_ceiling
        for board in Board.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=boards.values("pk"))
    }
    board_of = dict(memberships.values_list("position", "school__board"))
    for position in positions:
        ceiling = ceilings.get(board_of[position.pk], Ring.NATIONAL)
        position.agreed_ring, position.declined_ring = min(wanted_ring, ceiling), None
        position.save(update_fields=["agreed_ring", "declined_ring", "updated_at"])


def _locked_with_position(position: Position) -> tuple[Expert, Position]:
    expert = _locked(position.expert)
    fresh = Position.objects.select_for_update(of=("self",)).select_related("membership__school__board")
    locked = fresh.get(pk=position.pk)
    locked.expert = expert
    return expert, locked


def _must_be_employed(position: Position) -> None:
    active = Membership.objects.active().filter(pk=position.membership_id, school__isnull=False)
    if not active.exists():
        raise NotAllowedNow(_("Deze collega werkt hier niet (meer)."))


def _who_releases(position: Position) -> list[User]:
    """Directors of the school, or its board admins when there is no director but this person."""
    here = Membership.objects.active().at_or_above(position.membership.organisation).select_related("user")
    others = here.exclude(user=position.expert.user_id).order_by("user_id")
    directors = {m.user_id: m.user for m in others.with_right(Right.RELEASE)}
    board = {m.user_id: m.user for m in others.with_right(Right.DECIDE_FOR_BOARD)}
    return list((directors or board).values())


def _notify(recipient: User, message: MessageType, position: Position, url: str) -> None:
    """Tell this once for each step of the release."""
    last = Event.objects.filter(position=position).latest("pk")
    words: Context = {
        "name": position.expert.user.full_name,
        "school": str(position.membership.organisation),
        "ring": Ring(position.released_ring).label,
    }
    about = f"experts.position:{position.pk}:{last.pk}"
    notify(recipient, message=message, about=about, url=url, context=words)


def _confirmed_and_rebuilt(expert: Expert) -> Expert:
    """Whoever changes their profile has looked at it: that counts as this year's check."""
    expert.confirmed_until = max(expert.confirmed_until, confirmed_until(timezone.localdate()))
    expert.save(update_fields=["confirmed_until", "updated_at"])
    rebuild_reach([expert])
    return expert


def _tell(
    expert: Expert,
    kind: EventKind,
    *,
    by: User,
    position: Position | None = None,
    ring: Ring | None = None,
    until: date | None = None,
) -> None:
    Event.objects.create(expert=expert, position=position, kind=kind, by=by, ring=ring, until=until)
