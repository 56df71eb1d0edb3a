from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.models import Membership
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def url(membership: Membership) -> str:
    return reverse("organisations:membership_end", args=[membership.pk])


def test_the_last_day_is_kept(client: Client, world: World) -> None:
    client.force_login(world.director)
    last_day = timezone.localdate() + timedelta(days=30)

    response = client.post(url(world.staff_membership), {"last_day": last_day.isoformat()})

    world.staff_membership.refresh_from_db()
    assert response["Location"] == reverse("organisations:school_detail", args=[world.school.pk])
    assert world.staff_membership.ends_on == last_day


def test_a_day_that_has_been_is_refused(client: Client, world: World) -> None:
    client.force_login(world.director)
    yesterday = timezone.localdate() - timedelta(days=1)

    response = client.post(url(world.staff_membership), {"last_day": yesterday.isoformat()})

    assert "last_day" in response.context["form"].errors
    world.staff_membership.refresh_from_db()
    assert world.staff_membership.ends_on is None


@pytest.mark.parametrize("who", ["director", "staff"])
def test_a_director_cannot_be_ended_from_within_the_school(client: Client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))

    assert client.post(url(world.director.memberships.get())).status_code == 403


def test_a_place_elsewhere_does_not_exist(client: Client, world: World) -> None:
    client.force_login(world.director)

    assert client.post(url(world.foreign_staff_membership)).status_code == 404


def test_a_place_that_ended_does_not_exist_any_more(client: Client, world: World) -> None:
    client.force_login(world.director)
    world.staff.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert client.get(url(world.staff_membership)).status_code == 404


def test_the_only_director_is_named_and_a_successor_can_be_chosen(client: Client, world: World) -> None:
    client.force_login(world.board_admin)

    page = client.get(url(world.director.memberships.get()))

    assert page.context["leaves_a_gap"]
    assert set(page.context["form"].fields["successor"].queryset) == {
        world.coordinator,
        world.staff,
        world.sister_director,
    }


def test_nothing_to_take_over_asks_nothing(client: Client, world: World) -> None:
    client.force_login(world.director)

    assert "successor" not in client.get(url(world.staff_membership)).context["form"].fields


def test_the_successor_has_the_role(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    today = timezone.localdate()

    client.post(
        url(world.director.memberships.get()), {"last_day": today.isoformat(), "successor": world.coordinator.pk}
    )

    assert world.coordinator.memberships.filter(role="director", school=world.school).exists()
