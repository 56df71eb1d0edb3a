from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secondments import actions
from secondments.approvals import Side
from secondments.barter import balances_of
from secondments.choices import LegalShape, Outcome, StepKind
from secondments.models import Secondment
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes
from tests.secondments.test_actions_running import long_ago, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bartered(world: World) -> Secondment:
    """Our teacher helped the neighbours on four half-days, for hours in return."""
    secondment = propose(
        world.neighbour_director, world.neighbour_school, world.staff_membership, legal_shape=LegalShape.BARTER
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    long_ago(Secondment.objects.get())
    return Secondment.objects.get()


def stand(school: object) -> list[tuple[str, int, int, int]]:
    return [(b.other, int(b.given), int(b.taken), int(b.balance)) for b in balances_of(school)]


def test_both_schools_read_the_same_hours(world: World, bartered: Secondment) -> None:
    assert stand(world.school) == [(world.neighbour_school.name, 16, 0, 16)]
    assert stand(world.neighbour_school) == [(world.school.name, 0, 16, -16)]
    assert stand(world.sister_school) == []


def test_what_did_not_go_on_does_not_count(world: World, bartered: Secondment) -> None:
    first = rows_of(bartered)[0]
    actions.report_outcomes(bartered, by=world.staff, sides=[Side.LENDING], says={first.pk: Outcome.ABSENT})

    assert stand(world.school) == [(world.neighbour_school.name, 12, 0, 12)]


def test_what_is_still_to_come_does_not_count(world: World, bartered: Secondment) -> None:
    first = rows_of(bartered)[0]
    first.day = timezone.localdate() + timedelta(days=1)
    first.save()

    assert stand(world.school) == [(world.neighbour_school.name, 12, 0, 12)]


def test_nothing_is_paid(bartered: Secondment) -> None:
    assert (bartered.price_cents, bartered.travel_cents, bartered.vat_cents) == (0, 0, 0)


def test_the_page(client: Client, world: World, bartered: Secondment) -> None:
    client.force_login(world.director)
    seen = client.get(reverse("secondments:barter_ledger")).content.decode()

    assert world.neighbour_school.name in seen
    assert "16" in seen
