from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from core.errors import NotAllowedNow
from organisations import actions
from organisations.choices import JoinState, JoinVia, Role
from organisations.models import JoinRequest, School
from organisations.permissions import can_decide_join
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def ask(world: World) -> JoinRequest:
    return actions.request_to_join(world.stranger, world.school, via=JoinVia.SSO)


def test_who_asks_belongs_nowhere_yet(world: World) -> None:
    request = ask(world)

    assert (request.state, request.via) == (JoinState.WAITING, JoinVia.SSO)
    assert not School.objects.visible_to(world.stranger).exists()


def test_asking_again_is_the_same_request(world: World) -> None:
    assert ask(world) == ask(world)


def test_a_confirmed_person_is_staff_from_today(world: World) -> None:
    membership = actions.confirm_join(ask(world), by=world.director, job_title="gym")

    assert (membership.user, membership.school, membership.role) == (world.stranger, world.school, Role.STAFF)
    assert (membership.starts_on, membership.job_title) == (timezone.localdate(), "gym")


def test_a_request_is_decided_once(world: World) -> None:
    request = ask(world)
    actions.refuse_join(request, by=world.director)

    with pytest.raises(NotAllowedNow, match="al beslist"):
        actions.confirm_join(request, by=world.director)
    assert not world.stranger.memberships.exists()


def test_who_was_refused_just_now_does_not_ask_anew(world: World) -> None:
    refused = actions.refuse_join(ask(world), by=world.director)

    assert ask(world) == refused
    assert not JoinRequest.objects.waiting().exists()


def test_who_was_refused_long_ago_may_ask_again(world: World) -> None:
    refused = actions.refuse_join(ask(world), by=world.director)
    JoinRequest.objects.update(decided_at=timezone.now() - timedelta(days=31))

    assert ask(world) != refused


def test_who_works_there_has_nothing_to_ask(world: World) -> None:
    with pytest.raises(NotAllowedNow, match="hoort al"):
        actions.request_to_join(world.staff, world.school, via=JoinVia.DOMAIN)


def test_a_closed_school_takes_nobody(world: World) -> None:
    world.school.closed_on = timezone.localdate()

    with pytest.raises(NotAllowedNow, match="gesloten"):
        ask(world)


def test_a_closed_account_is_not_confirmed(world: World) -> None:
    request = ask(world)
    world.stranger.is_active = False
    world.stranger.save()

    with pytest.raises(NotAllowedNow, match="account is gesloten"):
        actions.confirm_join(request, by=world.director)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("director", True),
        ("board_admin", True),
        ("staff", False),
        ("sister_director", False),
        ("foreign_board_admin", False),
        ("stranger", False),
    ],
)
def test_who_decides(world: World, who: str, may: bool) -> None:
    request = ask(world)

    assert can_decide_join(getattr(world, who), request) is may
    assert JoinRequest.objects.visible_to(getattr(world, who)).exists() is may


def test_one_waiting_request_per_school_in_the_database(world: World) -> None:
    ask(world)

    with pytest.raises(IntegrityError, match="join_request_waits_once"):
        JoinRequest.objects.create(user=world.stranger, school=world.school, via=JoinVia.SSO)


def test_decided_has_a_moment_in_the_database(world: World) -> None:
    with pytest.raises(IntegrityError, match="join_request_decided_at_a_moment"):
        JoinRequest.objects.create(user=world.stranger, school=world.school, via=JoinVia.SSO, state=JoinState.CONFIRMED)
