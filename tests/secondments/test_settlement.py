from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from experts.choices import Part, TimeMode
from funding.choices import LineKind
from funding.models import LedgerLine
from secondments import actions
from secondments.choices import ChargeMethod, StepKind
from secondments.models import Secondment
from secondments.settlement import rows_for, totals
from tests.funding.factories import BudgetFactory
from tests.organisations.world import World
from tests.secondments.factories import cover_all, propose, say_yes, step, tuesday
from tests.secondments.test_actions_running import finish, long_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(world: World) -> Secondment:
    """Our teacher left a class for another board, paid by the network; all of it is over and made up."""
    secondment = propose(
        world.neighbour_director,
        world.neighbour_school,
        world.staff_membership,
        time_mode=TimeMode.TEACHING,
        half_days=tuple((tuesday(1), part) for part in Part),
        charge_method=ChargeMethod.FIXED,
        named_cents=123_45,
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)
    cover_all(secondment, world.director, cents=199_99)
    budget = BudgetFactory(network=world.network, granted=1_000_00)
    approval = step(secondment, StepKind.BUDGET_HOLDER)
    actions.ask_network_for_money(approval, by=world.board_admin, network=world.network)
    actions.fund_replacement(step(secondment, StepKind.BUDGET_HOLDER), by=world.network_coordinator, budget=budget)
    long_ago(Secondment.objects.get())
    finish(secondment)
    assert actions.settle_secondments() == 1
    return Secondment.objects.get()


def period() -> tuple[date, date]:
    today = timezone.localdate()
    return today - timedelta(days=1), today + timedelta(days=1)


def test_the_charge_and_the_replacement_of_somebody_elses_money(world: World, settled: Secondment) -> None:
    rows = rows_for(world.board_admin, *period())

    assert [(row.payer, row.payee, row.total_cents) for row in rows] == [
        (world.neighbour_board.name, world.board.name, 123_45),
        (str(world.network), world.board.name, 2 * 199_99),
    ]


def test_the_other_board_sees_only_its_own_part(world: World, settled: Secondment) -> None:
    rows = rows_for(world.neighbour_board_admin, *period())

    assert [(row.payer, row.total_cents) for row in rows] == [(world.neighbour_board.name, 123_45)]


def test_replacement_is_the_ledgers_to_the_cent(world: World, settled: Secondment) -> None:
    spent = sum(LedgerLine.objects.filter(kind=LineKind.SPEND).values_list("amount_cents", flat=True))
    found = [row.total_cents for row in rows_for(world.board_admin, *period()) if row.half_days == 0]

    assert sum(found) == spent


def test_outside_the_period_there_is_nothing(world: World, settled: Secondment) -> None:
    assert rows_for(world.board_admin, date(2020, 1, 1), date(2020, 12, 31)) == []


def test_the_page_and_both_files_say_the_same(client: Client, world: World, settled: Secondment) -> None:
    client.force_login(world.board_admin)
    rows = rows_for(world.board_admin, *period())
    seen = client.get(reverse("secondments:settlement")).content.decode()
    text = client.get(reverse("secondments:settlement_csv")).content.decode("utf-8-sig")
    workbook = load_workbook(BytesIO(client.get(reverse("secondments:settlement_xlsx")).content))

    assert "€ 123,45" in seen
    assert "€ 399,98" in seen
    assert [line.split(";")[-1] for line in text.splitlines()[1:3]] == ["123,45", "399,98"]
    sums = {row[0]: row[2] for row in workbook["Totalen"].iter_rows(min_row=2, values_only=True)}
    assert sums == {total.payer: total.total_cents / 100 for total in totals(rows)}


def test_a_period_the_wrong_way_round_is_told(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    url = reverse("secondments:settlement")
    seen = client.get(url, {"first": "2026-12-01", "last": "2026-11-01"}).content.decode()

    assert "Deze dag ligt voor de eerste dag." in seen
