import pytest
from django.test import Client
from django.urls import reverse

from experts.choices import Part
from secondments.choices import StepKind
from secondments.models import Secondment
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, tuesday, waits_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def secondment(world: World) -> Secondment:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return secondment


def url(secondment: Secondment) -> str:
    return reverse("secondments:secondment_change", args=[secondment.pk])


def test_what_was_agreed_is_filled_in(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.neighbour_director)

    loan = client.get(url(secondment)).context["form"].loans()[0]

    assert f"{tuesday():%Y-%m-%d}-am" in loan["ticked"]
    assert len(loan["ticked"]) == 4


def test_own_half_days_are_no_hold(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.neighbour_director)

    weeks = client.get(url(secondment)).context["form"].loans()[0]["weeks"]

    cells = {(cell.day, cell.part): cell for week in weeks for row in week.rows for cell in row}
    assert cells[tuesday(), Part.MORNING].caution == ""


def test_other_half_days_ask_the_expert_again(client: Client, world: World, secondment: Secondment) -> None:
    position = secondment.loans.get().position
    client.force_login(world.neighbour_director)

    client.post(
        url(secondment),
        {
            "title": secondment.title,
            f"mode_{position.pk}": "task",
            f"days_{position.pk}": [f"{tuesday(3):%Y-%m-%d}-am", f"{tuesday(3):%Y-%m-%d}-pm"],
        },
    )

    assert waits_for(secondment) == [StepKind.EXPERT]
    assert Secondment.objects.get().starts_on == tuesday(3)


def test_the_lending_director_changes_no_proposal(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.director)

    assert client.get(url(secondment)).status_code == 403
