from django.test import Client
from django.urls import reverse

from reviews.models import Review
from secondments.models import Loan


def test_answers_are_looked_at_while_writing(loan: Loan, client_of_director: Client) -> None:
    url = reverse("reviews:review_check", args=[loan.pk])
    page = client_of_director.get(reverse("reviews:review_edit", args=[loan.pk])).content.decode()
    assert f'hx-post="{url}"' in page
    html = client_of_director.post(url, {"worked": "Dankzij Tessa leest leerling Sem weer."}).content.decode()
    assert "“Sem”" in html
    assert "“Tessa”" not in html
    assert not Review.objects.exists()
