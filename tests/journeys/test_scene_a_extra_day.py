"""Scene (a): a teacher who stands before a class three days offers one extra day. Nobody leaves a class, so the word
replacement is nowhere a step."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from experts import actions as expert_actions
from experts.choices import Level, TimeMode
from experts.models import BookedHalfDay, Expert, Skill
from organisations.choices import Ring
from secondments.choices import SecondmentState
from secondments.models import Secondment
from tests.experts.factories import SkillFactory, position_of
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def skill(world: World) -> Skill:
    return SkillFactory(label="Sociale veiligheid")


def offer_thursdays(page: Page, skill: Skill) -> None:
    """The teacher's three short screens, without a word to write."""
    page.locator("details.fold").first.evaluate("fold => { fold.open = true }")
    page.get_by_role("checkbox", name=skill.label).check()
    page.get_by_role("button", name="Verder: wanneer").click()
    page.get_by_role("checkbox", name="donderdag Ochtend").check()
    page.get_by_role("checkbox", name="donderdag Middag").check()
    page.get_by_label("Extra uren, tijdelijk").check()
    page.get_by_role("button", name="Verder: hoe ver").click()
    page.get_by_label("Mijn bestuur").check()
    page.get_by_role("button", name="Klaar, zet mij erbij").click()


def pick_two_thursdays(page: Page) -> None:
    """The first two Thursdays that are really free: morning and afternoon."""
    thursdays = page.get_by_role("checkbox", name=re.compile(r"^donderdag \d+ \w+, (ochtend|middag)$"))
    values = sorted({box.get_attribute("value") for box in thursdays.all()})[:4]
    for value in values:
        page.locator(f'input[value="{value}"]').check()


@pytest.mark.parametrize("javascript", [True, False], ids=["", "without JavaScript"])
def test_an_extra_day_never_meets_a_replacement_step(
    world: World, skill: Skill, signed_in_page: OpenPage, javascript: bool
) -> None:
    if javascript:
        offer_thursdays(signed_in_page(world.staff, "/mijn-aanbod/wat/"), skill)
    else:
        _offer_thursdays_by_hand(world, skill)
    expert = Expert.objects.get(user=world.staff)
    expert_actions.release_position(position_of(expert, world.staff_membership), by=world.director, ring=Ring.BOARD)

    # The director of the sister school proposes it from the conversation.
    conversation = make_conversation(world.sister_school, expert, world.sister_director)
    page = signed_in_page(world.sister_director, conversation.get_absolute_url(), java_script_enabled=javascript)
    page.get_by_role("link", name="Spreek de inzet af").click()
    expect(page.get_by_label("Extra uren, tijdelijk erbij")).to_be_checked()
    page.get_by_label("In het kort").fill("Sociale veiligheid op het plein")
    pick_two_thursdays(page)
    page.get_by_role("button", name="Bekijk kosten en wie beslist").click()
    expect(page.get_by_text("Nee. Niemand gaat uit de klas.")).to_be_visible()
    expect(page.get_by_text("Wie over het geld gaat")).to_have_count(0)
    page.get_by_role("button", name="Stuur het voorstel").click()
    expect(page.get_by_text("Dit wacht op Tessa Bloem")).to_be_visible()
    assert_no_step_about_replacement(page)

    # The teacher says yes, from Home.
    page = signed_in_page(world.staff, "/", java_script_enabled=javascript)
    page.get_by_role("link", name="Wil jij helpen op De Regenboog?", exact=True).click()
    page.get_by_role("button", name="Ja, ik doe mee").click()
    assert_no_step_about_replacement(page)

    # Her own director sees that no class is left, and says yes with one tap.
    page = signed_in_page(world.director, "/", java_script_enabled=javascript)
    page.get_by_role("link", name="Mag Tessa Bloem helpen op De Regenboog?", exact=True).click()
    expect(page.get_by_text(re.compile("Niemand gaat uit de klas"))).to_be_visible()
    expect(page.get_by_text("Er is geen vervanging nodig.")).to_be_visible()
    page.get_by_role("button", name="Ja, dat is goed").click()

    expect(page.get_by_text(re.compile("^Afgesproken, van"))).to_be_visible()
    assert_no_step_about_replacement(page)
    assert Secondment.objects.get().state == SecondmentState.PLANNED
    assert {booked.day.strftime("%a") for booked in BookedHalfDay.objects.all()} == {"Thu"}
    assert BookedHalfDay.objects.count() == 4


def assert_no_step_about_replacement(page: Page) -> None:
    """Nothing to arrange, to pay or to wait for."""
    expect(page.get_by_role("link", name=re.compile("vervanging", re.I))).to_have_count(0)
    expect(page.locator(".route")).not_to_contain_text("geld")
    expect(page.locator("main")).not_to_contain_text("Wie neemt de klas over")


def _offer_thursdays_by_hand(world: World, skill: Skill) -> None:
    """What the three screens do; walking them without JavaScript is the journey of the experts' floor."""
    expert = expert_actions.start_expert(world.staff, by=world.staff)
    expert_actions.save_skills(expert, by=world.staff, levels={skill.pk: Level.DOES})
    position = position_of(expert, world.staff_membership)
    expert_actions.save_half_days(
        position, by=world.staff, half_days=0b11000000, max_per_week=2, time_mode=TimeMode.EXTENSION
    )
    expert_actions.save_reach(
        expert, by=world.staff, wanted_ring=Ring.BOARD, form_ids=[], target_group_ids=[], travel_km=15
    )
