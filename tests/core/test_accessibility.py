"""axe on the pages of the frame: phone and desktop, light and dark; and nothing sticks out to the side."""

import pytest
from django.urls import reverse

from tests.organisations.factories import BoardFactory, MembershipFactory, SchoolFactory
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


OPEN_PAGES = [
    "core:landing",
    "core:how_it_works",
    "core:privacy",
    "core:accessibility",
    "account_login",
    "account_reset_password",
    "account_signup",
    "account_request_login_code",
]


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_open_pages(name, live_server, page, assert_good_on_every_screen):
    page.goto(live_server.url + reverse(name))
    assert_good_on_every_screen(page)


def test_a_page_that_is_not_there(live_server, page, assert_good_on_every_screen):
    page.goto(live_server.url + "/bestaat-niet/")
    assert_good_on_every_screen(page)


def test_a_form_with_mistakes(live_server, page, assert_good_on_every_screen):
    page.goto(live_server.url + reverse("account_login"))
    page.get_by_role("button", name="Inloggen").click()
    assert page.get_by_role("alert").is_visible()
    assert_good_on_every_screen(page)


def test_the_gallery(signed_in_page, assert_good_on_every_screen):
    assert_good_on_every_screen(signed_in_page(UserFactory(platform_admin=True), reverse("core:component_list")))


OWN_PAGES = [
    "users:account_detail",
    "users:personal_data_detail",
    "users:personal_data_erase",
    "mfa_index",
    "account_email",
    "account_reauthenticate",
    "usersessions_list",
]


@pytest.mark.parametrize("name", OWN_PAGES)
def test_own_pages(name, signed_in_page, assert_good_on_every_screen):
    assert_good_on_every_screen(signed_in_page(UserFactory(), reverse(name)))


def test_the_open_menu_of_someone_with_two_schools(signed_in_page, assert_good_on_every_screen):
    board = BoardFactory()
    SchoolFactory(board=board, name="De Wilgenhof")
    SchoolFactory(board=board, name="De Regenboog")
    user = MembershipFactory(board_admin=True, board=board).user
    page = signed_in_page(user, reverse("core:privacy"))
    page.locator(".me-menu summary").click()
    assert page.get_by_role("button", name="De Wilgenhof").is_visible()
    assert_good_on_every_screen(page)
