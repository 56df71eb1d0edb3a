from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.choices import Side
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, switch_on_all

URL = reverse("reviews:review_list")


def test_an_empty_list_helps_on(client: Client, world: World) -> None:
    client.force_login(world.director)
    assert "Nog geen hulp die klaar is" in client.get(URL).content.decode()


def test_what_waits_for_you(loan: Loan, client_of_director: Client) -> None:
    html = client_of_director.get(URL).content.decode()
    assert "Wacht op jou" in html
    assert reverse("reviews:review_edit", args=[loan.pk]) in html


def test_what_you_sent_waits_for_the_other(world: World, loan: Loan, client_of_director: Client) -> None:
    make_review(loan, world.neighbour_director)
    html = client_of_director.get(URL).content.decode()
    assert "Jij bent klaar." in html
    assert "Wacht op jou" not in html


def test_what_can_be_read(world: World, loan: Loan, client_of_director: Client) -> None:
    make_review(loan, world.neighbour_director)
    make_review(loan, world.staff, Side.EXPERT)
    assert "Er is iets te lezen." in client_of_director.get(URL).content.decode()


def test_nobody_elses_help(world: World, loan: Loan, client: Client) -> None:
    client.force_login(world.sister_director)
    assert "Rust op het plein" not in client.get(URL).content.decode()


def test_as_many_queries_for_three_as_for_one(world: World, client_of_director: Client) -> None:
    switch_on_all(world)
    make_review(finished_loan(world.staff_membership, world.neighbour_school, days_ago=50), world.neighbour_director)
    client_of_director.get(URL)
    with CaptureQueriesContext(connection) as with_one:
        client_of_director.get(URL)
    for days in (2, 90):
        other = finished_loan(world.sister_staff_membership, world.neighbour_school, days_ago=days)
        make_review(other, world.neighbour_director)
        make_review(other, world.sister_staff, Side.EXPERT)
    with CaptureQueriesContext(connection) as with_three:
        client_of_director.get(URL)
    assert len(with_three) == len(with_one)
