from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from experts import actions
from experts.choices import ReleaseState
from experts.models import Position
from notifications.models import Notification
from organisations.choices import Ring
from tests.experts.factories import make_expert, position_of
from tests.organisations.world import World


@pytest.fixture
def asked(world: World) -> Position:
    expert = make_expert(world.staff_membership, ring=Ring.NETWORK, released_ring=Ring.SCHOOL)
    return actions.ask_release(position_of(expert), by=world.staff)


def url(position: Position) -> str:
    return reverse("experts:position_release", args=[position.pk])


def test_releases_with_terms_and_tells(client: Client, world: World, asked: Position) -> None:
    until = timezone.localdate() + timedelta(days=90)
    client.force_login(world.director)
    data = {"ring": "2", "until": until.isoformat(), "half_days_per_week": "1", "conditions": "Niet in toetsweken"}
    answer = client.post(url(asked), data)
    asked.refresh_from_db()
    assert answer.url == reverse("experts:position_list")
    assert (asked.released_ring, asked.released_until, asked.released_half_days_per_week) == (Ring.BOARD, until, 1)
    assert Notification.objects.filter(recipient=world.staff, kind="experts.release_given").exists()


def test_not_now_keeps_the_own_school(client: Client, world: World, asked: Position) -> None:
    client.force_login(world.director)
    client.post(url(asked), {"not_now": "1"})
    asked.refresh_from_db()
    assert (asked.release_state, asked.released_ring) == (ReleaseState.REFUSED, Ring.SCHOOL)
    assert Notification.objects.filter(recipient=world.staff, kind="experts.release_refused").exists()


def test_not_further_than_the_board_allows(client: Client, world: World, asked: Position) -> None:
    world.board.ring_ceiling = Ring.BOARD
    world.board.save()
    client.force_login(world.director)
    answer = client.post(url(asked), {"ring": "5"})
    assert "ring" in answer.context["form"].errors


def test_a_day_that_has_passed_is_refused(client: Client, world: World, asked: Position) -> None:
    client.force_login(world.director)
    answer = client.post(url(asked), {"ring": "2", "until": "2020-01-01"})
    assert answer.context["form"].errors["until"] == ["Kies een dag die nog komt."]


def test_nobody_releases_themselves(client: Client, world: World) -> None:
    own = position_of(make_expert(world.director.memberships.get(), ring=Ring.BOARD, released_ring=Ring.SCHOOL))
    client.force_login(world.director)
    assert client.get(url(own)).status_code == 404
    client.force_login(world.board_admin)
    assert client.get(url(own)).status_code == 200


def test_a_director_without_a_colleague_director_asks_the_board(world: World) -> None:
    own = position_of(make_expert(world.director.memberships.get(), ring=Ring.BOARD, released_ring=Ring.SCHOOL))
    actions.ask_release(own, by=world.director)
    assert Notification.objects.get(kind="experts.release_asked").recipient == world.board_admin


def test_stopping_works_at_once(client: Client, world: World, asked: Position) -> None:
    actions.release_position(asked, by=world.director, ring=Ring.NATIONAL)
    client.force_login(world.director)
    client.post(reverse("experts:position_withdraw", args=[asked.pk]))
    asked.refresh_from_db()
    assert asked.audience_keys == sorted(world.school.place.keys(Ring.SCHOOL))
