"""In a real browser: a teacher becomes findable within twelve clicks, and a director finds and compares; also without
JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from experts.choices import Level
from experts.models import Expert, Skill
from experts.taxonomy import load_taxonomy
from organisations.choices import Ring
from tests.experts.factories import make_expert
from tests.organisations.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

MOST_CLICKS = 12


@pytest.fixture
def world(transactional_db: None) -> World:
    world = make_world()
    load_taxonomy()
    return world


class Counted:
    """Clicks like a person, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, selector: str) -> None:
        self.page.locator(selector).click()
        self.clicks += 1


@pytest.mark.parametrize("has_javascript", [True, False])
def test_a_teacher_becomes_findable(world: World, signed_in_page: Callable[..., Page], has_javascript: bool) -> None:
    page = signed_in_page(world.staff, "/mijn-aanbod/wat/", java_script_enabled=has_javascript)
    hand = Counted(page)
    play, peace = Skill.objects.get(slug="buitenspel"), Skill.objects.get(slug="ruzie-oplossen")
    hand.click("#plank-sociale-veiligheid > summary")
    hand.click(f"label:has(#skill-{play.pk})")
    hand.click(f"label:has(#skill-{peace.pk})")
    hand.click(f"label:has([name=level-{peace.pk}][value='2'])")
    hand.click("button.btn-main")
    expect(page).to_have_url(re.compile("/mijn-aanbod/wanneer/"))
    hand.click("input[value='3']")
    hand.click("input[value='6']")
    hand.click("button.btn-main")
    expect(page).to_have_url(re.compile("/mijn-aanbod/hoe-ver/"))
    hand.click("label:has([name=wanted_ring][value='3'])")
    hand.click("button.btn-main")
    expect(page.get_by_text("Je bent vindbaar.")).to_be_visible()
    assert hand.clicks <= MOST_CLICKS
    expert = Expert.objects.findable().get()
    assert (expert.user, expert.wanted_ring) == (world.staff, Ring.NETWORK)
    assert dict(expert.expert_skills.values_list("skill_id", "level")) == {play.pk: Level.DOES, peace.pk: Level.SHOWS}


def test_typing_filters_the_list_and_keeps_ticks(world: World, signed_in_page: Callable[..., Page]) -> None:
    page = signed_in_page(world.staff, "/mijn-aanbod/wat/")
    tables, play = Skill.objects.get(slug="automatiseren"), Skill.objects.get(slug="buitenspel")
    page.locator("#zoek").fill("tafels")
    page.locator(f"label:has(#skill-{tables.pk})").click()
    expect(page.locator(f"#skill-{play.pk}")).not_to_be_visible()
    page.locator("#zoek").fill("")
    expect(page.locator(f"#skill-{tables.pk}")).to_be_checked()


@pytest.mark.parametrize("has_javascript", [True, False])
def test_a_director_finds_and_compares(world: World, signed_in_page: Callable[..., Page], has_javascript: bool) -> None:
    play = Skill.objects.get(slug="buitenspel")
    make_expert(world.sister_staff_membership, skills={play: Level.SHOWS}, half_days=0b0000001000)
    make_expert(world.neighbour_staff_membership, skills={play: Level.DOES}, half_days=0b0000000001)
    page = signed_in_page(world.director, "/collegas/", java_script_enabled=has_javascript)
    page.locator("#q").fill("ruzie op het plein")
    page.locator("#q").press("Enter")
    expect(page.get_by_role("heading", name="2 collega's in heel Nederland")).to_be_visible()
    page.locator("input[name=half_days][value='3']").check()
    if not has_javascript:
        page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_role("heading", name="1 collega in heel Nederland")).to_be_visible()
    expect(page).to_have_url(re.compile("half_days=3"))
    page.locator("input[name=vergelijk]").check()
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("heading", name="Naast elkaar")).to_be_visible()
    expect(page.get_by_role("heading", name="Daan Kuiper")).to_be_visible()
