from typing import Any

from django.test import Client
from django.urls import reverse

from organisations.choices import FileKind
from organisations.duo import imports
from organisations.duo.files import NamedFile
from organisations.models import DuoImport
from tests.organisations.duo.files import file_of, schools
from tests.organisations.world import World

URL = reverse("organisations:duo_import_list")


def read(world: World, name: str) -> DuoImport:
    duo_import = imports.upload([NamedFile(name, FileKind.SCHOOLS, file_of(schools(2)))], by=world.platform_admin)
    imports.read_import(duo_import.pk)
    return duo_import


def test_every_import_says_what_it_did_and_who_asked(client: Client, world: World) -> None:
    read(world, "augustus.csv")
    client.force_login(world.platform_admin)
    html = client.get(URL).content.decode()
    assert "augustus.csv" in html
    assert "2 nieuw" in html
    assert "Puck Beheer" in html


def test_one_and_three_imports_cost_the_same_queries(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    client.force_login(world.platform_admin)
    read(world, "a.csv")
    client.get(URL)
    with django_assert_max_num_queries(50) as captured:
        client.get(URL)
    read(world, "b.csv")
    read(world, "c.csv")
    with django_assert_max_num_queries(len(captured)):
        client.get(URL)


def test_the_menu_leads_platform_admins_there_and_nobody_else(client: Client, world: World) -> None:
    client.force_login(world.platform_admin)
    assert URL in client.get(reverse("insights:home")).content.decode()
    client.force_login(world.board_admin)
    assert URL not in client.get(reverse("insights:home")).content.decode()
