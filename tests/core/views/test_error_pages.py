import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_worst_pages_need_nothing(name):
    html = render_to_string(name)
    assert "<h1>" in html
    assert 'href="/"' in html


def test_a_page_that_is_not_there_helps_on(client, db):
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()


def test_a_form_that_waited_too_long_says_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})
    assert response.status_code == 403
    assert "Deze pagina was te oud" in response.content.decode()
