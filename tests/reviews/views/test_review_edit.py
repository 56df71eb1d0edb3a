import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from pytest_django.asserts import assertRedirects

from reviews.models import Review
from reviews.window import reveal_on
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import WORKED, days_later, finished_loan, submit, switch_on_all

DATA = {"mark": "8", "again": "yes", "worked": WORKED, "fit": "5", "handover": "0", "send": "1"}


def url(loan: Loan) -> str:
    return reverse("reviews:review_edit", args=[loan.pk])


def test_explains_when_it_will_be_read(loan: Loan, client_of_director: Client) -> None:
    html = client_of_director.get(url(loan)).content.decode()
    day = date_format(reveal_on(loan), "j F")
    assert "Hoe ging de hulp van Tessa Bloem?" in html
    assert f"als jullie allebei klaar zijn, of op <strong>{day}</strong>." in html


def test_looking_makes_nothing(loan: Loan, client_of_director: Client) -> None:
    client_of_director.get(url(loan))
    assert not Review.objects.exists()


def test_sends(loan: Loan, client_of_director: Client) -> None:
    response = client_of_director.post(url(loan), DATA)
    assertRedirects(response, reverse("reviews:review_detail", args=[loan.pk]))
    review = Review.objects.get()
    assert (review.state, review.mark, review.again, review.worked) == ("submitted", 8, "yes", WORKED)
    assert {answer.aspect: answer.word for answer in review.answers.all()} == {"fit": 5, "handover": 0}


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"mark": ""}, "Kies een cijfer."),
        ({"again": ""}, "Kies wat past."),
        ({"worked": ""}, "Schrijf op wat werkte, of wat je anders zou doen."),
        ({"worked": "Te kort"}, "Schrijf minstens 25 tekens, of laat het leeg."),
        ({"worked": "Het nummer van dit kind is 111222333."}, "Dit lijkt een burgerservicenummer."),
    ],
)
def test_says_what_is_missing(loan: Loan, client_of_director: Client, more: dict, problem: str) -> None:
    response = client_of_director.post(url(loan), DATA | more)
    assert problem in response.content.decode()
    assert not Review.objects.exists()


def test_asks_to_look_again_at_what_may_point_at_a_child(loan: Loan, client_of_director: Client) -> None:
    doubtful = DATA | {"worked": "Leerling Sem werd rustiger op het plein en deed weer mee."}
    html = client_of_director.post(url(loan), doubtful).content.decode()
    assert "Ik heb het nagekeken" in html
    assert not Review.objects.exists()
    client_of_director.post(url(loan), doubtful | {"confirmed": "on"})
    assert Review.objects.get().state == "submitted"


def test_keeps_an_unfinished_draft(loan: Loan, client_of_director: Client) -> None:
    response = client_of_director.post(url(loan), {"mark": "6", "worked": "Eerst", "save": "1"})
    assertRedirects(response, reverse("reviews:review_list"))
    assert Review.objects.get().state == "draft"
    html = client_of_director.get(url(loan)).content.decode()
    assert 'value="6" id="id_mark_5" checked' in html
    assert "Eerst</textarea>" in html


def test_keeps_as_you_go(loan: Loan, client_of_director: Client) -> None:
    save = reverse("reviews:review_save", args=[loan.pk])
    html = client_of_director.post(save, {"mark": "6"}).content.decode()
    assert "Bewaard om" in html
    assert Review.objects.get().mark == 6


def test_says_when_it_could_not_be_kept(loan: Loan, client_of_director: Client) -> None:
    save = reverse("reviews:review_save", args=[loan.pk])
    html = client_of_director.post(save, {"worked": "Kind met nummer 111222333"}).content.decode()
    assert "Nog niet bewaard:" in html
    assert not Review.objects.exists()


def test_never_takes_back_what_was_sent_while_you_type(world: World, loan: Loan, client_of_director: Client) -> None:
    submit(loan, world.neighbour_director)
    client_of_director.post(reverse("reviews:review_save", args=[loan.pk]), {"mark": "1"})
    assert Review.objects.get().mark == 8


def test_the_expert_is_asked_about_the_school(loan: Loan, client_of_expert: Client) -> None:
    html = client_of_expert.get(url(loan)).content.decode()
    assert "Hoe ging het bij De Kameleon?" in html
    assert "Ik was welkom in het team" in html
    assert "Wij kunnen nu zelf verder" not in html


def test_within_the_own_school_there_is_no_mark_to_give(world: World, client: Client) -> None:
    switch_on_all(world)
    own = finished_loan(world.staff_membership, world.school)
    client.force_login(world.director)
    html = client.get(url(own)).content.decode()
    assert "binnen jullie eigen school" in html
    assert 'name="mark"' not in html
    client.post(url(own), {"worked": WORKED, "send": "1"})
    assert Review.objects.get().state == "submitted"


def test_afterwards_the_address_leads_to_what_can_be_read(loan: Loan, client_of_director: Client) -> None:
    with days_later(13):
        response = client_of_director.get(url(loan))
    assertRedirects(response, reverse("reviews:review_detail", args=[loan.pk]), fetch_redirect_response=False)
