from django.test import Client
from django.urls import reverse

from reviews.models import Choice
from secondments.models import Loan

URL = reverse("reviews:choice_edit")


def test_looking_chooses_nothing(loan: Loan, client_of_expert: Client) -> None:
    client_of_expert.get(URL)
    assert not Choice.objects.exists()


def test_a_ring_for_the_score(loan: Loan, client_of_expert: Client) -> None:
    client_of_expert.post(URL, {"reviews": "shown", "score_ring": "3"})
    choice = Choice.objects.get()
    assert (choice.score_ring, choice.is_hidden) == (3, False)


def test_nobody_and_hidden(loan: Loan, client_of_expert: Client) -> None:
    client_of_expert.post(URL, {"reviews": "hidden", "score_ring": ""})
    choice = Choice.objects.get()
    assert (choice.score_ring, choice.is_hidden) == (None, True)
