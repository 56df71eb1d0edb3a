"""A made-up year of requests, to see how the matching spreads work over people beside pure score order (pure).

Nothing here is real: the figures say how two ways of ordering compare on the same people and the same questions, not
what a network will see (DESIGN section 5; target: the busiest tenth carries at most 30% of the work, at under 3% loss
of fit).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from random import Random
from statistics import mean, median

from core.half_days import ALL
from experts.choices import Level
from experts.matching import Candidate, OfferedSkill, Ranked, Wanted, rank, scored_of
from organisations.choices import Ring

WEEKS = 40
SKILLS = 30
KM = 50.0
WAVE, WAVES = 3, 4
SHARE_OF_HALF_DAYS = 0.6
SHARE_OF_NEWCOMERS = 0.2
# Within a week nobody is asked more often than may wait for an answer at once.
MOST_A_WEEK = 3

Order = Callable[[Wanted, Sequence[Candidate], int], list[Ranked]]


@dataclass(frozen=True, slots=True)
class Person:
    """One expert of the model: where, what, when, and how often they say yes. `joins`: the week they begin."""

    pk: int
    x: float
    y: float
    candidate: Candidate
    says_yes: float
    joins: int


@dataclass(frozen=True, slots=True)
class Question:
    x: float
    y: float
    week: int
    wanted: Wanted


@dataclass(slots=True)
class Diary:
    """What one person was asked and did, so far."""

    asked: int = 0
    helped: int = 0
    said_yes: int = 0
    last_week: int | None = None
    first_week: int | None = None
    this_week: tuple[int, int] = (-1, 0)


@dataclass(slots=True)
class Outcome:
    """How a year went. Shares from 0 to 1; `fit` is the mean score of who helped; weeks are school weeks."""

    name: str
    helped: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    fit: float = 0.0
    answered: int = 0
    questions: int = 0
    weeks_until_asked: list[int] = field(default_factory=list)
    newcomers_never_asked: float = 0.0

    @property
    def busiest_tenth(self) -> float:
        """The share of all help given by the tenth that gave most."""
        return share_of_top(self.helped)

    @property
    def never_asked(self) -> float:
        return sum(number == 0 for number in self.asked) / len(self.asked)

    @property
    def median_weeks(self) -> float:
        """Until a newcomer who was asked at all was asked first."""
        return median(self.weeks_until_asked) if self.weeks_until_asked else 0.0


def share_of_top(numbers: Sequence[int], share: float = 0.1) -> float:
    """The part of the sum that the largest `share` of the numbers makes up; 0 when there is nothing."""
    top = sorted(numbers, reverse=True)[: max(1, round(len(numbers) * share))]
    return sum(top) / sum(numbers) if sum(numbers) else 0.0


def curve(numbers: Sequence[int]) -> list[tuple[float, float]]:
    """From the least to the most busy: which share of people did which share of the work."""
    total, done, points = sum(numbers) or 1, 0, [(0.0, 0.0)]
    for place, number in enumerate(sorted(numbers), start=1):
        done += number
        points.append((place / len(numbers), done / total))
    return points


def fairly(wanted: Wanted, candidates: Sequence[Candidate], seed: int) -> list[Ranked]:
    """The order Expedu uses."""
    return rank(wanted, candidates, seed=seed)


def by_score(wanted: Wanted, candidates: Sequence[Candidate], seed: int) -> list[Ranked]:
    """The yardstick: the best fit first, always."""
    scored = [scored_of(wanted, candidate) for candidate in candidates]
    return sorted(scored, key=lambda each: (-each.score, each.candidate.expert_id))


def simulate(name: str, order: Order, people: Sequence[Person], questions: Sequence[Question], *, seed: int) -> Outcome:
    """Run the year with one way of ordering; the same seed gives the same answers of the same people."""
    diaries = {person.pk: Diary() for person in people}
    outcome, fits = Outcome(name), []
    for number, question in enumerate(questions):
        candidates = [c for person in people if (c := _as_candidate(person, question, diaries[person.pk]))]
        helper = _ask(order(question.wanted, candidates, number), question, people, diaries, seed=seed + number)
        outcome.questions += 1
        if helper is not None:
            outcome.answered += 1
            fits.append(helper.score)
    outcome.fit = mean(fits) if fits else 0.0
    outcome.helped = [diaries[person.pk].helped for person in people]
    outcome.asked = [diaries[person.pk].asked for person in people]
    newcomers = [person for person in people if person.joins]
    firsts = [(person, diaries[person.pk].first_week) for person in newcomers]
    outcome.weeks_until_asked = [week - person.joins for person, week in firsts if week is not None]
    outcome.newcomers_never_asked = sum(week is None for _person, week in firsts) / max(1, len(newcomers))
    return outcome


def make_people(number: int, random: Random) -> list[Person]:
    """Experts around one network; some skills are ten times as common as others."""
    weights = [10 ** (1 - place / (SKILLS - 1)) for place in range(SKILLS)]
    return [_person(pk, random, weights) for pk in range(1, number + 1)]


def make_questions(number: int, random: Random) -> list[Question]:
    """Requests spread over a school year, in order of time; common skills are asked more often."""
    weights = [10 ** (1 - place / (SKILLS - 1)) for place in range(SKILLS)]
    weeks = sorted(random.randrange(WEEKS) for _ in range(number))
    return [_question(week, random, weights) for week in weeks]


def _person(pk: int, random: Random, weights: Sequence[float]) -> Person:
    skills = sorted(set(random.choices(range(SKILLS), weights, k=random.randint(1, 6))))
    candidate = Candidate(
        expert_id=pk,
        ring=Ring.NETWORK,
        skills=tuple(
            OfferedSkill(skill_id=skill, label="", level=random.choices(list(Level), (5, 3, 2))[0]) for skill in skills
        ),
        half_days=random.getrandbits(10) & random.getrandbits(10) | 1 << random.randrange(10),
        travel_km=random.choice((10, 15, 25, 40)),
        rating=round(random.gauss(7.8, 0.6), 1),
    )
    joins = random.randrange(1, WEEKS * 3 // 4) if random.random() < SHARE_OF_NEWCOMERS else 0
    return Person(pk, random.uniform(0, KM), random.uniform(0, KM), candidate, random.uniform(0.2, 0.8), joins)


def _question(week: int, random: Random, weights: Sequence[float]) -> Question:
    pattern = random.getrandbits(10) | 1 << random.randrange(10)
    wanted = Wanted(
        skill_ids=tuple(sorted(set(random.choices(range(SKILLS), weights, k=random.choice((1, 1, 2)))))),
        half_days=pattern if random.random() < 0.7 else ALL,
        half_day_count=random.choice((1, 2, 2, 4)),
    )
    return Question(random.uniform(0, KM), random.uniform(0, KM), week, wanted)


def _as_candidate(person: Person, question: Question, diary: Diary) -> Candidate | None:
    """This person as the question finds them, or None when a gate is shut."""
    wanted, candidate = question.wanted, person.candidate
    if person.joins > question.week or not {s.skill_id for s in candidate.skills} & set(wanted.skill_ids):
        return None
    away = hypot(person.x - question.x, person.y - question.y)
    free = min((candidate.half_days & wanted.half_days).bit_count(), wanted.asked())
    week, times = diary.this_week
    is_full = week == question.week and times >= MOST_A_WEEK
    if away > candidate.travel_km or free < SHARE_OF_HALF_DAYS * wanted.asked() or is_full:
        return None
    return replace(
        candidate,
        distance_km=away,
        free_half_days=free,
        finished_count=diary.helped,
        asked_count=diary.asked,
        yes_count=diary.said_yes,
        asked_days_ago=None if diary.last_week is None else 7 * (question.week - diary.last_week),
        open_invitation_count=times if week == question.week else 0,
        # A mark takes three helped schools; until then nobody has one.
        rating=candidate.rating if diary.helped >= 3 else None,
    )


def _ask(
    ranked: list[Ranked], question: Question, people: Sequence[Person], diaries: dict[int, Diary], *, seed: int
) -> Ranked | None:
    """Waves of three; the best placed who says yes helps. What one person answers to one question never depends on
    the order."""
    of = {person.pk: person for person in people}
    for start in range(0, min(len(ranked), WAVE * WAVES), WAVE):
        willing = None
        for each in ranked[start : start + WAVE]:
            pk = each.candidate.expert_id
            _write(diaries[pk], question.week)
            if Random(seed * 1_000_003 + pk).random() < of[pk].says_yes:  # noqa: S311  not for secrets
                diaries[pk].said_yes += 1
                willing = willing or each
        if willing is not None:
            diaries[willing.candidate.expert_id].helped += 1
            return willing
    return None


def _write(diary: Diary, week: int) -> None:
    diary.asked += 1
    diary.last_week = week
    diary.first_week = week if diary.first_week is None else diary.first_week
    diary.this_week = (week, diary.this_week[1] + 1) if diary.this_week[0] == week else (week, 1)
