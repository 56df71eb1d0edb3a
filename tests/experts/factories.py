from typing import Any

import factory

from experts import actions
from experts.choices import Level, TimeMode
from experts.half_days import EVERY_HALF_DAY
from experts.models import Category, Expert, HelpForm, Position, Skill, TargetGroup
from organisations.choices import Ring
from organisations.models import Membership
from tests.organisations.factories import MembershipFactory


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category

    slug = factory.Sequence(lambda n: f"categorie-{n}")
    label = factory.Sequence(lambda n: f"Categorie {n}")
    label_en = factory.Sequence(lambda n: f"Category {n}")
    position = factory.Sequence(lambda n: n)


class SkillFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Skill

    # Starts behind the real list, and stays below 256 however many tests run.
    number = factory.Sequence(lambda n: 150 + n % 106)
    slug = factory.Sequence(lambda n: f"vaardigheid-{n}")
    category = factory.SubFactory(CategoryFactory)
    label = factory.Sequence(lambda n: f"Vaardigheid {n}")
    label_en = factory.Sequence(lambda n: f"Skill {n}")
    description = "Iets wat iemand kan."


class HelpFormFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HelpForm

    slug = factory.Sequence(lambda n: f"vorm-{n}")
    label = factory.Sequence(lambda n: f"Vorm {n}")
    label_en = factory.Sequence(lambda n: f"Form {n}")
    typical_hours_from = 1
    typical_hours_to = 2


class TargetGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TargetGroup

    slug = factory.Sequence(lambda n: f"doelgroep-{n}")
    label = factory.Sequence(lambda n: f"Doelgroep {n}")
    label_en = factory.Sequence(lambda n: f"Group {n}")
    is_children = True


def make_expert(
    membership: Membership | None = None,
    *,
    skills: dict[Skill, Level] | None = None,
    half_days: int = EVERY_HALF_DAY,
    max_per_week: int = 2,
    time_mode: TimeMode = TimeMode.TASK,
    ring: Ring = Ring.NATIONAL,
    released_ring: Ring | None = None,
    travel_km: int = 500,
    forms: tuple[HelpForm, ...] = (),
    target_groups: tuple[TargetGroup, ...] = (),
) -> Expert:
    """A findable expert at `membership` (one of their own when left out), made through the actions.

    Wants to be seen up to `ring` and is released that far too, unless `released_ring` says otherwise. One fresh skill
    when none is given, free all week.
    """
    membership = membership or MembershipFactory()
    user = membership.user
    expert = actions.start_expert(user, by=user)
    if skills is None:
        skills = {SkillFactory(): Level.SHOWS}
    actions.save_skills(expert, by=user, levels={skill.pk: level for skill, level in skills.items()})
    position = position_of(expert, membership)
    actions.save_half_days(position, by=user, half_days=half_days, max_per_week=max_per_week, time_mode=time_mode)
    actions.save_reach(
        expert,
        by=user,
        wanted_ring=ring,
        form_ids=[form.pk for form in forms],
        target_group_ids=[group.pk for group in target_groups],
        travel_km=travel_km,
    )
    released_ring = released_ring or ring
    if membership.school_id and released_ring > Ring.SCHOOL:
        actions.release_position(position, by=user, ring=released_ring)
    expert.refresh_from_db()
    return expert


def position_of(expert: Expert, membership: Membership | None = None) -> Position:
    """The expert's position at this membership, or the only one."""
    positions = expert.positions.all() if membership is None else expert.positions.filter(membership=membership)
    return positions.get()


class ExpertFactory:
    """`ExpertFactory(membership, skills={skill: Level.SHOWS}, ...)`: a findable expert; see `make_expert`."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Expert:  # type: ignore[misc]
        return make_expert(*args, **kwargs)
