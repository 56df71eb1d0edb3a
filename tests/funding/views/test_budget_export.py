import csv

import pytest
from django.urls import reverse

from funding import actions
from funding.exports import amount
from tests.funding.factories import BudgetFactory, reserved

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(world):
    return BudgetFactory(network=None, board=world.board, name="Vervanging", granted=1_000_00)


def rows(client, budget):
    response = client.get(reverse("funding:budget_export", args=[budget.pk]))
    assert response.headers["Content-Disposition"] == f'attachment; filename="budget-{budget.pk}-vervanging.csv"'
    return list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_the_lines_add_up_to_the_totals(client, world, budget):
    actions.commit_reservation(reserved(budget, 250_50), by=world.board_admin)
    client.force_login(world.board_admin)
    _head, *lines, total = rows(client, budget)
    assert [line[1] for line in lines] == ["Toegekend", "Gereserveerd", "Toegezegd"]
    assert total[3:7] == ["1000,00", "0,00", "250,50", "0,00"]


def test_a_note_never_becomes_a_formula(client, world, budget):
    actions.grant(budget, amount_cents=1, by=world.board_admin, note="=HYPERLINK(1)")
    client.force_login(world.board_admin)
    assert rows(client, budget)[2][-1] == "'=HYPERLINK(1)"


def test_another_board_gets_nothing(client, world, budget):
    client.force_login(world.foreign_board_admin)
    assert client.get(reverse("funding:budget_export", args=[budget.pk])).status_code == 404


@pytest.mark.parametrize(("cents", "words"), [(5, "0,05"), (-5, "-0,05"), (-125050, "-1250,50"), (0, "0,00")])
def test_an_amount_reads_as_a_number(cents, words):
    assert amount(cents) == words
