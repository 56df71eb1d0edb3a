from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from funding.models import Budget, LedgerLine
from organisations.sheets import workbook_bytes
from tests.funding.factories import BudgetFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
URL = "funding:grant_import"


@pytest.fixture
def budgets(world: World) -> tuple[Budget, Budget]:
    return (
        BudgetFactory(board=world.board, network=None, name="Vervanging", granted=0),
        BudgetFactory(board=world.board, network=None, name="Scholing", granted=0),
    )


def hand_in(
    client: Client, world: World, *rows: tuple[object, ...], header: Any = ("Budget", "Bedrag", "Kenmerk")
) -> Any:
    client.force_login(world.board_admin)
    file = SimpleUploadedFile("toekenningen.xlsx", workbook_bytes([("Lijst", header, rows)]))
    return client.post(reverse(URL), {"file": file})


def granted() -> dict[str, int]:
    return dict(Budget.objects.values_list("name", "granted_cents"))


def test_every_row_is_a_grant_with_its_reference(client: Client, world: World, budgets: Any) -> None:
    response = hand_in(client, world, ("vervanging", "1.250,50", "Besluit 12"), ("Scholing", 300, "Besluit 13"))

    assert response.status_code == 302
    assert granted() == {"Vervanging": 1_250_50, "Scholing": 300_00}
    line = LedgerLine.objects.get(budget__name="Vervanging")
    assert (line.note, line.by) == ("Besluit 12", world.board_admin)


def test_one_wrong_row_and_nothing_is_added(client: Client, world: World, budgets: Any) -> None:
    response = hand_in(
        client,
        world,
        ("Vervanging", "100", "Besluit 12"),
        ("Bestaat niet", "100", "Besluit 12"),
        ("Scholing", "veel", "Besluit 13"),
        ("Scholing", "100", ""),
    )

    assert [each.line for each in response.context["wrong"]] == [3, 4, 5]
    assert "is geen budget waar jij over gaat" in response.content.decode()
    assert granted() == {"Vervanging": 0, "Scholing": 0}


def test_the_same_file_twice_pays_once(client: Client, world: World, budgets: Any) -> None:
    rows = (("Vervanging", "100", "Besluit 12"),)
    hand_in(client, world, *rows)
    response = hand_in(client, world, *rows)

    assert "staat er al" in response.content.decode()
    assert granted()["Vervanging"] == 100_00


def test_twice_in_one_file_too(client: Client, world: World, budgets: Any) -> None:
    rows = (("Vervanging", "100", "Besluit 12"),) * 2
    assert hand_in(client, world, *rows).status_code == 200
    assert granted()["Vervanging"] == 0


def test_a_budget_of_somebody_else_is_unknown(client: Client, world: World, budgets: Any) -> None:
    BudgetFactory(board=world.neighbour_board, network=None, name="Buren", granted=0)
    response = hand_in(client, world, ("Buren", "100", "Besluit 12"))

    assert response.context["wrong"][0].line == 2
    assert granted()["Buren"] == 0


def test_a_column_that_is_missing_is_named(client: Client, world: World, budgets: Any) -> None:
    response = hand_in(client, world, ("Vervanging", "100"), header=("Budget", "Bedrag"))

    assert "kenmerk" in response.context["wrong"][0].reason


def test_what_is_no_workbook_is_refused_at_the_field(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    response = client.post(reverse(URL), {"file": SimpleUploadedFile("lijst.xlsx", b"geen excel")})

    assert response.context["form"].errors.keys() == {"file"}
