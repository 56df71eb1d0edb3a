from django.test import Client
from django.urls import reverse

from reviews.choices import Side
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import make_review

DOUBT = "Leerling Sem heeft er nog steeds plezier van."


def test_a_doubt_in_an_answer_waits_for_a_tick(world: World, loan: Loan, client_of_expert: Client) -> None:
    make_review(loan, world.staff, Side.EXPERT)
    review = make_review(loan, world.neighbour_director)
    url = reverse("reviews:review_reply", args=[review.pk])
    html = client_of_expert.post(url, {"text": DOUBT}).content.decode()
    assert "Ik heb het nagekeken" in html
    assert DOUBT in html
    client_of_expert.post(url, {"text": DOUBT, "confirmed": "on"})
    review.refresh_from_db()
    assert review.reply == DOUBT
