"""axe on the pages of a loan: phone and desktop, light and dark; nothing sticks out to the side."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from experts.choices import TimeMode
from secondments import actions
from secondments.choices import ChargeMethod, LegalShape, StepKind
from secondments.models import Secondment
from tests.funding.factories import BudgetFactory
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World, make_world
from tests.secondments.factories import cover_all, position_for, propose, say_yes, step
from tests.secondments.test_actions_running import finish, long_ago

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def secondment(world: World) -> Secondment:
    """A teacher who would leave a class said yes; the own director is asked."""
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return secondment


def test_the_list(world, secondment, signed_in_page, assert_good_on_every_screen) -> None:
    assert_good_on_every_screen(signed_in_page(world.director, "/inzet/"))


def test_the_story(world, secondment, signed_in_page, assert_good_on_every_screen) -> None:
    assert_good_on_every_screen(signed_in_page(world.sister_director, secondment.get_absolute_url()))


def test_the_decision(world, secondment, signed_in_page, assert_good_on_every_screen) -> None:
    url = reverse("secondments:approval_decide", args=[step(secondment, StepKind.LENDING_DIRECTOR).pk])
    page = signed_in_page(world.director, url)
    page.locator("details").last.evaluate("details => { details.open = true }")
    assert_good_on_every_screen(page)


def test_the_price(world, signed_in_page, assert_good_on_every_screen) -> None:
    secondment = propose(
        world.neighbour_director,
        world.neighbour_school,
        world.staff_membership,
        charge_method=ChargeMethod.ACTUAL,
        travel_km=12,
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    assert_good_on_every_screen(signed_in_page(world.director, reverse("secondments:price_edit", args=[secondment.pk])))


def test_the_signing(world, signed_in_page, assert_good_on_every_screen) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    url = reverse("secondments:agreement_sign", args=[secondment.loans.get().pk])
    assert_good_on_every_screen(signed_in_page(world.director, url))


def test_recalling_and_reporting(world, signed_in_page, assert_good_on_every_screen) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    url = reverse("secondments:secondment_recall", args=[secondment.pk])
    assert_good_on_every_screen(signed_in_page(world.director, url))
    long_ago(secondment, days=1)
    url = reverse("secondments:outcome_edit", args=[secondment.pk])
    assert_good_on_every_screen(signed_in_page(world.neighbour_director, url))


def test_the_barter(world, signed_in_page, assert_good_on_every_screen) -> None:
    secondment = propose(
        world.neighbour_director, world.neighbour_school, world.staff_membership, legal_shape=LegalShape.BARTER
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    long_ago(Secondment.objects.get())
    assert_good_on_every_screen(signed_in_page(world.director, reverse("secondments:barter_ledger")))


def test_the_calendar(world, signed_in_page, assert_good_on_every_screen) -> None:
    page = signed_in_page(world.director, reverse("secondments:calendar_feed"))
    page.get_by_role("button", name="Maak een adres voor mijn agenda").click()
    assert_good_on_every_screen(page)


def test_the_settlement(world, signed_in_page, assert_good_on_every_screen) -> None:
    secondment = propose(
        world.neighbour_director,
        world.neighbour_school,
        world.staff_membership,
        charge_method=ChargeMethod.FIXED,
        named_cents=123_45,
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    long_ago(Secondment.objects.get())
    finish(secondment)
    actions.settle_secondments()
    assert_good_on_every_screen(signed_in_page(world.board_admin, reverse("secondments:settlement")))


def test_the_replacement(world, secondment, signed_in_page, assert_good_on_every_screen) -> None:
    url = reverse("secondments:replacement_edit", args=[secondment.pk])
    assert_good_on_every_screen(signed_in_page(world.director, url))


def test_the_money(world, secondment, signed_in_page, assert_good_on_every_screen) -> None:
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    cover_all(secondment, world.director)
    BudgetFactory(board=world.board, network=None, granted=5_000_00)
    url = reverse("secondments:replacement_fund", args=[step(secondment, StepKind.BUDGET_HOLDER).pk])
    assert_good_on_every_screen(signed_in_page(world.board_admin, url))


def test_the_proposal(world, signed_in_page: Callable[..., Page], assert_good_on_every_screen) -> None:
    expert = position_for(world.neighbour_staff_membership).expert
    conversation = make_conversation(world.school, expert, world.director)
    page = signed_in_page(world.director, f"/inzet/nieuw/?conversation={conversation.pk}")
    page.locator(".weeks input").nth(5).check()
    page.get_by_role("heading", name="Wat dit betekent").wait_for()
    assert_good_on_every_screen(page)
