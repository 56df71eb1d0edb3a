from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from experts.models import Position, SearchCard
from tests.experts.factories import make_expert
from tests.organisations.world import World


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("rebuild_search", *arguments, stdout=out)
    return out.getvalue().strip()


def test_check_agrees_after_actions(world: World) -> None:
    make_expert(world.staff_membership)
    make_expert(world.freelancer.memberships.get())
    assert run("--check") == "differences=0"


@pytest.mark.parametrize("column", ["half_days", "levels", "audience_keys"])
def test_check_fails_on_a_difference_and_changes_nothing(world: World, column: str) -> None:
    make_expert(world.staff_membership)
    SearchCard.objects.update(**{column: 1 if column == "half_days" else [1]})
    with pytest.raises(CommandError, match=rf"position \d+: {column}\n"):
        run("--check")
    with pytest.raises(CommandError):
        run("--check")


def test_rebuild_repairs_keys_and_cards(world: World) -> None:
    make_expert(world.staff_membership)
    SearchCard.objects.all().delete()
    Position.objects.update(audience_keys=[])
    assert run() == "cards=1"
    assert run("--check") == "differences=0"
