from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.calendar import next_school_day
from organisations.models import SchoolHoliday, StudyDay
from organisations.school_calendar import calendar_for
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(client: Client, world: World) -> str:
    client.force_login(world.director)
    return reverse("organisations:study_day_list", args=[world.school.pk])


@pytest.fixture
def school_day(world: World) -> date:
    """An ordinary day with lessons, some time ahead."""
    return next_school_day(timezone.localdate() + timedelta(days=8), calendar_for(world.school))


def test_a_day_is_added_and_no_school_day_any_more(client: Client, world: World, url: str, school_day: date) -> None:
    client.post(url, {"day": school_day.isoformat(), "name": "Rekenen samen"})

    assert school_day in calendar_for(world.school).days_off
    assert "Rekenen samen" in client.get(url).content.decode()


def test_a_sunday_is_told_and_not_added(client: Client, world: World, url: str) -> None:
    today = timezone.localdate()
    sunday = today + timedelta(days=13 - today.weekday())

    response = client.post(url, {"day": sunday.isoformat()}, follow=True)

    assert "is er al geen les" in response.content.decode()
    assert not StudyDay.objects.exists()


def test_a_day_that_has_been_is_refused(client: Client, world: World, url: str) -> None:
    response = client.post(url, {"day": (timezone.localdate() - timedelta(days=1)).isoformat()})

    assert "day" in response.context["form"].errors
    assert not StudyDay.objects.exists()


def test_the_holidays_of_the_own_region_stand_below(client: Client, world: World, url: str) -> None:
    soon = timezone.localdate() + timedelta(days=20)
    for region in ("noord", "zuid"):
        SchoolHoliday.objects.create(holiday_region=region, name=f"Vakantie {region}", starts_on=soon, ends_on=soon)

    text = client.get(url).content.decode()

    assert "Vakantie noord" in text
    assert "Vakantie zuid" not in text


def test_a_few_days_on_end_leave_out_the_weekend(client: Client, world: World, url: str, school_day: date) -> None:
    last = school_day + timedelta(days=7)
    client.post(url, {"day": school_day.isoformat(), "until": last.isoformat()})

    added = set(StudyDay.objects.values_list("day", flat=True))
    assert {school_day} < added
    assert all(day.weekday() < 5 and school_day <= day <= last for day in added)


@pytest.mark.parametrize("days", [-1, 40])
def test_a_last_day_that_cannot_be_is_told_at_the_field(client: Client, url: str, school_day: date, days: int) -> None:
    sent = {"day": school_day.isoformat(), "until": (school_day + timedelta(days=days)).isoformat()}

    assert "until" in client.post(url, sent).context["form"].errors


def test_the_year_before_and_after_can_be_looked_at(client: Client, url: str) -> None:
    now = client.get(url).context["year"]

    assert client.get(url, {"jaar": now + 1}).context["year"] == now + 1
    assert client.get(url, {"jaar": "1999"}).context["year"] == now
    assert client.get(url, {"jaar": "onzin"}).context["year"] == now
