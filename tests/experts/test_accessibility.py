"""axe on the pages of experts: phone and desktop, light and dark; nothing sticks out to the side."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from experts import actions
from experts.choices import Level
from experts.models import Expert, HelpForm, Skill
from experts.taxonomy import load_taxonomy
from organisations.choices import Ring
from tests.experts.factories import make_expert, position_of
from tests.organisations.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    """A world in which each page has something to show."""
    world = make_world()
    load_taxonomy()
    play = Skill.objects.get(slug="buitenspel")
    forms = tuple(HelpForm.objects.all()[:3])
    asking = make_expert(world.staff_membership, skills={play: Level.TEACHES}, released_ring=Ring.SCHOOL, forms=forms)
    actions.ask_release(position_of(asking), by=world.staff)
    make_expert(world.sister_staff_membership, skills={play: Level.SHOWS}, forms=forms)
    return world


@pytest.mark.parametrize(
    "name",
    ["onboarding_skills", "onboarding_half_days", "onboarding_reach", "expert_me", "expert_pause", "own_calendar"],
)
def test_own_pages(
    name: str, world: World, signed_in_page: Callable[..., Page], assert_good_on_every_screen: Callable[[Page], None]
) -> None:
    assert_good_on_every_screen(signed_in_page(world.staff, reverse(f"experts:{name}")))


@pytest.mark.parametrize(
    "name", ["expert_list", "expert_compare", "expert_detail", "position_list", "position_release"]
)
def test_pages_of_a_director(
    name: str, world: World, signed_in_page: Callable[..., Page], assert_good_on_every_screen: Callable[[Page], None]
) -> None:
    expert = Expert.objects.get(user=world.staff)
    argument = {"expert_detail": expert.pk, "position_release": position_of(expert).pk}.get(name)
    path = reverse(f"experts:{name}", args=[argument] if argument else None)
    question = {
        "expert_list": "?q=ruzie+op+het+plein",
        "expert_compare": "?" + "&".join(f"vergelijk={pk}" for pk in Expert.objects.values_list("pk", flat=True)),
    }.get(name, "")
    assert_good_on_every_screen(signed_in_page(world.director, path + question))
