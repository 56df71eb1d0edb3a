from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from reviews.alarm_words import alarms_for
from reviews.alarms import Alarm, Given, Pattern, alarms_in
from secondments.models import Loan
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review

NOW = timezone.make_aware(datetime(2026, 11, 24, 12))  # noqa: DTZ001


def mark(
    school: str, expert: str = "Tessa", *, value: int = 8, lender: str = "Wilgenhof", days: float = 0, author: int = 1
) -> Given:
    return Given(school, expert, author, lender, value, NOW + timedelta(days=days))


def test_two_schools_that_keep_giving_each_other_a_ten() -> None:
    there = [mark("Kameleon", f"T{n}", value=10, lender="Wilgenhof", days=n) for n in range(2)]
    back = [mark("Wilgenhof", f"D{n}", value=10, lender="Kameleon", days=n, author=2) for n in range(2)]

    assert Alarm(Pattern.MUTUAL, ("Kameleon", "Wilgenhof"), 4) in alarms_in([*there, *back])
    assert not alarms_in(there)


def test_many_marks_within_minutes() -> None:
    quick = [mark("Kameleon", f"T{n}", days=n / 1440) for n in range(3)]

    assert alarms_in(quick) == [Alarm(Pattern.QUICK, ("Kameleon",), 3)]
    assert not alarms_in([mark("Kameleon", f"T{n}", days=n) for n in range(3)])


def test_nearly_all_marks_of_one_school() -> None:
    rows = [mark("Kameleon", days=n) for n in range(5)]

    assert alarms_in(rows) == [Alarm(Pattern.ONE_SCHOOL, ("Tessa", "Kameleon"), 5)]
    assert not alarms_in([*rows[:4], mark("Linde", days=9)])  # four of five is not more than four fifths


def test_a_sudden_rise() -> None:
    before = [mark(f"S{n}", value=6, days=n) for n in range(3)]
    after = [mark(f"S{n}", value=9, days=n) for n in range(3, 6)]

    assert alarms_in([*before, *after]) == [Alarm(Pattern.RISE, ("Tessa",), 3)]
    assert not alarms_in([*before, *[mark(f"S{n}", value=7, days=n) for n in range(3, 6)]])


@given(st.permutations([mark("Kameleon", f"T{n}", value=10, days=n) for n in range(6)]))
def test_the_order_of_the_rows_is_no_matter(rows: list[Given]) -> None:
    assert alarms_in(rows) == alarms_in(sorted(rows, key=lambda row: row.at))


@pytest.mark.django_db
class TestForTheModerator:
    @pytest.fixture
    def seen(self, world: World, loan: Loan) -> World:
        """Three marks of one director within minutes, long enough ago to be read."""
        for n in range(3):
            person = MembershipFactory(school=world.school)
            past = finished_loan(person, world.neighbour_school, days_ago=20, by=world.neighbour_director, title=f"{n}")
            make_review(past, world.neighbour_director)
        return world

    def test_the_moderator_of_the_network_sees_it(self, client: Client, seen: World) -> None:
        assert alarms_for(seen.moderator) == ["Iemand van De Kameleon gaf 3 cijfers binnen tien minuten."]
        client.force_login(seen.moderator)
        assert "Dit valt op" in client.get(reverse("reviews:report_list")).content.decode()

    def test_nobody_else(self, seen: World) -> None:
        for user in (seen.director, seen.board_admin, seen.network_coordinator, seen.staff):
            assert alarms_for(user) == []

    def test_nor_a_moderator_who_works_there(self, seen: World) -> None:
        MembershipFactory(user=seen.moderator, school=seen.neighbour_school)
        assert alarms_for(seen.moderator) == []

    def test_nothing_of_what_cannot_be_read_yet(self, world: World, loan: Loan) -> None:
        for n in range(3):
            person = MembershipFactory(school=world.school)
            fresh = finished_loan(person, world.neighbour_school, by=world.neighbour_director, title=f"{n}")
            make_review(fresh, world.neighbour_director)
        assert alarms_for(world.moderator) == []
