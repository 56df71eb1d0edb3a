"""Scene (c): a visiting team of three colleagues helps another school organise outdoor play: one request, three yeses,
one secondment, and each of the three decides for themselves."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from experts.choices import Level, TimeMode
from experts.models import BookedHalfDay
from helprequests import actions
from helprequests.choices import RequestState
from organisations.choices import Ring
from organisations.models import Membership
from secondments.choices import SecondmentState
from secondments.models import Secondment
from tests.experts.factories import SkillFactory, make_expert
from tests.helprequests.factories import make_open
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def team(world: World) -> list[Membership]:
    """Tessa and two colleagues of De Wilgenhof."""
    return [world.staff_membership, *(MembershipFactory(school=world.school) for _ in range(2))]


@pytest.mark.parametrize("javascript", [True, False], ids=["", "without JavaScript"])
def test_three_colleagues_come_together(
    world: World, team: list[Membership], signed_in_page: OpenPage, javascript: bool
) -> None:
    skill = SkillFactory(label="Goed buitenspelen")
    for membership in team:
        make_expert(membership, skills={skill: Level.SHOWS}, time_mode=TimeMode.TASK)
    help_request = make_open(
        world.sister_school, world.sister_director, skill=skill, ring=Ring.BOARD, title="Buiten spelen voor iedereen"
    )
    for invitation in actions.invite_wave(help_request):
        actions.answer_yes(invitation, by=invitation.expert.user)

    # The director who asked talks with all three, and proposes one secondment for them.
    page = signed_in_page(world.sister_director, help_request.get_absolute_url(), java_script_enabled=javascript)
    for _ in team:
        page.get_by_role("button", name=re.compile("^Praat met")).first.click()
        page.goto(help_request.get_absolute_url())
    expect(page.get_by_role("group", name="Komen ze samen?").get_by_role("checkbox", checked=True)).to_have_count(3)
    page.get_by_role("button", name="Spreek samen de inzet af").click()
    tuesday = page.get_by_role("checkbox", name=re.compile(r"^dinsdag \d+ \w+, ochtend$"))
    per_person = tuesday.count() // len(team)
    for number in range(len(team)):
        tuesday.nth(number * per_person).check()
    page.get_by_role("button", name="Stuur het voorstel").click()
    secondment = Secondment.objects.get()
    assert secondment.loans.count() == 3

    # Each says yes from Home; then their director, who decides about each.
    for membership in team:
        page = signed_in_page(membership.user, "/", java_script_enabled=javascript)
        page.get_by_role("link", name="Wil jij helpen op De Regenboog?", exact=True).click()
        page.get_by_role("button", name="Ja, ik doe mee").click()
    for _ in team:
        if Secondment.objects.get().state == SecondmentState.PLANNED:
            break
        page = signed_in_page(world.director, "/", java_script_enabled=javascript)
        page.get_by_role("link", name=re.compile("^(Mag|Mogen) .* helpen op De Regenboog")).first.click()
        page.get_by_role("button", name="Ja, dat is goed").click()

    secondment.refresh_from_db()
    assert secondment.state == SecondmentState.PLANNED
    assert BookedHalfDay.objects.count() == 3
    help_request.refresh_from_db()
    assert help_request.state == RequestState.AGREED
    page = signed_in_page(world.sister_director, secondment.get_absolute_url(), java_script_enabled=javascript)
    for membership in team:
        expect(page.get_by_role("main")).to_contain_text(membership.user.full_name)


def test_somebody_can_be_left_out(
    world: World,
    team: list[Membership],
    signed_in_page: OpenPage,
    assert_good_on_every_screen: Callable[[Page], None],
) -> None:
    skill = SkillFactory(label="Goed buitenspelen")
    for membership in team:
        make_expert(membership, skills={skill: Level.SHOWS}, time_mode=TimeMode.TASK)
    help_request = make_open(world.sister_school, world.sister_director, skill=skill, ring=Ring.BOARD)
    for invitation in actions.invite_wave(help_request):
        actions.choose_expert(actions.answer_yes(invitation, by=invitation.expert.user), by=world.sister_director)
    page = signed_in_page(world.sister_director, help_request.get_absolute_url())
    assert_good_on_every_screen(page)
    page.get_by_role("group", name="Komen ze samen?").get_by_label(world.staff.full_name).uncheck()
    page.get_by_role("button", name="Spreek samen de inzet af").click()
    expect(page.get_by_role("heading", name=team[1].user.full_name)).to_be_visible()
    expect(page.get_by_role("heading", name=world.staff.full_name)).to_have_count(0)
