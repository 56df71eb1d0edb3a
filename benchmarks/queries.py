"""Four hundred searches as directors do them, the same for every scale (MATCHING section 1)."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.utils import timezone

from experts.choices import Level
from experts.matching import Wanted
from experts.models import Skill
from organisations.choices import Ring
from organisations.models import School

HOW_MANY = 400


@dataclass(frozen=True, slots=True)
class Query:
    """Who looks, and for what."""

    keys: list[int]
    origin_xy: tuple[float | None, float | None]
    wanted: Wanted


def mixed(number: int = HOW_MANY, *, seed: int = 7) -> list[Query]:
    """1 to 5 skills (45/25/15/8/7 %), any 65 and all 35 % of those with more than one, every least level, 80 % with
    half-days, 70 % with a period of 4 to 12 weeks, furthest ring 45/20/20/12/3 % from the whole country down."""
    random = Random(seed)  # noqa: S311  not for secrets
    skills = list(Skill.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    schools = list(School.objects.order_by("pk"))
    return [_one(random, skills, random.choice(schools)) for _ in range(number)]


def _one(random: Random, skills: list[int], school: School) -> Query:
    count = random.choices((1, 2, 3, 4, 5), (45, 25, 15, 8, 7))[0]
    starts_on = timezone.localdate() + timedelta(days=random.randint(1, 14))
    has_period = random.random() < 0.7
    rings = (Ring.NATIONAL, Ring.REGION, Ring.NETWORK, Ring.BOARD, Ring.SCHOOL)
    wanted = Wanted(
        skill_ids=tuple(random.sample(skills, count)),
        needs_all_skills=count > 1 and random.random() < 0.35,
        least_level=random.choices(list(Level), (60, 25, 15))[0],
        half_days=random.getrandbits(10) if random.random() < 0.8 else 0,
        starts_on=starts_on if has_period else None,
        ends_on=starts_on + timedelta(weeks=random.randint(4, 12)) if has_period else None,
        ring=random.choices(rings, (45, 20, 20, 12, 3))[0],
        needs_travel=False,
    )
    return Query(sorted(school.place.keys()), (school.x_km, school.y_km), wanted)
