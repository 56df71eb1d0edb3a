"""Whatever happens in whatever order, index and truth agree."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from experts import actions, postings, search_cards
from experts.choices import Level, Part, TimeMode
from experts.models import BookedHalfDay, Expert, Position
from organisations.choices import Ring
from tests.experts.factories import HelpFormFactory, SkillFactory, make_expert
from tests.organisations.world import World

MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_changes_keep_the_index_right(world: World, seed: int) -> None:
    random = Random(seed)
    skills, forms = [SkillFactory() for _ in range(5)], [HelpFormFactory() for _ in range(3)]
    memberships = [world.staff_membership, world.sister_staff_membership, world.freelancer.memberships.get()]
    people = [make_expert(membership).pk for membership in memberships]

    def one() -> tuple[Expert, Position]:
        expert = Expert.objects.get(pk=random.choice(people))
        return expert, random.choice(list(expert.positions.all()))

    def skills_change() -> None:
        expert, _position = one()
        chosen = random.sample(skills, random.randint(0, 4))
        actions.save_skills(expert, by=expert.user, levels={s.pk: Level(random.randint(1, 3)) for s in chosen})

    def week_changes() -> None:
        expert, position = one()
        actions.save_half_days(
            position,
            by=expert.user,
            half_days=random.randint(0, 1023),
            max_per_week=random.randint(1, 3),
            time_mode=TimeMode.TASK,
        )

    def reach_changes() -> None:
        expert, _position = one()
        chosen = [form.pk for form in random.sample(forms, random.randint(0, 2))]
        actions.save_reach(
            expert,
            by=expert.user,
            wanted_ring=random.choice(list(Ring)),
            form_ids=chosen,
            target_group_ids=[],
            travel_km=15,
        )

    def release_changes() -> None:
        _expert, position = one()
        if random.random() < 0.5:
            actions.withdraw_release(position, by=world.director)
        actions.release_position(
            position,
            by=world.director,
            ring=random.choice(list(Ring)),
            half_days_per_week=random.choice([None, 1, 2]),
        )

    def time_is_booked() -> None:
        _expert, position = one()
        day = MONDAY + timedelta(days=random.randint(0, 11))
        actions.book_half_days(position, [(day, random.choice(list(Part)))])

    def time_is_given_back() -> None:
        actions.free_half_days(BookedHalfDay.objects.values_list("pk", flat=True)[:1])

    def comes_and_goes() -> None:
        expert, _position = one()
        choice = random.choice([actions.hide_expert, actions.resume_expert, actions.confirm_expert])
        choice(expert, by=expert.user)
        if random.random() < 0.2:
            actions.pause_expert(expert, by=expert.user, until=timezone.localdate())

    changes: list[Callable[[], None]] = [skills_change, week_changes, reach_changes, release_changes]
    changes += [time_is_booked, time_is_given_back, comes_and_goes]
    for _ in range(40):
        try:
            random.choice(changes)()
        except NotAllowedNow:
            continue
    stored = Position.objects.select_related(*search_cards.NEEDS_JOINED, "search_card")
    assert search_cards.differences(stored.prefetch_related(*search_cards.NEEDS_FETCHED)) == []
    assert postings.differences(people) == []
