from django.test import Client
from django.urls import reverse

from tests.experts.factories import make_expert
from tests.organisations.world import World

URL = reverse("experts:expert_compare")


def test_shows_the_chosen_side_by_side(client: Client, world: World) -> None:
    one = make_expert(world.staff_membership)
    two = make_expert(world.sister_staff_membership)
    make_expert(world.neighbour_staff_membership)
    client.force_login(world.director)
    answer = client.get(URL, {"vergelijk": [one.pk, two.pk]})
    assert {card["title"] for card in answer.context["cards"]} == {"Tessa Bloem", "Daan Kuiper"}


def test_who_may_not_be_seen_is_not_compared(client: Client, world: World) -> None:
    hidden = make_expert(world.sister_staff_membership, released_ring=1)
    client.force_login(world.director)
    answer = client.get(URL, {"vergelijk": [hidden.pk]})
    assert "Daan" not in answer.content.decode()


def test_at_most_three(client: Client, world: World) -> None:
    memberships = [world.staff_membership, world.sister_staff_membership]
    memberships += [world.neighbour_staff_membership, world.foreign_staff_membership]
    chosen = [make_expert(membership).pk for membership in memberships]
    client.force_login(world.director)
    assert len(client.get(URL, {"vergelijk": chosen}).context["cards"]) == 3
