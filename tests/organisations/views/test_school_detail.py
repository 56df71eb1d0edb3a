from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def page(client: Client, world: World, who: str = "director") -> str:
    client.force_login(getattr(world, who))
    return client.get(reverse("organisations:school_detail", args=[world.school.pk])).content.decode()


def test_it_lists_who_works_here_and_as_what(client: Client, world: World) -> None:
    text = page(client, world)

    assert "Tessa Bloem" in text
    assert "Intern begeleider" in text
    assert world.sister_staff.full_name not in text


def test_who_left_is_gone_and_who_comes_is_there(client: Client, world: World) -> None:
    today = timezone.localdate()
    left = MembershipFactory(school=world.school, ends_on=today - timedelta(days=1))
    comes = MembershipFactory(school=world.school, starts_on=today + timedelta(days=9))

    text = page(client, world)

    assert left.user.full_name not in text
    assert comes.user.full_name in text


def test_a_last_day_ahead_is_told(client: Client, world: World) -> None:
    world.staff.memberships.update(ends_on=date(2999, 7, 31))

    assert "tot en met 31 juli 2999" in page(client, world)


def test_a_director_ends_staff_but_not_themselves(client: Client, world: World) -> None:
    text = page(client, world)

    own = world.director.memberships.get()
    assert reverse("organisations:membership_end", args=[world.staff_membership.pk]) in text
    assert reverse("organisations:membership_end", args=[own.pk]) not in text


def test_the_board_ends_a_director(client: Client, world: World) -> None:
    text = page(client, world, "board_admin")

    assert reverse("organisations:membership_end", args=[world.director.memberships.get().pk]) in text


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    director = MembershipFactory(director=True)
    client.force_login(director.user)
    url = reverse("organisations:school_detail", args=[director.school_id])
    numbers = []
    for new in (1, 2):
        MembershipFactory.create_batch(new, school=director.school)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
