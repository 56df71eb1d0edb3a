"""axe on every page of this floor: phone and desktop, light and dark; nothing sticks out to the side."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from experts.choices import Level
from experts.models import Skill
from experts.taxonomy import load_taxonomy
from helprequests import actions
from helprequests.choices import ReportReason
from helprequests.models import Conversation, HelpRequest
from organisations.choices import Ring
from tests.experts.factories import make_expert
from tests.helprequests.factories import make_draft, make_open
from tests.organisations.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)

Judge = Callable[[Page], None]
OpenPage = Callable[..., Page]


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


@pytest.fixture
def help_request(world: World) -> HelpRequest:
    """Asked without a name; Tessa said yes and talks with the school, Daan still thinks."""
    load_taxonomy()
    skill = Skill.objects.get(label="Goed buitenspelen")
    for membership in (world.staff_membership, world.sister_staff_membership):
        make_expert(membership, skills={skill: Level.SHOWS})
    help_request = make_open(world.school, world.director, skill=skill, ring=Ring.BOARD, is_anonymous=True)
    actions.invite_wave(help_request)
    actions.answer_yes(help_request.invitations.get(expert__user=world.staff), by=world.staff)
    return help_request


@pytest.fixture
def conversation(world: World, help_request: HelpRequest) -> Conversation:
    invitation = help_request.invitations.get(expert__user=world.staff)
    conversation = actions.choose_expert(invitation, by=world.director)
    actions.send_message(conversation, by=world.director, text="Zullen we donderdag bellen?")
    return conversation


@pytest.mark.parametrize("who", ["director", "sister_staff", "stranger"])
def test_the_list(
    world: World, conversation: Conversation, signed_in_page: OpenPage, assert_good_on_every_screen: Judge, who: str
) -> None:
    assert_good_on_every_screen(signed_in_page(getattr(world, who), reverse("helprequests:helprequest_list")))


@pytest.mark.parametrize("who", ["director", "coordinator", "sister_staff", "sister_director"])
def test_one_request(
    world: World, help_request: HelpRequest, signed_in_page: OpenPage, assert_good_on_every_screen: Judge, who: str
) -> None:
    page = signed_in_page(getattr(world, who), help_request.get_absolute_url())
    page.evaluate("for (const d of document.querySelectorAll('main details')) d.open = true")
    assert_good_on_every_screen(page)


def test_a_draft_and_closing(world: World, signed_in_page: OpenPage, assert_good_on_every_screen: Judge) -> None:
    draft = make_draft(world.school, world.director)
    assert_good_on_every_screen(signed_in_page(world.director, draft.get_absolute_url()))
    close = reverse("helprequests:helprequest_close", args=[draft.pk])
    assert_good_on_every_screen(signed_in_page(world.director, close))


def test_writing(world: World, signed_in_page: OpenPage, assert_good_on_every_screen: Judge) -> None:
    load_taxonomy()
    page = signed_in_page(world.director, reverse("helprequests:helprequest_create"))
    assert_good_on_every_screen(page)
    page.get_by_label("In je eigen woorden").fill("Leerling Sem heeft vaak ruzie op het plein.")
    page.get_by_role("button", name="Verder").click()
    assert_good_on_every_screen(page)
    page.get_by_label("Ik heb het nagekeken").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_text("Kies uit alle vaardigheden").click()
    page.get_by_role("button", name="Zet je vraag uit").click()
    assert_good_on_every_screen(page)


@pytest.mark.parametrize("who", ["director", "staff"])
def test_conversations(
    world: World, conversation: Conversation, signed_in_page: OpenPage, assert_good_on_every_screen: Judge, who: str
) -> None:
    page = signed_in_page(getattr(world, who), reverse("helprequests:conversation_list"))
    assert_good_on_every_screen(page)
    page.goto(conversation.get_absolute_url())
    assert_good_on_every_screen(page)


def test_reporting_and_closing(
    world: World, conversation: Conversation, signed_in_page: OpenPage, assert_good_on_every_screen: Judge
) -> None:
    message = conversation.messages.get()
    page = signed_in_page(world.staff, reverse("helprequests:message_report", args=[message.pk]))
    assert_good_on_every_screen(page)
    report = actions.report_message(message, by=world.staff, reason=ReportReason.INSULT, text="Dit raakt mij.")
    assert_good_on_every_screen(signed_in_page(world.moderator, report.get_absolute_url()))
    actions.close_contact(conversation, by=world.staff)
    page.goto(conversation.get_absolute_url())
    assert_good_on_every_screen(page)


def test_contact(
    world: World, help_request: HelpRequest, signed_in_page: OpenPage, assert_good_on_every_screen: Judge
) -> None:
    url = reverse("helprequests:contact_create", args=[world.sister_staff.expert.pk])
    assert_good_on_every_screen(signed_in_page(world.director, url))


def test_an_answer_that_needs_one_more_thing(
    world: World, help_request: HelpRequest, signed_in_page: OpenPage, assert_good_on_every_screen: Judge
) -> None:
    page = signed_in_page(world.sister_staff, help_request.get_absolute_url())
    page.get_by_text("Nu niet", exact=True).click()
    page.get_by_role("button", name="Verstuur: nu niet").click()
    page.get_by_role("heading", name="Nog één ding bij je antwoord").wait_for()
    assert_good_on_every_screen(page)
