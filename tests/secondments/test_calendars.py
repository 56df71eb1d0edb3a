from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from secondments import actions
from secondments.choices import StepKind
from secondments.models import CalendarFeed, Secondment
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, tuesday
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(world: World) -> Secondment:
    """Our teacher helps the sister school on four half-days."""
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    return Secondment.objects.get()


def read(user: User) -> list[Any]:
    """The entries a calendar program without a session reads."""
    url = reverse("secondments:calendar_read", args=[actions.open_calendar_feed(user)])
    response = Client().get(url)
    assert response["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_all_parties_read_the_agreed_half_days(world: World, planned: Secondment) -> None:
    for user in (world.staff, world.director, world.sister_director):
        entries = read(user)
        assert [entry["DTSTART"].dt for entry in entries] == [tuesday(1), tuesday(1), tuesday(2), tuesday(2)]
        assert str(entries[0]["LOCATION"]) == world.sister_school.name
    assert read(world.neighbour_director) == []


def test_a_half_day_is_named_and_has_no_hours(world: World, planned: Secondment) -> None:
    first, second = read(world.staff)[:2]

    assert str(first["SUMMARY"]) == "Ochtend: Hulp bij sociale veiligheid"
    assert str(second["SUMMARY"]).startswith("Middag")
    assert first["UID"] != second["UID"]


def test_what_was_taken_back_or_called_off_is_gone(world: World, planned: Secondment) -> None:
    first = planned.loans.get().half_days.first()
    actions.recall_half_days(planned, by=world.director, half_days=[first.pk], reason="Twee zieken")
    assert len(read(world.staff)) == 3

    actions.cancel_secondment(planned, by=world.director, reason="Toch niet")
    assert read(world.staff) == []


def test_what_nobody_agreed_on_is_not_in_it(world: World) -> None:
    propose(world.sister_director, world.sister_school, world.staff_membership)

    assert read(world.staff) == []


def test_a_new_address_ends_the_old(client: Client, world: World) -> None:
    old = actions.open_calendar_feed(world.staff)
    actions.open_calendar_feed(world.staff)

    assert client.get(reverse("secondments:calendar_read", args=[old])).status_code == 404


def test_stopping_ends_it(client: Client, world: World) -> None:
    token = actions.open_calendar_feed(world.staff)
    client.force_login(world.staff)
    client.post(reverse("secondments:calendar_close"))

    assert Client().get(reverse("secondments:calendar_read", args=[token])).status_code == 404


def test_who_may_no_longer_sign_in_shares_nothing(world: World) -> None:
    token = actions.open_calendar_feed(world.staff)
    User.objects.filter(pk=world.staff.pk).update(is_active=False)

    assert Client().get(reverse("secondments:calendar_read", args=[token])).status_code == 404


def test_the_secret_is_shown_once_and_not_kept(client: Client, world: World) -> None:
    client.force_login(world.staff)
    page = client.post(reverse("secondments:calendar_feed"))
    token = page.context["address"].rsplit("/", 1)[1].removesuffix(".ics")

    assert token in page.content.decode()
    assert token not in client.get(reverse("secondments:calendar_feed")).content.decode()
    assert token not in str(CalendarFeed.objects.values().get())


def test_more_half_days_cost_no_more_queries(world: World, planned: Secondment, django_assert_num_queries: Any) -> None:
    url = reverse("secondments:calendar_read", args=[actions.open_calendar_feed(world.staff)])
    with django_assert_num_queries(2):
        Client().get(url)
