"""Who of the demo's people ticked what, when and how far; some were released, some wait, some pause."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from expedu.demo.clock import AMSTERDAM, at
from expedu.demo.organisations import Cast
from expedu.demo.questions import HEADLINES, QUESTIONS
from experts import actions
from experts.choices import Level, ReleaseState, TimeMode
from experts.models import Expert, ExpertSkill, HelpForm, Position, Skill, TargetGroup
from experts.school_year import confirmed_until
from organisations.choices import Ring, Role
from organisations.models import Membership

Choice = TypeVar("Choice")

GROUPS = ("groep 1/2", "groep 3", "groep 4", "groep 5", "groep 6", "groep 7", "groep 8")

SHARE_WITH_PROFILE = 0.7
# Daan signs in on the first day of the demo; the others have a profile of their own making below.
NOT_YET = {"Daan Kuiper", "Tessa Bloem", "Samira Bouali"}
# How far people want to be seen, from modest to everywhere.
RING_WEIGHTS = {Ring.SCHOOL: 15, Ring.BOARD: 25, Ring.NETWORK: 35, Ring.REGION: 15, Ring.NATIONAL: 10}
LEVEL_WEIGHTS = {Level.DOES: 50, Level.SHOWS: 32, Level.TEACHES: 18}
TIME_WEIGHTS = {TimeMode.TEACHING: 35, TimeMode.TASK: 35, TimeMode.EXTENSION: 25, TimeMode.OWN: 5}


def build_experts(cast: Cast, random: Random, today: date) -> None:
    """Give most of the staff a profile, spread over the past school year.

    Three hundred profiles one action at a time would take a minute; they are written at once, and the one path that
    decides who sees whom runs over all of them.
    """
    skills = list(Skill.objects.filter(is_active=True))
    # Some skills are common, some are rare; what schools ask for most, most people can.
    asked = {slug for question in QUESTIONS for slug in question.skills}
    chances = random.sample([1 / (n + 3) for n in range(len(skills))], len(skills))
    popularity = {s: (0.12 if s.slug in asked else chance) for s, chance in zip(skills, chances, strict=True)}
    staff = [m for m in cast.memberships if m.role in (Role.STAFF, Role.COORDINATOR)]
    willing = [m for m in staff if m.user.full_name not in NOT_YET and random.random() < SHARE_WITH_PROFILE]
    experts = Expert.objects.bulk_create(_profile(membership, random, today) for membership in willing)
    Position.objects.bulk_create(
        _position(expert, membership, cast, random, today) for expert, membership in zip(experts, willing, strict=True)
    )
    ExpertSkill.objects.bulk_create(
        ExpertSkill(expert=expert, skill=skill, level=_pick(random, LEVEL_WEIGHTS))  # type: ignore[misc]
        for expert in experts
        for skill in sorted(_some(random, popularity), key=lambda skill: skill.pk)
    )
    _preferences(experts, random)
    actions.rebuild_reach(experts)
    _main_people(cast, today)


def _pick(random: Random, weights: dict[Choice, int]) -> Choice:
    return random.choices(list(weights), weights=list(weights.values()))[0]


def _some(random: Random, popularity: dict[Skill, float]) -> set[Skill]:
    return set(random.choices(list(popularity), weights=list(popularity.values()), k=random.randint(2, 7)))


def _profile(membership: Membership, random: Random, today: date) -> Expert:
    since = today - timedelta(days=random.randint(200, 330))
    is_forgotten, is_paused = random.random() < 0.05, random.random() < 0.02
    return Expert(
        user=membership.user,
        wanted_ring=_pick(random, RING_WEIGHTS),
        travel_km=random.choice((15, 20, 25, 30)),
        headline=random.choice(HEADLINES),
        onboarded_at=datetime.combine(since, time(15), AMSTERDAM),
        # A few did not say this school year that all is still right, and are hidden until they do.
        confirmed_until=today - timedelta(days=40) if is_forgotten else confirmed_until(today),
        paused_until=today + timedelta(days=random.randint(5, 40)) if is_paused else None,
    )


def _position(expert: Expert, membership: Membership, cast: Cast, random: Random, today: date) -> Position:
    ceiling = membership.school.board.ring_ceiling if membership.school else Ring.NATIONAL
    position = Position(
        expert=expert,
        membership=membership,
        half_days=sum(1 << bit for bit in random.sample(range(10), random.randint(3, 6))),
        max_half_days_per_week=random.choice((1, 2, 2, 3)),
        time_mode=_pick(random, TIME_WEIGHTS),
        group_name=random.choice(GROUPS) if membership.job_title == "Leraar" else "",
        agreed_ring=min(expert.wanted_ring, ceiling),
    )
    wanted, answer = Ring(expert.wanted_ring), random.random()
    if wanted > Ring.SCHOOL and membership.school is not None:
        position.release_asked_on = today - timedelta(days=random.randint(4, 180))
        if answer < 0.9:
            position.release_state, position.released_ring = ReleaseState.GIVEN, wanted
            position.released_half_days_per_week = random.choice((1, 2, 2))
        else:
            position.release_state = ReleaseState.REFUSED if answer < 0.95 else ReleaseState.ASKED
        if position.release_state != ReleaseState.ASKED:
            position.released_by = cast.director_of(membership.school)
            position.release_decided_on = position.release_asked_on + timedelta(days=2)
    return position


def _preferences(experts: list[Expert], random: Random) -> None:
    """Most people leave forms and groups open: no preference."""
    forms, groups = list(HelpForm.objects.all()), list(TargetGroup.objects.all())
    for choosy in [expert for expert in experts if random.random() < 0.25]:
        choosy.forms.set(random.sample(forms, 9))
    for choosy in [expert for expert in experts if random.random() < 0.15]:
        choosy.target_groups.set(random.sample(groups, 9))


def _main_people(cast: Cast, today: date) -> None:
    """Tessa helps far and wide with outdoor play; Samira wants to help newcomers and comes out of her class for it."""
    skills = {skill.slug: skill.pk for skill in Skill.objects.all()}
    tuesday_afternoon, thursday = 1 << 3, (1 << 6) | (1 << 7)
    monday = (1 << 0) | (1 << 1)
    plans = (
        (
            cast.person("Tessa", "Bloem"),
            {"buitenspel": Level.TEACHES, "ruzie-oplossen": Level.SHOWS, "groepsvorming": Level.DOES},
            tuesday_afternoon | thursday,
            TimeMode.EXTENSION,
            HEADLINES[0],
        ),
        (
            cast.person("Samira", "Bouali"),
            {"nieuwkomers": Level.SHOWS, "nt2": Level.DOES, "woordenschat": Level.DOES},
            monday,
            TimeMode.TEACHING,
            "Een kind dat net in Nederland is, heeft vooral rust nodig.",
        ),
    )
    with at(today - timedelta(days=110)):
        for membership, levels, half_days, time_mode, headline in plans:
            user = membership.user
            expert = actions.start_expert(user, by=user)
            actions.save_skills(expert, by=user, levels={skills[slug]: level for slug, level in levels.items()})
            position = expert.positions.get(membership=membership)
            actions.save_half_days(
                position, by=user, half_days=half_days, max_per_week=3, time_mode=time_mode, group_name="groep 5"
            )
            actions.save_reach(
                expert,
                by=user,
                wanted_ring=Ring.NETWORK,
                form_ids=[form.pk for form in HelpForm.objects.all()],
                target_group_ids=[group.pk for group in TargetGroup.objects.all()],
                travel_km=30,
                headline=headline,
            )
            assert membership.school is not None
            actions.release_position(
                position, by=cast.director_of(membership.school), ring=Ring.NETWORK, half_days_per_week=3
            )
