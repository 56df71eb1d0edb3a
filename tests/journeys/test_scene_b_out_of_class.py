"""Scene (b): a teacher comes out of class. The own director finds cover, the board pays it from arrangement money, and
the budget shows it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from experts.choices import TimeMode
from experts.models import BookedHalfDay
from funding.models import Budget
from secondments.choices import SecondmentState, StepKind
from secondments.models import Secondment
from tests.funding.factories import BudgetFactory
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World, make_world
from tests.secondments.factories import cover_all, position_for, propose, say_yes, step

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def budget(world: World) -> Budget:
    return BudgetFactory(board=world.board, network=None, name="Arrangementsgeld 2026", granted=1_000_00)


@pytest.mark.parametrize("javascript", [True, False], ids=["", "without JavaScript"])
def test_the_class_is_covered_and_paid_before_anybody_leaves_it(
    world: World, budget: Budget, signed_in_page: OpenPage, javascript: bool
) -> None:
    expert = position_for(world.staff_membership, TimeMode.TEACHING).expert
    conversation = make_conversation(world.sister_school, expert, world.sister_director)

    # The school that asks proposes two mornings.
    page = signed_in_page(world.sister_director, conversation.get_absolute_url(), java_script_enabled=javascript)
    page.get_by_role("link", name="Spreek de inzet af").click()
    page.get_by_label("In het kort").fill("Nieuwkomers in de klas")
    mornings = page.get_by_role("checkbox", name=re.compile(r"^dinsdag \d+ \w+, ochtend$"))
    mornings.nth(0).check()
    mornings.nth(1).check()
    page.get_by_role("button", name="Stuur het voorstel").click()
    secondment = Secondment.objects.get()

    # The teacher says yes, then her director, who sees that nobody covers the class yet.
    say_yes(secondment, StepKind.EXPERT, world.staff)
    page = signed_in_page(world.director, "/", java_script_enabled=javascript)
    page.get_by_role("link", name="Mag Tessa Bloem helpen op De Regenboog?", exact=True).click()
    expect(page.get_by_text("Voor 2 dagdelen is er nog niemand.")).to_be_visible()
    page.get_by_role("button", name="Ja, dat is goed").click()

    # Nothing is agreed yet: it waits for her to find cover.
    expect(page.get_by_text("Iemand moet de klas overnemen.")).to_be_visible()
    assert not BookedHalfDay.objects.exists()
    page.locator(".waits").get_by_role("link", name="Regel de vervanging").click()
    page.get_by_label("Voor alle dagdelen").select_option(label="Vervangerspool")
    page.get_by_label("Kosten per dagdeel, in euro").fill("180")
    page.get_by_role("button", name="Bewaar de vervanging").click()
    expect(page.locator(".waits")).to_contain_text("Dit wacht op Noor Achterberg van De Linde")

    # The board pays it from arrangement money.
    page = signed_in_page(world.board_admin, "/", java_script_enabled=javascript)
    page.get_by_role("link", name="Betalen jullie de vervanging van Tessa Bloem?", exact=True).click()
    page.get_by_role("link", name="Ja, kies een budget").click()
    expect(page.get_by_role("heading", name="Nodig: € 360")).to_be_visible()
    page.get_by_label(re.compile(r"Arrangementsgeld 2026 van De Linde, nog € 1\.000 over")).check()
    page.get_by_role("button", name="Betaal of vraag aan").click()

    expect(page.get_by_text(re.compile("^Afgesproken, van"))).to_be_visible()
    expect(page.get_by_text("Arrangementsgeld 2026: € 360 (toegezegd)")).to_be_visible()
    assert Secondment.objects.get().state == SecondmentState.PLANNED
    assert BookedHalfDay.objects.count() == 2
    page.goto(budget.get_absolute_url())
    expect(page.locator("main")).to_contain_text("640")

    # The borrower sees that it goes on, and nothing of what the replacement costs.
    page = signed_in_page(world.sister_director, secondment.get_absolute_url(), java_script_enabled=javascript)
    expect(page.get_by_text(re.compile("^Afgesproken, van"))).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("360")


def test_a_budget_that_is_too_small_refuses_with_a_sentence(world: World, signed_in_page: OpenPage) -> None:
    BudgetFactory(board=world.board, network=None, name="Klein potje", granted=100_00)
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    cover_all(secondment, world.director)
    approval = step(secondment, StepKind.BUDGET_HOLDER)

    page = signed_in_page(world.board_admin, f"/inzet/akkoord/{approval.pk}/betalen/")
    page.get_by_label(re.compile("Klein potje")).check()
    page.get_by_role("button", name="Betaal of vraag aan").click()

    expect(page.get_by_role("alert")).to_contain_text("Dat is niet genoeg.")
    assert Secondment.objects.get().state == SecondmentState.IN_APPROVAL
