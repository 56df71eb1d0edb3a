"""Finding the school's sign-in: by work address or board, and never an answer about accounts."""

import re

import pytest
from django.urls import reverse

from organisations.choices import SignInKind
from organisations.models import WorkDomain
from tests.users.signing_in import confirmed

URL = reverse("organisations:school_sign_in")


@pytest.fixture
def linde(set_up, world):
    WorkDomain.objects.create(board=world.board, domain="delinde.test")
    return set_up()


def test_the_domain_of_the_address_is_enough(client, linde):
    page = client.post(URL, {"email": "iemand@DeLinde.test"}).content.decode()
    assert "Je gaat naar de inlog van De Linde" in page
    assert f"{linde.issuer}/oauth2/authorize" in page


def test_without_javascript_the_page_leads_on_by_itself(client, linde):
    assert 'http-equiv="refresh" content="0;url=' in client.post(URL, {"provider": linde.pk}).content.decode()


def test_only_boards_that_are_on_can_be_chosen(client, linde, set_up, world):
    other = set_up(board=world.neighbour_board)
    other.is_on = False
    other.save()
    assert list(client.get(URL).context["form"].fields["provider"].queryset) == [linde]


def test_an_address_nobody_knows_is_said_at_the_field(client, linde):
    answer = client.post(URL, {"email": "iemand@elders.test"})
    assert list(answer.context["form"].errors) == ["email"]


def test_a_board_with_two_ways_in_asks_which(client, linde, set_up):
    set_up(SignInKind.GOOGLE)
    answer = client.post(URL, {"email": "iemand@delinde.test"})
    assert list(answer.context["form"].errors) == ["provider"]


def test_nothing_filled_in_is_said(client, linde):
    assert client.post(URL, {}).context["form"].non_field_errors()


@pytest.mark.parametrize("domain", ["delinde.test", "elders.test"])
def test_known_and_unknown_people_get_the_same(client, linde, domain):
    confirmed(email=f"tessa@{domain}")
    pages = []
    for name in ("tessa", "nobody"):
        page = client.post(URL, {"email": f"{name}@{domain}"}).content.decode().replace(name, "NAAM")
        pages.append(re.sub(r"(state|nonce|code_challenge)=[^&\"]+|oken\"?[:= ]+(value=)?\"[^\"]+\"", "", page))
    assert pages[0] == pages[1]


def test_the_sign_in_page_leads_here(client, db):
    assert URL in client.get(reverse("account_login")).content.decode()
