from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from experts.models import Expert
from organisations.choices import Ring
from tests.experts.factories import make_expert
from tests.organisations.world import World

URL = reverse("experts:expert_me")


def test_says_who_sees_me(client: Client, world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.NETWORK, released_ring=Ring.BOARD)
    client.force_login(world.staff)
    answer = client.get(URL)
    assert [position.shown_ring for position in answer.context["positions"]] == [Ring.BOARD]
    assert "Vindbaar" in answer.content.decode()


def test_without_an_offer_to_the_first_screen(client: Client, world: World) -> None:
    client.force_login(world.staff)
    assert client.get(URL).url == reverse("experts:onboarding_skills")


def test_pause_and_back(client: Client, world: World) -> None:
    expert = make_expert(world.staff_membership)
    until = timezone.localdate() + timedelta(days=14)
    client.force_login(world.staff)
    client.post(reverse("experts:expert_pause"), {"until": until.isoformat()})
    assert not Expert.objects.findable().exists()
    client.post(reverse("experts:expert_resume"))
    assert Expert.objects.findable().get() == expert


def test_a_pause_in_the_past_is_refused(client: Client, world: World) -> None:
    make_expert(world.staff_membership)
    client.force_login(world.staff)
    answer = client.post(reverse("experts:expert_pause"), {"until": "2020-01-01"})
    assert answer.context["form"].errors["until"] == ["Kies een dag die nog komt."]


def test_hide_and_back(client: Client, world: World) -> None:
    make_expert(world.staff_membership)
    client.force_login(world.staff)
    client.post(reverse("experts:expert_hide"))
    assert not Expert.objects.findable().exists()
    client.post(reverse("experts:expert_resume"))
    assert Expert.objects.findable().exists()


def test_confirming_counts_for_this_school_year(client: Client, world: World) -> None:
    expert = make_expert(world.staff_membership)
    Expert.objects.update(confirmed_until=timezone.localdate() - timedelta(days=1))
    client.force_login(world.staff)
    assert "We laten je niet meer zien" in client.get(URL).content.decode()
    client.post(reverse("experts:expert_confirm"))
    assert Expert.objects.findable().get() == expert
