"""What the database itself refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from organisations.choices import Role
from organisations.models import SchoolBoardPeriod, SchoolHoliday, StudyDay
from tests.organisations.factories import BoardFactory, MembershipFactory, NetworkFactory, SchoolFactory
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
BEFORE = date(2026, 11, 22)


@contextmanager
def refused(name: str) -> Iterator[None]:
    """The database says no, and names the rule."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        yield


@pytest.mark.parametrize(
    "membership",
    [
        {"role": Role.STAFF, "school": None},
        {"role": Role.BOARD_ADMIN},
        {"board_admin": True, "role": Role.DIRECTOR},
        {"network_coordinator": True, "role": Role.STAFF},
        {"director": True, "board": "too"},
    ],
)
def test_a_role_is_held_at_its_own_level(membership: dict) -> None:
    if "board" in membership:
        membership = membership | {"board": BoardFactory()}
    with refused("membership_at_the_level_of_its_role"):
        MembershipFactory(**membership)


def test_a_place_does_not_end_before_it_starts() -> None:
    with refused("membership_ends_after_start"):
        MembershipFactory(starts_on=DAY, ends_on=BEFORE)


def test_a_deputy_has_an_end() -> None:
    with refused("membership_deputy_has_an_end"):
        MembershipFactory(is_deputy=True)


def test_the_same_open_place_exists_once() -> None:
    user, network = UserFactory(), NetworkFactory()
    MembershipFactory(moderator=True, user=user, network=network)
    with refused("membership_once_per_place_and_role"):
        MembershipFactory(moderator=True, user=user, network=network)


def test_a_ceiling_is_a_ring() -> None:
    with refused("board_ring_ceiling_is_a_ring"):
        BoardFactory(ring_ceiling=6)


def test_a_holiday_does_not_end_before_it_starts() -> None:
    with refused("school_holiday_ends_after_start"):
        SchoolHoliday.objects.create(holiday_region="noord", name="Krom", starts_on=DAY, ends_on=BEFORE)


def test_a_study_day_exists_once_per_school() -> None:
    school = SchoolFactory()
    StudyDay.objects.create(school=school, day=DAY)
    with refused("study_day_once_per_school"):
        StudyDay.objects.create(school=school, day=DAY)


def test_a_school_is_on_one_board_at_a_time() -> None:
    school = SchoolFactory()
    SchoolBoardPeriod.objects.create(school=school, board=school.board, starts_on=BEFORE)
    with refused("school_board_period_one_open"):
        SchoolBoardPeriod.objects.create(school=school, board=BoardFactory(), starts_on=DAY)


def test_a_period_does_not_end_before_it_starts() -> None:
    school = SchoolFactory()
    with refused("school_board_period_ends_after_start"):
        SchoolBoardPeriod.objects.create(school=school, board=school.board, starts_on=DAY, ends_on=BEFORE)
