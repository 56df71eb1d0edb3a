"""Who of the demo's people ticked what, when and how far; some were released, some wait, some pause."""

from datetime import date, timedelta
from random import Random

from expedu.demo.clock import at
from expedu.demo.organisations import Cast
from expedu.demo.questions import HEADLINES, QUESTIONS
from experts import actions
from experts.choices import Level, TimeMode
from experts.models import Expert, HelpForm, Position, Skill, TargetGroup
from organisations.choices import Ring, Role
from organisations.models import Membership

SHARE_WITH_PROFILE = 0.7
NO_PROFILE_YET = {"Daan Kuiper"}  # signs in on the first day of the demo
ALWAYS = {"Tessa Bloem", "Samira Bouali"}
# How far people want to be seen, from modest to everywhere.
RING_WEIGHTS = {Ring.SCHOOL: 15, Ring.BOARD: 25, Ring.NETWORK: 35, Ring.REGION: 15, Ring.NATIONAL: 10}
LEVEL_WEIGHTS = {Level.DOES: 50, Level.SHOWS: 32, Level.TEACHES: 18}
TIME_WEIGHTS = {TimeMode.TEACHING: 35, TimeMode.TASK: 35, TimeMode.EXTENSION: 25, TimeMode.OWN: 5}


def _pick(random: Random, weights: dict) -> object:  # type: ignore[type-arg]
    return random.choices(list(weights), weights=list(weights.values()))[0]


def build_experts(cast: Cast, random: Random, today: date) -> None:
    """Onboard about half of the staff, spread over the past school year."""
    skills = list(Skill.objects.filter(is_active=True))
    # Some skills are common, some are rare; what schools ask for most, most people can.
    asked = {slug for question in QUESTIONS for slug in question.skills}
    chances = random.sample([1 / (n + 3) for n in range(len(skills))], len(skills))
    popularity = {s: (0.12 if s.slug in asked else chance) for s, chance in zip(skills, chances, strict=True)}
    forms, groups = list(HelpForm.objects.all()), list(TargetGroup.objects.all())
    staff = [m for m in cast.memberships if m.role in (Role.STAFF, Role.COORDINATOR)]
    for membership in staff:
        name = membership.user.full_name
        wants = random.random() < SHARE_WITH_PROFILE
        if name in NO_PROFILE_YET or not (wants or name in ALWAYS):
            continue
        with at(today - timedelta(days=random.randint(200, 330)), hour=random.randint(8, 17)):
            _onboard(membership, random, popularity, forms, groups)
        with at(today - timedelta(days=random.randint(120, 195))):
            _release(cast, membership, random)
    with at(today - timedelta(days=75)):  # the start of this school year: most say it is still right
        for expert in Expert.objects.order_by("pk"):
            if random.random() < 0.92 or expert.user.full_name in ALWAYS:
                actions.confirm_expert(expert, by=expert.user)
    _main_people(cast, today)
    for expert in random.sample(list(Expert.objects.exclude(user__first_name__in=["Tessa", "Samira"])), 5):
        actions.pause_expert(expert, by=expert.user, until=today + timedelta(days=random.randint(5, 40)))


def _onboard(
    membership: Membership,
    random: Random,
    popularity: dict[Skill, float],
    forms: list[HelpForm],
    groups: list[TargetGroup],
) -> None:
    user = membership.user
    expert = actions.start_expert(user, by=user)
    chosen = random.choices(list(popularity), weights=list(popularity.values()), k=random.randint(2, 7))
    actions.save_skills(expert, by=user, levels={skill.pk: _pick(random, LEVEL_WEIGHTS) for skill in chosen})  # type: ignore[misc]
    position = expert.positions.get(membership=membership)
    actions.save_half_days(
        position,
        by=user,
        half_days=sum(1 << bit for bit in random.sample(range(10), random.randint(3, 6))),
        max_per_week=random.choice((1, 2, 2, 3)),
        time_mode=_pick(random, TIME_WEIGHTS),  # type: ignore[arg-type]
        group_name=membership.job_title.removeprefix("Leraar ") if membership.job_title.startswith("Leraar") else "",
    )
    actions.save_reach(
        expert,
        by=user,
        wanted_ring=_pick(random, RING_WEIGHTS),  # type: ignore[arg-type]
        # Most people leave these open: no preference.
        form_ids=[form.pk for form in random.sample(forms, 9)] if random.random() < 0.3 else [],
        target_group_ids=[group.pk for group in random.sample(groups, 9)] if random.random() < 0.2 else [],
        travel_km=random.choice((15, 20, 25, 30)),
        headline=random.choice(HEADLINES),
    )


def _release(cast: Cast, membership: Membership, random: Random) -> None:
    position = Position.objects.select_related("expert", "membership__school").get(membership=membership)
    wanted = Ring(position.expert.wanted_ring)
    if wanted == Ring.SCHOOL or position.membership.school is None:
        return
    director = cast.director_of(position.membership.school)
    actions.ask_release(position, by=membership.user)
    answer = random.random()
    if answer < 0.82:
        actions.release_position(position, by=director, ring=wanted, half_days_per_week=random.choice((1, 2, 2)))
    elif answer < 0.9:
        actions.refuse_release(position, by=director)


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
