"""A short run of `make race`: whatever happens at once, the money adds up and nobody is in two places."""

import os

import pytest

from experts.models import BookedHalfDay, Expert
from secondments.choices import SecondmentState
from secondments.models import Secondment
from tests.organisations.world import make_world
from tests.secondments import random_race
from tests.secondments.factories import propose

pytestmark = pytest.mark.django_db(transaction=True)
SEED = int(os.environ.get("RACE_SEED", "1"))
OPERATIONS = int(os.environ.get("RACE_OPERATIONS", "240"))


def test_random_operations_leave_everything_in_order() -> None:
    stage = random_race.set_stage(make_world())

    report = random_race.run(stage, seed=SEED, operations=OPERATIONS)

    print(f"\nseed {SEED}, {OPERATIONS} operations from {random_race.CONNECTIONS} connections\n{report}")  # noqa: T201  what `make race` shows
    assert report.failures == []
    assert report.done["decide"] > 0
    assert Secondment.objects.exists()


def test_the_rules_notice_what_they_should() -> None:
    """A booking of no loan, and a loan that is agreed without a yes: written past every action."""
    world = make_world()
    stage = random_race.set_stage(world)
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    Secondment.objects.filter(pk=secondment.pk).update(state=SecondmentState.PLANNED, planned_at=secondment.created_at)
    expert = Expert.objects.get(user=world.staff)
    BookedHalfDay.objects.create(expert=expert, position=expert.positions.get(), day=secondment.starts_on, part="am")

    broken = random_race.broken_rules(stage)

    assert any("not booked" in line for line in broken)
    assert any("without every yes" in line for line in broken)
    assert any("belongs to no loan" in line for line in broken)
