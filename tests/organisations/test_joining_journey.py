"""Joining with a work address and leaving again, in a real browser: the newcomer, the director and the board admin."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from helprequests.models import HelpRequest
from organisations import actions
from organisations.choices import LetterKind, Role
from organisations.models import Letter, Membership, WorkDomain
from tests.helprequests.factories import make_open
from tests.organisations.world import World
from tests.users.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
Good = Callable[[Page], None]


def test_a_newcomer_joins_with_a_work_address(
    live_server, page: Page, signed_in_page: Callable[..., Page], world: World, assert_good_on_every_screen: Good
) -> None:
    WorkDomain.objects.create(board=world.board, domain="delinde.test")
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("link", name="Of meld je aan met je werkadres").click()
    assert_good_on_every_screen(page)
    page.get_by_label("Je e-mailadres van het werk").fill("nina@delinde.test")
    page.get_by_role("button", name="Stuur mij een link").click()
    page.get_by_role("heading", name="Kijk in je mail").wait_for()
    assert_good_on_every_screen(page)

    actions.deliver_letter(Letter.objects.get(kind=LetterKind.WORK_ADDRESS).pk)
    path = re.search(r"/meedoen/\S+", mail.outbox[-1].body)
    assert path is not None
    page.goto(live_server.url + path[0])
    assert_good_on_every_screen(page)
    page.get_by_label("Voornaam").fill("Nina")
    page.get_by_label("Achternaam").fill("Nieuw")
    page.get_by_label("Op welke school werk je?").select_option(label="De Wilgenhof")
    page.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Vraag een plek").click()
    page.get_by_text("Zodra De Wilgenhof zegt dat je er werkt").wait_for()
    page.goto(live_server.url + reverse("organisations:join_choose"))
    assert_good_on_every_screen(page)

    director = signed_in_page(world.director, "/")
    director.get_by_role("link", name=re.compile("Zeg ja of nee")).click()
    assert_good_on_every_screen(director)
    director.get_by_role("link", name=re.compile("Met een andere rol")).click()
    assert_good_on_every_screen(director)
    director.goto(reverse("organisations:join_list"))
    director.get_by_role("button", name=re.compile(r"^Werkt hier ?:")).click()
    director.get_by_text("Nina Nieuw hoort nu bij De Wilgenhof").wait_for()
    assert Membership.objects.get(user__email="nina@delinde.test").role == Role.STAFF


def test_a_director_leaves_and_the_successor_takes_over(
    signed_in_page: Callable[..., Page], world: World, assert_good_on_every_screen: Good
) -> None:
    make_open(world.school, world.director, title="Meer rust op het plein")
    place = world.director.memberships.get()
    admin = signed_in_page(world.board_admin, reverse("organisations:person_list", args=[world.board.pk]))
    admin.get_by_role("link", name="Beëindig de plek van Marijke Veldkamp bij De Wilgenhof").click()
    assert_good_on_every_screen(admin)
    admin.get_by_text("Dit is de enige directeur van de school.").wait_for()
    admin.get_by_label("Laatste dag").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    admin.get_by_label("Wie neemt het over?").select_option(label="Samira Haddou")
    admin.get_by_role("button", name="Beëindig deze plek").click()
    admin.get_by_text("De plek van Marijke Veldkamp is beëindigd.").wait_for()

    assert HelpRequest.objects.get().asked_by == world.coordinator
    assert world.coordinator.memberships.filter(role=Role.DIRECTOR, school=world.school).exists()
    place.refresh_from_db()
    assert place.ends_on == timezone.localdate() + timedelta(days=30)
