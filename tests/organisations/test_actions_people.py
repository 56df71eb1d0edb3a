from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.errors import NotAllowedNow
from organisations import actions
from organisations.choices import LetterKind, Role
from organisations.models import Letter, Membership
from organisations.permissions import can_name_deputy, can_search
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def test_a_place_that_ended_cannot_end_again(world: World) -> None:
    world.staff.memberships.update(ends_on=today() - timedelta(days=1))

    with pytest.raises(NotAllowedNow, match="al beëindigd"):
        actions.end_membership(world.staff_membership, by=world.director, last_day=today())


def test_who_leaves_gets_one_mail(world: World) -> None:
    actions.end_membership(world.staff_membership, by=world.director, last_day=today())

    letter = Letter.objects.get(kind=LetterKind.PLACE_ENDED)
    actions.deliver_letter(letter.pk)
    assert mail.outbox[0].to == [world.staff.email]


def test_another_last_day_is_mailed_anew(world: World) -> None:
    actions.end_membership(world.staff_membership, by=world.director, last_day=today() + timedelta(days=30))
    actions.end_membership(world.staff_membership, by=world.director, last_day=today())

    assert Letter.objects.filter(kind=LetterKind.PLACE_ENDED).count() == 2


def test_who_takes_over_from_a_director_gets_the_role_today(world: World) -> None:
    actions.end_membership(
        world.director.memberships.get(), by=world.board_admin, last_day=today(), successor=world.coordinator
    )

    assert Membership.objects.active().filter(user=world.coordinator, role=Role.DIRECTOR, school=world.school).exists()
    assert Letter.objects.filter(kind=LetterKind.PLACE_GIVEN, membership__user=world.coordinator).count() == 1


def test_a_director_who_is_there_already_gets_no_second_place(world: World) -> None:
    second = MembershipFactory(director=True, school=world.school)

    actions.end_membership(
        world.director.memberships.get(), by=world.board_admin, last_day=today(), successor=second.user
    )

    assert second.user.memberships.count() == 1


def test_nobody_takes_over_from_themselves(world: World) -> None:
    with pytest.raises(NotAllowedNow, match="iemand anders"):
        actions.end_membership(
            world.director.memberships.get(), by=world.board_admin, last_day=today(), successor=world.director
        )


def test_a_deputy_may_what_the_director_may_until_the_day(world: World) -> None:
    place = world.director.memberships.get()
    assert not can_search(world.staff, world.school)

    made = actions.name_deputy(place, by=world.director, deputy=world.staff, until=today() + timedelta(days=7))

    assert (made.deputy_for, made.role, made.is_deputy) == (place, Role.DIRECTOR, True)
    assert can_search(world.staff, world.school)
    Membership.objects.filter(pk=made.pk).update(starts_on=today() - timedelta(days=9), ends_on=today() - timedelta(1))
    assert not can_search(world.staff, world.school)


def test_who_has_the_role_already_needs_no_deputy_place(world: World) -> None:
    place = world.director.memberships.get()
    actions.name_deputy(place, by=world.director, deputy=world.staff, until=today())

    with pytest.raises(NotAllowedNow, match="heeft deze rol al"):
        actions.name_deputy(place, by=world.director, deputy=world.staff, until=today())


def test_a_deputy_names_no_deputy(world: World) -> None:
    made = actions.name_deputy(world.director.memberships.get(), by=world.director, deputy=world.staff, until=today())

    assert not can_name_deputy(world.staff, made)
    with pytest.raises(NotAllowedNow, match="nu niemand"):
        actions.name_deputy(made, by=world.director, deputy=world.coordinator, until=today())


@pytest.mark.parametrize(
    ("who", "whose", "may"),
    [
        ("director", "director", True),
        ("board_admin", "director", True),
        ("coordinator", "director", False),
        ("sister_director", "director", False),
        ("board_admin", "board_admin", True),
        ("director", "board_admin", False),
        ("network_coordinator", "network_coordinator", True),
        ("foreign_network_coordinator", "network_coordinator", False),
        ("director", "staff", False),
    ],
)
def test_who_names_whose_deputy(world: World, who: str, whose: str, may: bool) -> None:
    place = getattr(world, whose).memberships.get()

    assert can_name_deputy(getattr(world, who), place) is may
