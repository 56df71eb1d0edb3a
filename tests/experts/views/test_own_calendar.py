from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowedNow
from experts import actions
from experts.choices import Part
from experts.half_days import bit_of
from experts.matching import Wanted
from experts.models import AvailabilityException, Expert
from experts.search import find
from tests.experts.factories import make_expert, position_of
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
URL = "experts:own_calendar"


def monday(weeks: int = 2) -> date:
    today = timezone.localdate()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


@pytest.fixture
def expert(world: World) -> Expert:
    """Free on Monday mornings."""
    return make_expert(world.staff_membership, half_days=bit_of(monday(), Part.MORNING))


def page(client: Client, world: World, **query: str) -> Any:
    client.force_login(world.staff)
    return client.get(reverse(URL), query)


def save(client: Client, world: World, *ticked: str) -> Any:
    client.force_login(world.staff)
    return client.post(reverse(URL) + f"?vanaf={monday():%Y-%m-%d}", {"half_days": list(ticked)})


def value(day: date, part: Part = Part.MORNING) -> str:
    return f"{day:%Y-%m-%d}-{part}"


def mondays() -> list[str]:
    return [value(monday(week)) for week in range(2, 8)]


def test_the_usual_week_is_ticked(client: Client, world: World, expert: Expert) -> None:
    assert page(client, world, vanaf=f"{monday():%Y-%m-%d}").context["ticked"] == set(mondays())


def test_what_is_unticked_is_away_once(client: Client, world: World, expert: Expert) -> None:
    assert save(client, world, *mondays()[1:]).status_code == 302

    row = AvailabilityException.objects.get()
    assert (row.day, row.part, row.is_free) == (monday(), Part.MORNING, False)


def test_what_is_ticked_is_free_once(client: Client, world: World, expert: Expert) -> None:
    extra = monday() + timedelta(days=1)
    save(client, world, *mondays(), value(extra, Part.AFTERNOON))

    row = AvailabilityException.objects.get()
    assert (row.day, row.part, row.is_free) == (extra, Part.AFTERNOON, True)


def test_as_usual_again_leaves_nothing(client: Client, world: World, expert: Expert) -> None:
    save(client, world, *mondays()[1:])
    save(client, world, *mondays())

    assert not AvailabilityException.objects.exists()


def test_other_weeks_stay_as_they_were(client: Client, world: World, expert: Expert) -> None:
    far = monday(20)
    AvailabilityException.objects.create(expert=expert, day=far, part=Part.MORNING)
    save(client, world, *mondays())

    assert AvailabilityException.objects.get().day == far


def test_a_search_for_that_morning_does_not_find_them(client: Client, world: World, expert: Expert) -> None:
    that = Wanted(starts_on=monday(), ends_on=monday() + timedelta(days=4), half_days=bit_of(monday(), Part.MORNING))
    assert find(world.school.place.keys(), that).ranked
    save(client, world, *mondays()[1:])

    assert not find(world.school.place.keys(), that).ranked


def test_what_is_booked_cannot_be_unticked(client: Client, world: World, expert: Expert) -> None:
    actions.book_half_days(position_of(expert, world.staff_membership), [(monday(), Part.MORNING)])
    assert save(client, world, *mondays()[1:]).status_code == 302

    assert not AvailabilityException.objects.exists()
    assert value(monday()) not in page(client, world, vanaf=f"{monday():%Y-%m-%d}").context["ticked"]


def test_a_half_day_that_cannot_be_is_told_and_what_was_ticked_stays(
    client: Client, world: World, expert: Expert
) -> None:
    response = save(client, world, *mondays()[1:], value(monday() + timedelta(days=5)))

    assert "Een van de dagdelen kan niet" in response.content.decode()
    assert response.context["ticked"] >= set(mondays()[1:])
    assert not AvailabilityException.objects.exists()


def test_not_for_a_day_gone_by(world: World, expert: Expert) -> None:
    with pytest.raises(NotAllowedNow):
        actions.save_days(expert, by=world.staff, days={(timezone.localdate(), Part.MORNING): False})


def test_a_strange_address_shows_this_week(client: Client, world: World, expert: Expert) -> None:
    for strange in ("morgen", "1900-01-01"):
        assert page(client, world, vanaf=strange).context["first"] == monday(0)


def test_who_offers_nothing_has_no_such_page(client: Client, world: World, expert: Expert) -> None:
    client.force_login(world.sister_staff)
    assert client.get(reverse(URL)).status_code == 404
