import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.users.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.refusing_urls")]


@pytest.fixture
def signed_in() -> Client:
    client = Client()
    client.force_login(UserFactory())
    return client


def test_a_refused_post_leads_back_to_the_page_it_came_from(signed_in):
    response = signed_in.post("/te-laat/", headers={"referer": "http://testserver/hulpvragen/12/"})
    assert (response.status_code, response["Location"]) == (302, "http://testserver/hulpvragen/12/")
    assert [str(m) for m in get_messages(response.wsgi_request)] == ["Iemand anders heeft hier al over beslist."]


def test_a_refused_post_never_leads_to_another_site(signed_in):
    response = signed_in.post("/te-laat/", headers={"referer": "https://elders.test/"})
    assert response["Location"] == "/te-laat/"


def test_a_refused_htmx_post_tells_the_browser_where_to_go(signed_in):
    response = signed_in.post(
        "/te-laat/", headers={"referer": "http://testserver/hulpvragen/12/", "hx-request": "true"}
    )
    assert (response.status_code, response["HX-Redirect"]) == (200, "http://testserver/hulpvragen/12/")


def test_a_refused_page_says_why(signed_in):
    response = signed_in.get("/te-laat/")
    assert response.status_code == 409
    assert "Iemand anders heeft hier al over beslist." in response.content.decode()


def test_another_error_stays_an_error(signed_in):
    signed_in.raise_request_exception = False
    response = signed_in.post("/stuk/")
    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()


def test_no_search_engine_and_no_shared_cache_keeps_a_page(signed_in):
    response = signed_in.get("/privacy/")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "private, no-store"
