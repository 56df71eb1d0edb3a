"""Who fits best, and why: gates have been applied, values in, ranked values out (DESIGN section 5; pure).

A score looks from both sides, the school's and the expert's, and joins them as their harmonic mean, so that a match
must suit both. Fairness comes after: within a narrow band of scores whoever is asked least goes first, and one of the
first five places is for someone new. Every reason is a fact from a record. A human decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b
from math import exp
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import half_days as week
from experts.choices import Level, Part
from experts.half_days import count, half_days_between
from organisations.choices import Ring

WEIGHTS_VERSION = "2026-2"
MOST_REASONS = 3
# Having helped weighs as much as being asked so many times (`simulate_matching` shows what it does).
HELPED_WEIGHS = 3
# Who travels this far, minds no distance.
FAR_KM = 200


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts; the parts of one side add up to 1. A change gets a new WEIGHTS_VERSION."""

    # The school's side (DESIGN section 5).
    skill: float = 0.45
    half_days: float = 0.25
    form_and_group: float = 0.10
    nearness: float = 0.10
    quality: float = 0.10
    # The expert's side.
    wants_form: float = 0.35
    travel: float = 0.25
    length: float = 0.20
    acceptance: float = 0.20
    # Inside the parts.
    level: tuple[float, float, float] = (0.75, 0.9, 1.0)
    confirmed_long_ago: float = 0.95
    fresh_days: int = 365
    no_preference: float = 0.8
    ring: tuple[float, float, float, float, float] = (1.0, 0.85, 0.65, 0.4, 0.2)
    near_km: float = 20.0
    prior_rating: float = 7.5
    prior_answers: float = 4.0
    prior_yes: float = 0.6
    # Fairness.
    band: float = 0.05
    first_places: int = 5


