from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from core import context_processors
from core.context_processors import NavItem, frame, nav_for
from users.models import User


def request_of(user, rights=(), theme=""):
    request = RequestFactory().get("/")
    request.user = user
    request.viewpoint = SimpleNamespace(rights_anywhere=frozenset(rights))
    request.resolver_match = SimpleNamespace(view_name="core:privacy")
    request.COOKIES["theme"] = theme
    return request


@pytest.fixture
def a_small_menu(monkeypatch):
    menu = (
        NavItem("Privacy", "core:privacy", ("core:",)),
        NavItem("Voor zoekers", "core:landing", ("insights:",), right="search"),
        NavItem("Voor anderen", "core:how_it_works", ("insights:",), without="search"),
        NavItem("Bestaat niet", "core:bestaat_niet", ()),
    )
    monkeypatch.setattr(context_processors, "NAV", menu)


def test_the_signed_out_have_no_menu():
    assert nav_for(request_of(AnonymousUser())) == []


def test_the_menu_shows_what_exists_and_fits(a_small_menu):
    assert [item["label"] for item in nav_for(request_of(User()))] == ["Privacy", "Voor anderen"]
    assert [item["label"] for item in nav_for(request_of(User(), {"search"}))] == ["Privacy", "Voor zoekers"]


def test_the_menu_says_where_you_are(a_small_menu):
    assert [item["is_here"] for item in nav_for(request_of(User(), {"search"}))] == [True, False]


@pytest.mark.parametrize(("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('x" onload="', ""), ("", "")])
def test_only_a_known_theme_reaches_the_page(cookie, theme):
    assert frame(request_of(AnonymousUser(), theme=cookie))["theme"] == theme


def test_a_place_may_need_a_fact_of_the_viewpoint():
    item = NavItem("Mijn aanbod", "core:privacy", only="can_offer")
    assert [item.fits(SimpleNamespace(can_offer=fact)) for fact in (True, False)] == [True, False]
