"""From the truth about one position to its row in the search index. Reads only what is loaded; writes nothing."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from experts.choices import Part, TimeMode
from experts.half_days import bit_of, half_days_between, ordinal
from experts.models import BITS_FOR_A_SKILL, Position, SearchCard
from organisations.choices import Ring
from organisations.rings import audience

# What `card_of` reads, so that a thousand positions cost a handful of queries.
NEEDS_JOINED = ("expert", "membership__school__board", "membership__network")
NEEDS_FETCHED = (
    "expert__expert_skills__skill",
    "expert__forms",
    "expert__target_groups",
    "expert__booked_half_days",
    "expert__exceptions",
)


def skill_key(audience_key: int, skill_id: int) -> int:
    """The key under which `audience_key` finds positions with this skill."""
    return audience_key << BITS_FOR_A_SKILL | skill_id


def effective_ring(position: Position) -> Ring:
    """The smallest of what the expert wants and said yes to, what the director released and what the board's ceiling
    allows.

    The own school needs no release, and a freelancer's position (no school) has neither release nor ceiling.
    """
    wanted = Ring(position.expert.wanted_ring)
    school = position.membership.school
    if school is None:
        return wanted
    return Ring(min(wanted, position.agreed_ring, position.released_ring, school.board.ring_ceiling))


def audience_keys_of(position: Position) -> list[int]:
    """Who may see this position, as sorted audience keys (DESIGN section 2); nobody at a school that closed, and after
    a move only who could before, until the expert says yes."""
    school = position.membership.school
    if school is not None and school.closed_on is not None:
        return []
    return audience(position.membership.place, effective_ring(position), position.allowed_keys)


def held_keys(position: Position) -> list[int]:
    """Keys of new readers after a move of the school, who see this position only when the expert says yes."""
    school = position.membership.school
    if school is None or school.closed_on is not None or position.allowed_keys is None:
        return []
    return sorted(school.place.keys(effective_ring(position)) - {*audience_keys_of(position)})


def weekly_limit(position: Position) -> int:
    """Half-days a week at most: what the expert wants, and the release when it says less."""
    limits = [position.max_half_days_per_week, position.released_half_days_per_week]
    return min(limit for limit in limits if limit is not None)


def card_of(position: Position) -> SearchCard | None:
    """The unsaved card of this position, or None when nobody can find it: not finished, no skills, hidden, or
    no audience."""
    expert = position.expert
    active = [s for s in expert.expert_skills.all() if s.skill.is_active]
    skills = sorted((s.skill_id, s.level, timezone.localdate(s.confirmed_at)) for s in active)
    keys = audience_keys_of(position)
    if not skills or not keys or expert.is_hidden or expert.onboarded_at is None:
        return None
    school = position.membership.school
    return SearchCard(
        position=position,
        expert=expert,
        board_id=school.board_id if school else None,
        audience_keys=keys,
        skill_keys=sorted(skill_key(key, skill_id) for key in keys for skill_id, _level, _day in skills),
        skill_ids=[skill_id for skill_id, _level, _day in skills],
        levels=[level for _skill_id, level, _day in skills],
        confirmed_on=[day for _skill_id, _level, day in skills],
        form_ids=sorted(form.pk for form in expert.forms.all()),
        target_group_ids=sorted(group.pk for group in expert.target_groups.all()),
        half_days=position.half_days,
        class_half_days=position.half_days if position.time_mode == TimeMode.TEACHING else 0,
        group_name=position.group_name,
        per_week=weekly_limit(position),
        released_until=position.released_until,
        membership_id=position.membership_id,
        taken=taken(position),
        extra=extra(position),
        x_km=school.x_km if school else None,
        y_km=school.y_km if school else None,
    )


def taken(position: Position) -> list[int]:
    """Half-days of the pattern that are not free, as ordinals: booked, absent, or in a week that is full."""
    booked = {(b.day, b.part) for b in position.expert.booked_half_days.all()}
    absent = {(x.day, x.part) for x in position.expert.exceptions.all() if not x.is_free}
    gone = {(day, part) for day, part in booked | absent if position.half_days & bit_of(day, Part(part))}
    for monday in full_weeks(position):
        gone |= set(half_days_between(position.half_days, monday, monday + timedelta(days=4)))
    return sorted(ordinal(day, part) for day, part in gone)


def extra(position: Position) -> list[int]:
    """Half-days outside the pattern that are free this once, as ordinals."""
    booked = {(b.day, b.part) for b in position.expert.booked_half_days.all()}
    free = {(x.day, x.part) for x in position.expert.exceptions.all() if x.is_free} - booked
    full = full_weeks(position)
    return sorted(
        ordinal(day, part)
        for day, part in free
        if not position.half_days & bit_of(day, Part(part)) and monday_of(day) not in full
    )


def full_weeks(position: Position) -> set[date]:
    """Mondays of weeks in which this position is booked as much as it may be."""
    mine = (b for b in position.expert.booked_half_days.all() if b.position_id == position.pk)
    per_week = Counter(monday_of(booked.day) for booked in mine)
    return {monday for monday, count in per_week.items() if count >= weekly_limit(position)}


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def compared(card: SearchCard) -> dict[str, object]:
    """The columns that must be equal between index and truth."""
    return {field.attname: getattr(card, field.attname) for field in SearchCard._meta.concrete_fields}


def differences(positions: Iterable[Position]) -> list[str]:
    """Where stored keys or cards differ from the truth, as one line each; empty when index and truth agree.

    `positions` come with `search_card` and everything in NEEDS_JOINED and NEEDS_FETCHED.
    """
    found = []
    for position in positions:
        if sorted(position.audience_keys) != audience_keys_of(position):
            found.append(f"position {position.pk}: audience_keys")
        stored, true = getattr(position, "search_card", None), card_of(position)
        mine = compared(stored) if stored else {}
        theirs = compared(true) if true else {}
        found += [
            f"position {position.pk}: {name}"
            for name in sorted(mine.keys() | theirs.keys())
            if mine.get(name) != theirs.get(name)
        ]
    return found
