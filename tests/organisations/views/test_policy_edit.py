from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.choices import Ring
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
SENT = {
    "ring_ceiling": "5",
    "days_before_board": "2",
    "days_before_network": "3",
    "days_before_region": "5",
    "days_before_national": "5",
    "reminder_days": "3",
    "escalation_days": "7",
    "requester_budget_limit": "500,00",
    "freelancers_enabled": "on",
    "reviews_consent_on": "",
    "reviews_dpia_on": "",
}


@pytest.fixture
def url(client: Client, world: World) -> str:
    client.force_login(world.board_admin)
    return reverse("organisations:policy_edit", args=[world.board.pk])


def test_what_stands_there_is_what_is_sent(client: Client, world: World, url: str) -> None:
    form = client.get(url).context["form"]

    assert form["ring_ceiling"].value() == Ring.NATIONAL
    assert 'value="500,00"' in str(form["requester_budget_limit"])


def test_a_lower_ceiling_is_kept_with_its_moment(client: Client, world: World, url: str) -> None:
    response = client.post(url, SENT | {"ring_ceiling": "2", "requester_budget_limit": "750,50"})

    world.board.refresh_from_db()
    assert response["Location"] == reverse("organisations:board_detail", args=[world.board.pk])
    assert world.board.ring_ceiling == Ring.BOARD
    assert world.board.requester_budget_limit_cents == 75_050
    assert world.board.reach_changed_at is not None


def test_reviews_go_on_with_both_days(client: Client, world: World, url: str) -> None:
    client.post(url, SENT | {"reviews_consent_on": "2026-09-01", "reviews_dpia_on": "2026-10-01"})

    world.board.refresh_from_db()
    assert world.board.has_reviews
    assert world.board.reviews_consent_on == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ring_ceiling", "6", "ring_ceiling"),
        ("escalation_days", "3", "Kies meer dagen dan voor de herinnering"),
        ("days_before_board", "-1", "days_before_board"),
        ("reviews_dpia_on", (timezone.localdate() + timedelta(days=7)).isoformat(), "Deze dag moet nog komen"),
    ],
)
def test_a_wrong_answer_changes_nothing(
    client: Client, world: World, url: str, field: str, value: str, words: str
) -> None:
    before = type(world.board).objects.filter(pk=world.board.pk).values().get()

    response = client.post(url, SENT | {field: value})

    assert field in response.context["form"].errors
    assert words in response.content.decode()
    assert type(world.board).objects.filter(pk=world.board.pk).values().get() == before


def test_another_board_does_not_exist(client: Client, world: World, url: str) -> None:
    response = client.post(reverse("organisations:policy_edit", args=[world.foreign_board.pk]), SENT)

    assert response.status_code == 404
