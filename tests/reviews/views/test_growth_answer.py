import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import Growth
from secondments.models import Loan


@pytest.mark.parametrize(("answer", "said_yes"), [("yes", True), ("no", False)])
def test_answers(loan: Loan, client_of_expert: Client, answer: str, said_yes: bool) -> None:
    growth = Growth.objects.create(expert=loan.expert, ring=3)
    url = reverse("reviews:growth_answer", args=[growth.pk])
    assert "Het netwerk" in client_of_expert.get(url).content.decode()
    client_of_expert.post(url, {answer: "1"})
    growth.refresh_from_db()
    assert growth.said_yes is said_yes
