from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from experts.models import Expert
from organisations.actions import close_school, move_school
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


def test_a_school_that_moved_asks_and_a_yes_shows_the_new_board(client: Client, world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.BOARD)
    move_school(world.school, board=world.neighbour_board, network=world.network, region=world.region)
    client.force_login(world.staff)
    asked = client.get(URL).context["move"]
    assert (asked.schools, asked.readers.words) == ("De Wilgenhof", ["2 scholen van Het Veer"])

    client.post(reverse("experts:expert_answer_move"), {"answer": "yes", "keys": asked.readers.keys})

    assert Expert.objects.visible_to(world.neighbour_director).exists()
    assert not client.get(URL).context["move"]


def test_after_a_no_the_page_says_who_does_not_see_me(client: Client, world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.BOARD)
    move_school(world.school, board=world.neighbour_board, network=world.network, region=world.region)
    client.force_login(world.staff)
    keys = client.get(URL).context["move"].readers.keys

    client.post(reverse("experts:expert_answer_move"), {"answer": "no", "keys": keys})

    assert "Niet zichtbaar voor: 2 scholen van Het Veer." in client.get(URL).content.decode()
    assert not Expert.objects.visible_to(world.neighbour_director).exists()


def test_a_closed_school_is_called_closed(client: Client, world: World) -> None:
    make_expert(world.staff_membership)
    close_school(world.school, on=timezone.localdate())
    client.force_login(world.staff)
    page = client.get(URL).content.decode()
    assert "Deze school is gesloten." in page
    assert "Nu zichtbaar voor:" not in page
