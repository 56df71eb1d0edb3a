"""Reading the list, sending it, throwing it away."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisations import actions
from organisations.models import StaffImport, StaffInvitation
from tests.organisations.world import World

WRONG = b"naam;mail\nNina Nieuw;nina@linde.test\nBo Berg;fout\n"


def handed_in(world: World, data: bytes = WRONG) -> StaffImport:
    return actions.upload_staff_list(
        world.board, by=world.director, file_name="lijst.csv", data=data, school=world.school
    )


def url(staff_import: StaffImport, name: str = "detail") -> str:
    return reverse(f"organisations:staff_import_{name}", args=[staff_import.pk])


@pytest.fixture
def director(client: Client, world: World) -> Client:
    client.force_login(world.director)
    return client


def test_wrong_rows_come_first_with_their_reason(director: Client, world: World) -> None:
    answer = director.get(url(handed_in(world)))
    assert [(line.number, line.problems) for line in answer.context["page"]] == [(3, ["“fout” is geen e-mailadres."])]
    assert (answer.context["wrong"], answer.context["good"]) == (1, 1)


def test_nobody_is_asked_while_a_row_is_wrong(director: Client, world: World) -> None:
    answer = director.post(url(handed_in(world), "confirm"), follow=True)
    assert "1 regel klopt nog niet" in answer.text
    assert not StaffInvitation.objects.exists()


def test_with_a_tick_the_wrong_row_is_left_out(director: Client, world: World) -> None:
    director.post(url(handed_in(world), "confirm"), {"skip_wrong": "on"})
    assert list(StaffInvitation.objects.values_list("email", flat=True)) == ["nina@linde.test"]


def test_afterwards_the_page_tells_how_far_the_mails_are(director: Client, world: World) -> None:
    staff_import = handed_in(world)
    actions.confirm_staff_import(staff_import, by=world.director, skip_wrong=True)
    answer = director.get(url(staff_import))
    assert "0 van 1" in answer.text
    assert "nina@linde.test" not in answer.text


def test_thrown_away_it_holds_nobody_any_more(director: Client, world: World) -> None:
    director.post(url(handed_in(world), "discard"))
    assert not StaffImport.objects.exists()


def test_a_list_of_somebody_else_does_not_exist(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    assert client.get(url(handed_in(world))).status_code == 404


def test_a_longer_list_costs_as_many_queries(
    director: Client, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = b"".join(b"Nina%d Nieuw;nina%d@linde.test\n" % (n, n) for n in range(300))
    short, long = handed_in(world), handed_in(world, b"naam;mail\n" + rows)
    director.get(url(short))
    with django_assert_num_queries(10):
        director.get(url(short))
    with django_assert_num_queries(10):
        director.get(url(long))
