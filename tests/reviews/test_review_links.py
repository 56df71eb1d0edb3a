"""What `{% review_links secondment %}` shows on the page of a secondment."""

from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from reviews.choices import Side
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review
from users.models import User

TAG = Template("{% load reviews %}{% review_links secondment %}")


def shown(loan: Loan, user: User) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return TAG.render(Context({"request": request, "secondment": loan.secondment}))


def test_both_sides_find_the_form(world: World, loan: Loan) -> None:
    form = reverse("reviews:review_edit", args=[loan.pk])
    assert form in shown(loan, world.neighbour_director)
    assert form in shown(loan, world.staff)


def test_afterwards_they_find_what_was_written(world: World, loan: Loan) -> None:
    make_review(loan, world.neighbour_director)
    make_review(loan, world.staff, Side.EXPERT)
    html = shown(loan, world.neighbour_director)
    assert "Lees wat jij en Tessa schreven" in html
    assert reverse("reviews:review_edit", args=[loan.pk]) not in html


def test_nothing_for_the_lending_side(world: World, loan: Loan) -> None:
    assert shown(loan, world.director).strip() == ""


def test_nothing_while_a_board_has_reviews_off(world: World) -> None:
    off = finished_loan(world.staff_membership, world.neighbour_school)
    assert shown(off, world.neighbour_director).strip() == ""
