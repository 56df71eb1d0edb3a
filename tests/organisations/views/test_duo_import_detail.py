from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisations.choices import FileKind, ImportStep
from organisations.duo import imports
from organisations.duo.files import NamedFile
from organisations.models import Board, DuoImport, School
from tests.experts.factories import make_expert
from tests.organisations.duo.files import file_of, school, schools
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.users.signing_in import sign_in_long_ago
from users.models import User


def read(by: User, rows: list[dict[str, str]]) -> DuoImport:
    duo_import = imports.upload([NamedFile("scholen.csv", FileKind.SCHOOLS, file_of(rows))], by=by)
    imports.read_import(duo_import.pk)
    duo_import.refresh_from_db()
    return duo_import


@pytest.fixture
def ready(world: World) -> DuoImport:
    """School 1 gets another board, school 6 closes, the last row is wrong."""
    first = imports.start_apply(read(world.platform_admin, schools(6)), by=world.platform_admin)
    imports.apply_import(first.pk)
    rows = [school(1, board="98009"), *schools(5)[1:], school(7, name="")]
    return read(world.platform_admin, rows)


def page(client: Client, world: World, duo_import: DuoImport, section: str = "") -> Any:
    client.force_login(world.platform_admin)
    return client.get(duo_import.get_absolute_url(), {"deel": section} if section else None)


def test_every_kind_of_difference_has_its_own_list(client: Client, world: World, ready: DuoImport) -> None:
    sections = page(client, world, ready).context["sections"]
    assert [(section["label"], section["count"]) for section in sections] == [
        ("Overgeslagen regels", 1),
        ("Gesloten", 1),
        ("Ander bestuur", 1),
        ("Nieuwe besturen", 1),
    ]


def test_a_skipped_row_is_named_by_file_and_line(client: Client, world: World, ready: DuoImport) -> None:
    html = page(client, world, ready, "errors").content.decode()
    assert "scholen.csv, regel 7" in html
    assert "de naam ontbreekt" in html


def test_another_board_says_who_is_concerned(client: Client, world: World, ready: DuoImport) -> None:
    place = School.objects.get(code="01ZZ00")
    expert = make_expert(MembershipFactory(school=place))
    director = MembershipFactory(school=place, director=True).user
    admin = MembershipFactory(board_admin=True, board=Board.objects.get(number="98001")).user

    html = page(client, world, ready, "board").content.decode()

    assert f"Nu buiten de school te zien: {expert.user.full_name}." in html
    assert f"Zoekt hier naar mensen: {director.full_name}." in html
    assert f"Beheert het oude bestuur en kan hier niets meer: {admin.full_name}." in html
    assert "98001" in html
    assert "98009" in html


def test_a_page_of_schools_costs_the_same_queries_as_one(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    def moved(number: int) -> DuoImport:
        for place in School.objects.filter(source="duo")[:number]:
            make_expert(MembershipFactory(school=place))
        rows = [school(n, board="98009") if n <= number else school(n) for n in range(1, 40)]
        return read(world.platform_admin, rows)

    first = imports.start_apply(read(world.platform_admin, schools(39)), by=world.platform_admin)
    imports.apply_import(first.pk)
    one, three = moved(1), moved(3)
    page(client, world, one, "board")
    with django_assert_max_num_queries(100) as captured:
        client.get(one.get_absolute_url(), {"deel": "board"})
    with django_assert_max_num_queries(len(captured)):
        client.get(three.get_absolute_url(), {"deel": "board"})


def test_while_it_is_busy_the_page_shows_how_far_it_is(client: Client, world: World) -> None:
    duo_import = imports.upload([NamedFile("a.csv", FileKind.SCHOOLS, file_of(schools(1)))], by=world.platform_admin)
    html = page(client, world, duo_import).content.decode()
    assert 'hx-trigger="every 2s"' in html
    assert "Pas dit toe" not in html


def test_the_moving_bar_brings_the_whole_page_when_it_is_done(client: Client, world: World, ready: DuoImport) -> None:
    client.force_login(world.platform_admin)
    answer = client.get(ready.get_absolute_url(), headers={"HX-Request": "true"})
    assert answer["HX-Refresh"] == "true"


def test_applying_from_the_page(client: Client, world: World, ready: DuoImport) -> None:
    client.force_login(world.platform_admin)
    answer = client.post(reverse("organisations:duo_import_apply", args=[ready.pk]))
    assert answer["Location"] == ready.get_absolute_url()
    ready.refresh_from_db()
    assert (ready.step, ready.decided_by) == (ImportStep.APPLYING, world.platform_admin)


def test_past_the_brake_the_page_asks_why(client: Client, world: World, ready: DuoImport) -> None:
    DuoImport.objects.filter(pk=ready.pk).update(brake="Dit is vreemd.")
    client.force_login(world.platform_admin)
    url = reverse("organisations:duo_import_apply", args=[ready.pk])

    answer = client.post(url, {"reason": "Fusie"})
    assert answer.status_code == 422
    assert "Dit is vreemd." in answer.content.decode()

    assert client.post(url, {"reason": "Fusie", "is_sure": "on"}).status_code == 302
    ready.refresh_from_db()
    assert ready.override_reason == "Fusie"


def test_a_while_after_signing_in_applying_asks_who_you_are(client: Client, world: World, ready: DuoImport) -> None:
    sign_in_long_ago(client, world.platform_admin)
    answer = client.post(reverse("organisations:duo_import_apply", args=[ready.pk]))
    assert "reauthenticate" in answer["Location"]
    ready.refresh_from_db()
    assert ready.step == ImportStep.READY


def test_throwing_away_from_the_page(client: Client, world: World, ready: DuoImport) -> None:
    client.force_login(world.platform_admin)
    client.post(reverse("organisations:duo_import_discard", args=[ready.pk]))
    ready.refresh_from_db()
    assert ready.step == ImportStep.DISCARDED