WEIGHTS = Weights()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What someone looks for. An empty part means: no wish. Without slots: what follows from the period is worked out
    once, not for each candidate."""

    skill_ids: tuple[int, ...] = ()
    needs_all_skills: bool = False
    least_level: Level = Level.DOES
    form_ids: tuple[int, ...] = ()
    target_group_ids: tuple[int, ...] = ()
    # A week pattern, experts/half_days.py; 0 is any time.
    half_days: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    # Half-days needed altogether; None when that is not known.
    half_day_count: int | None = None
    # Days without school, left out of the period.
    days_off: frozenset[date] = frozenset()
    ring: Ring = Ring.NATIONAL
    max_km: float | None = None
    # False when the help comes without travelling: by phone, or at the expert's own school.
    needs_travel: bool = True

    @property
    def has_period(self) -> bool:
        return self.starts_on is not None and self.ends_on is not None

    @property
    def pattern(self) -> int:
        return self.half_days or week.ALL

    def dated_half_days(self) -> list[tuple[date, Part]]:
        """Every half-day asked in the period, without days off; empty without a period."""
        return self._dated

    def asked(self) -> int:
        """How many free half-days make a perfect fit; 0 when time plays no part."""
        return self._asked

    @cached_property
    def _dated(self) -> list[tuple[date, Part]]:
        if self.starts_on is None or self.ends_on is None:
            return []
        found = half_days_between(self.pattern, self.starts_on, self.ends_on)
        return [(day, part) for day, part in found if day not in self.days_off]

    @cached_property
    def _asked(self) -> int:
        if not self.half_days and not self.has_period:
            return 0
        offered = len(self.dated_half_days()) if self.has_period else count(self.half_days)
        return min(offered, self.half_day_count) if self.half_day_count else offered

    def weeks(self) -> float:
        """Length of the period in weeks, at least one."""
        if self.starts_on is None or self.ends_on is None:
            return 1.0
        return max(1.0, ((self.ends_on - self.starts_on).days + 1) / 7)


class OfferedSkill(NamedTuple):
    """One skill of someone, with its modest sentence. A tuple: a search makes hundreds of them."""

    skill_id: int
    label: str
    level: Level
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person who passed every gate, with what the score, the reasons and the card need."""

    expert_id: int
    first_name: str = ""
    last_name: str = ""
    # The nearest ring they share with whoever looks.
    ring: Ring = Ring.SCHOOL
    skills: tuple[OfferedSkill, ...] = ()
    # The weekly pattern a searcher may see, and how many of the asked half-days are free.
    half_days: int = 0
    free_half_days: int = 0
    max_half_days_per_week: int = 10
    # Half-days on which they stand before a class of their own.
    class_half_days: int = 0
    distance_km: float | None = None
    travel_km: int = 0
    form_ids: frozenset[int] = frozenset()
    target_group_ids: frozenset[int] = frozenset()
    forms: tuple[str, ...] = ()
    is_freelancer: bool = False
    finished_count: int = 0
    rating: float | None = None
    open_invitation_count: int = 0
    asked_count: int = 0
    yes_count: int = 0
    asked_days_ago: int | None = None
    confirmed_on: date | None = None
    job_title: str = ""
    role: str = ""
    group_name: str = ""
    school_id: int | None = None
    school_name: str = ""
    headline: str = ""
    position_id: int | None = None

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_new(self) -> bool:
        """Nothing finished yet on Expedu."""
        return self.finished_count == 0

    def skills_for(self, wanted: Wanted) -> list[OfferedSkill]:
        """The asked skills this person has at the asked level, strongest first."""
        fits = [s for s in self.skills if s.skill_id in wanted.skill_ids and s.level >= wanted.least_level]
        return sorted(fits, key=lambda s: (-s.level, s.label))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate in their place, with the score (0..1) and, when asked, the words that explain it."""

    wanted: Wanted
    candidate: Candidate
    score: float
    for_school: float
    for_expert: float

    @property
    def reasons(self) -> tuple[str, ...]:
        """At most three facts, each from a record."""
        return tuple(reasons_for(self.wanted, self.candidate)[:MOST_REASONS])

    @property
    def caution(self) -> str:
        """The first thing to watch, or nothing."""
        return next(iter(cautions_for(self.wanted, self.candidate)), "")


def rank(
    wanted: Wanted,
    candidates: Iterable[Candidate],
    weights: Weights = WEIGHTS,
    *,
    seed: object = 0,
    today: date | None = None,
) -> list[Ranked]:
    """Score, order fairly and explain. Own people first, freelancers after them.

    `seed` decides between equals: the same seed gives the same order, another one gives others a turn. `today`
    tells what was confirmed long ago.
    """
    scored = [scored_of(wanted, candidate, weights, today) for candidate in candidates]
    own = fairly([r for r in scored if not r.candidate.is_freelancer], weights, seed)
    freelancers = fairly([r for r in scored if r.candidate.is_freelancer], weights, seed)
    return with_newcomer(own, weights) + freelancers


def scored_of(wanted: Wanted, candidate: Candidate, weights: Weights = WEIGHTS, today: date | None = None) -> Ranked:
    """One candidate with their score, reasons and caution."""
    for_school = school_side(wanted, candidate, weights, today)
    for_expert = expert_side(wanted, candidate, weights)
    together = 2 * for_school * for_expert / (for_school + for_expert) if for_school + for_expert else 0.0
    return Ranked(
        wanted=wanted,
        candidate=candidate,
        score=round(together, 4),
        for_school=round(for_school, 4),
        for_expert=round(for_expert, 4),
    )


# -- Two sides ----------------------------------------------------------------------------------------------------


def school_side(wanted: Wanted, candidate: Candidate, weights: Weights = WEIGHTS, today: date | None = None) -> float:
    """How well this suits the school, 0..1."""
    return (
        weights.skill * skill_part(wanted, candidate, weights, today)
        + weights.half_days * free_share(wanted, candidate)
        + weights.form_and_group * form_and_group_part(wanted, candidate, weights)
        + weights.nearness * nearness_part(candidate, weights)
        + weights.quality * quality_part(candidate, weights)
    )


def expert_side(wanted: Wanted, candidate: Candidate, weights: Weights = WEIGHTS) -> float:
    """How well this suits the expert, 0..1."""
    return (
        weights.wants_form * chosen_share(wanted.form_ids, candidate.form_ids, weights)
        + weights.travel * travel_part(wanted, candidate)
        + weights.length * length_part(wanted, candidate)
        + weights.acceptance * acceptance_part(candidate, weights)
    )


def skill_part(wanted: Wanted, candidate: Candidate, weights: Weights = WEIGHTS, today: date | None = None) -> float:
    """Covered skills times level, a little less for what was not confirmed for a year; 1 when none is asked.

    For "any of these" the best one counts as much as all together: one exact skill is a good answer.
    """
    if not wanted.skill_ids:
        return 1.0
    worth = [worth_of(skill, weights, today) for skill in candidate.skills_for(wanted)]
    covered = sum(worth) / len(wanted.skill_ids)
    return covered if wanted.needs_all_skills else (covered + max(worth, default=0.0)) / 2


def worth_of(skill: OfferedSkill, weights: Weights, today: date | None) -> float:
    """What one skill is worth: its level, a little less when it was confirmed long ago."""
    is_old = (
        today is not None
        and skill.confirmed_on is not None
        and ((today - skill.confirmed_on).days > weights.fresh_days)
    )
    return weights.level[skill.level - 1] * (weights.confirmed_long_ago if is_old else 1.0)


def free_share(wanted: Wanted, candidate: Candidate) -> float:
    """Share of the asked half-days that is free, at most 1; 1 when time plays no part."""
    asked = wanted.asked()
    return min(1.0, candidate.free_half_days / asked) if asked else 1.0


def form_and_group_part(wanted: Wanted, candidate: Candidate, weights: Weights = WEIGHTS) -> float:
    form = chosen_share(wanted.form_ids, candidate.form_ids, weights)
    group = chosen_share(wanted.target_group_ids, candidate.target_group_ids, weights)
    return (form + group) / 2


def chosen_share(asked: Sequence[int], chosen: frozenset[int], weights: Weights = WEIGHTS) -> float:
    """1 when asked and chosen meet or nothing is asked; somewhat less for someone without a preference."""
    if not asked:
        return 1.0
    if not chosen:
        return weights.no_preference
    return 1.0 if chosen & set(asked) else 0.0


def nearness_part(candidate: Candidate, weights: Weights = WEIGHTS) -> float:
    """Half the ring, half the distance; the ring alone when a place is unknown."""
    ring = weights.ring[candidate.ring - 1]
    if candidate.distance_km is None:
        return ring
    return (ring + exp(-candidate.distance_km / weights.near_km)) / 2


def quality_part(candidate: Candidate, weights: Weights = WEIGHTS) -> float:
    """The mark for finished help on a scale of 0..1. Without one the prior: a newcomer loses nothing."""
    rating = weights.prior_rating if candidate.rating is None else candidate.rating
    return min(1.0, max(0.0, (rating - 1) / 9))


def travel_part(wanted: Wanted, candidate: Candidate) -> float:
    """1 close to home, down to 0.3 at the edge of what this expert wants to travel."""
    if not wanted.needs_travel or candidate.distance_km is None or candidate.distance_km <= 0:
        return 1.0
    if not candidate.travel_km:
        return 0.3
    return max(0.3, 1.0 - 0.7 * candidate.distance_km / candidate.travel_km)


def length_part(wanted: Wanted, candidate: Candidate) -> float:
    """1 when the asked half-days a week fit in the weekly limit, less as they pass it."""
    asked = wanted.half_day_count or 0
    per_week = asked / wanted.weeks()
    return 1.0 if per_week <= candidate.max_half_days_per_week else candidate.max_half_days_per_week / per_week


def acceptance_part(candidate: Candidate, weights: Weights = WEIGHTS) -> float:
    """How often they said yes before, shrunk to the prior: a few times no costs little."""
    yes = candidate.yes_count + weights.prior_yes * weights.prior_answers
    return min(1.0, yes / (candidate.asked_count + weights.prior_answers))


# -- Fairness -----------------------------------------------------------------------------------------------------


def fairly(scored: list[Ranked], weights: Weights = WEIGHTS, seed: object = 0) -> list[Ranked]:
    """Best first; but within a band below the best of it, whoever is asked least goes first."""
    rest = sorted(scored, key=lambda r: (-r.score, turn(seed, r.candidate.expert_id)))
    ordered: list[Ranked] = []
    while rest:
        size = sum(1 for r in rest if r.score >= rest[0].score - weights.band)
        ordered += sorted(rest[:size], key=lambda r: asked_least(r.candidate, seed))
        rest = rest[size:]
    return ordered


def asked_least(candidate: Candidate, seed: object) -> tuple[int, int, int, bytes]:
    """Sorts the least asked first: open invitations, then how much was asked of them, how long ago, and whose turn it
    is. Help that was given counts as being asked a few times more: it takes more than an answer."""
    days_ago = 10**6 if candidate.asked_days_ago is None else candidate.asked_days_ago
    asked = candidate.asked_count + HELPED_WEIGHS * candidate.finished_count
    return (candidate.open_invitation_count, asked, -days_ago, turn(seed, candidate.expert_id))


def turn(seed: object, expert_id: int) -> bytes:
    """A fixed but arbitrary order between equals."""
    return blake2b(f"{seed}:{expert_id}".encode(), digest_size=8).digest()


def with_newcomer(ordered: list[Ranked], weights: Weights = WEIGHTS) -> list[Ranked]:
    """One of the first five places is for someone new who qualifies: the best placed one takes the last of them."""
    places = weights.first_places
    if any(r.candidate.is_new for r in ordered[:places]):
        return ordered
    newcomer = next((r for r in ordered[places:] if r.candidate.is_new), None)
    if newcomer is None:
        return ordered
    others = [r for r in ordered if r is not newcomer]
    return [*others[: places - 1], newcomer, *others[places - 1 :]]


# -- Words --------------------------------------------------------------------------------------------------------


def reasons_for(wanted: Wanted, candidate: Candidate, *, with_skill: bool = True) -> list[str]:
    """Facts that speak for this person, strongest first; each stands in a record.

    `with_skill` False leaves out what a card shows beside them already.
    """
    found = [
        _skill_reason(wanted, candidate) if with_skill else "",
        _time_reason(wanted, candidate),
        _finished_reason(candidate),
        _form_reason(wanted, candidate),
        _near_reason(candidate),
        _confirmed_reason(candidate),
    ]
    return [sentence for sentence in found if sentence]


def cautions_for(wanted: Wanted, candidate: Candidate) -> list[str]:
    """Facts to know before asking, most important first."""
    found = [
        _missing_skill(wanted, candidate),
        _too_little_time(wanted, candidate),
        _leaves_a_class(wanted, candidate),
        _("Zzp'er: je betaalt zelf een rekening.") if candidate.is_freelancer else "",
        _("Wordt nu vaak gevraagd.") if candidate.open_invitation_count >= 2 else "",
        _("Nieuw op Expedu. Er is nog geen hulp afgerond.") if candidate.is_new else "",
    ]
    return [sentence for sentence in found if sentence]


def _skill_reason(wanted: Wanted, candidate: Candidate) -> str:
    skills = candidate.skills_for(wanted)
    if not skills:
        return ""
    if len(wanted.skill_ids) > 1 and len(skills) == len(wanted.skill_ids):
        return _("Kan alles wat je zoekt")
    best = skills[0]
    sentence = {
        Level.DOES: _("Doet dit in de eigen klas: %(skill)s"),
        Level.SHOWS: _("Laat het graag zien: %(skill)s"),
        Level.TEACHES: _("Kan het anderen leren: %(skill)s"),
    }[best.level]
    return sentence % {"skill": best.label}


def _time_reason(wanted: Wanted, candidate: Candidate) -> str:
    if not wanted.asked() or not candidate.free_half_days:
        return ""
    mask = candidate.half_days & wanted.pattern
    if not mask:
        return ""
    shared = _("alle dagdelen van de week") if mask == week.ALL else week.words(mask)
    if wanted.half_days and candidate.half_days & wanted.half_days == wanted.half_days:
        return _("Kan op %(half_days)s, precies zoals je vraagt") % {"half_days": shared}
    return _("Vrij op %(half_days)s") % {"half_days": shared}


def _finished_reason(candidate: Candidate) -> str:
    if not candidate.finished_count:
        return ""
    sentence = ngettext("Hielp al één keer een school", "Hielp al %(n)s keer een school", candidate.finished_count)
    return sentence % {"n": candidate.finished_count}


def _form_reason(wanted: Wanted, candidate: Candidate) -> str:
    if not wanted.form_ids or not candidate.forms or not candidate.form_ids & set(wanted.form_ids):
        return ""
    return _("Doet graag: %(forms)s") % {"forms": week.joined([form.lower() for form in candidate.forms])}


def _near_reason(candidate: Candidate) -> str:
    if candidate.ring == Ring.SCHOOL:
        return _("Werkt op je eigen school")
    if candidate.ring == Ring.BOARD:
        return _("Werkt bij je eigen bestuur")
    if candidate.travel_km >= FAR_KM:
        return _("Reist ook graag verder weg")
    if candidate.distance_km is not None and candidate.distance_km <= candidate.travel_km:
        return _("Wil tot %(km)s kilometer reizen") % {"km": candidate.travel_km}
    return ""


def _confirmed_reason(candidate: Candidate) -> str:
    if candidate.confirmed_on is None:
        return ""
    return _("Nagekeken in %(month)s") % {"month": date_format(candidate.confirmed_on, "F")}


def _missing_skill(wanted: Wanted, candidate: Candidate) -> str:
    if len(wanted.skill_ids) < 2:
        return ""
    have = len(candidate.skills_for(wanted))
    if have == len(wanted.skill_ids):
        return ""
    return _("Kan %(have)s van de %(asked)s dingen die je zoekt.") % {"have": have, "asked": len(wanted.skill_ids)}


def _too_little_time(wanted: Wanted, candidate: Candidate) -> str:
    asked = wanted.asked()
    if not asked or candidate.free_half_days >= asked:
        return ""
    if wanted.has_period:
        words = {"free": candidate.free_half_days, "asked": asked}
        return _("Is %(free)s van de %(asked)s dagdelen vrij.") % words
    missing = week.words(wanted.half_days & ~candidate.half_days)
    return _("Kan niet op %(half_days)s.") % {"half_days": missing} if missing else ""


def _leaves_a_class(wanted: Wanted, candidate: Candidate) -> str:
    mask = candidate.class_half_days & candidate.half_days & wanted.pattern
    if not mask:
        return ""
    return _("Staat dan voor de klas: er is vervanging nodig.")
