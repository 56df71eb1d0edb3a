from django.test import Client
from django.urls import reverse

from reviews.choices import Side
from reviews.models import Review
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import days_later, make_review, submit


def url(loan: Loan) -> str:
    return reverse("reviews:review_detail", args=[loan.pk])


def test_before_both_are_done_only_your_own(world: World, loan: Loan, client_of_director: Client) -> None:
    submit(loan, world.staff, worked="De school had alles voor mij klaargelegd.")
    html = client_of_director.get(url(loan)).content.decode()
    assert "De school had alles" not in html
    assert "Wat de ander schreef" not in html


def test_both_together(world: World, loan: Loan, client_of_director: Client) -> None:
    submit(loan, world.staff, worked="De school had alles voor mij klaargelegd.")
    submit(loan, world.neighbour_director)
    html = client_of_director.get(url(loan)).content.decode()
    assert "De school had alles voor mij klaargelegd." in html
    assert "Zij keek eerst een ochtend mee" in html


def test_silence_after_fourteen_days(world: World, loan: Loan, client_of_director: Client) -> None:
    submit(loan, world.neighbour_director)
    with days_later(13):
        html = client_of_director.get(url(loan)).content.decode()
    assert "Er is niets van de ander te lezen." in html
    assert "Neem terug" not in html


def test_take_back(world: World, loan: Loan, client_of_director: Client) -> None:
    review = submit(loan, world.neighbour_director)
    assert "Neem terug" in client_of_director.get(url(loan)).content.decode()
    client_of_director.post(reverse("reviews:review_withdraw", args=[review.pk]))
    assert Review.objects.get().state == "withdrawn"


def test_taking_back_too_late_is_refused_in_words(world: World, loan: Loan, client_of_director: Client) -> None:
    review = submit(loan, world.neighbour_director)
    submit(loan, world.staff)
    page = f"http://testserver{url(loan)}"
    withdraw = reverse("reviews:review_withdraw", args=[review.pk])
    response = client_of_director.post(withdraw, follow=True, HTTP_REFERER=page)
    assert "Hierover kun je nu niet (meer) schrijven." in response.content.decode()
    assert Review.objects.filter(state="submitted").count() == 2


def test_an_answer(world: World, loan: Loan, client_of_director: Client) -> None:
    make_review(loan, world.neighbour_director)
    theirs = make_review(loan, world.staff, Side.EXPERT)
    reply = reverse("reviews:review_reply", args=[theirs.pk])
    client_of_director.post(reply, {"text": "Fijn om te lezen, we houden contact."})
    html = client_of_director.get(url(loan)).content.decode()
    assert "Fijn om te lezen, we houden contact." in html
    assert reply not in html


def test_an_answer_about_a_child_is_refused(world: World, loan: Loan, client_of_director: Client) -> None:
    make_review(loan, world.neighbour_director)
    theirs = make_review(loan, world.staff, Side.EXPERT)
    reply = reverse("reviews:review_reply", args=[theirs.pk])
    response = client_of_director.post(reply, {"text": "Leerling Sem vond het ook heel fijn hoor."})
    assert "Is dit de naam van een kind?" in response.content.decode()


def test_the_author_does_not_answer_the_own_review(world: World, loan: Loan, client_of_director: Client) -> None:
    mine = make_review(loan, world.neighbour_director)
    make_review(loan, world.staff, Side.EXPERT)
    assert client_of_director.get(reverse("reviews:review_reply", args=[mine.pk])).status_code == 403


def test_report(world: World, loan: Loan, client_of_expert: Client) -> None:
    review = make_review(loan, world.neighbour_director)
    make_review(loan, world.staff, Side.EXPERT)
    client_of_expert.post(reverse("reviews:review_report", args=[review.pk]), {"reason": "insult"})
    assert [report.reported_by for report in review.reports.all()] == [world.staff]
