"""The page says what the table says."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from organisations.choices import Role
from organisations.permissions import roles_to_give
from organisations.roles import GIVEN_BY, ROLE_RIGHTS, Right
from tests.organisations.world import World

URL = reverse("organisations:role_list")


def test_it_shows_every_right_of_every_role(client: Client, world: World) -> None:
    client.force_login(world.stranger)
    answer = client.get(URL)
    roles = [each["role"] for each in answer.context["roles"]]
    shown = {
        role: {row["right"] for row in answer.context["rows"] if row["cells"][place]}
        for place, role in enumerate(roles)
    }
    assert shown == {role: set(ROLE_RIGHTS[role]) for role in Role}
    page = unescape(answer.content.decode())
    assert [right for right in Right if str(right.label) not in page] == []


def test_own_roles_stand_out(client: Client, world: World) -> None:
    client.force_login(world.director)
    assert [each["role"] for each in client.get(URL).context["roles"] if each["is_mine"]] == [Role.DIRECTOR]


@pytest.mark.parametrize(("who", "words"), [("director", "de directeur"), ("board_admin", "het bestuur")])
def test_who_gives_a_role_is_who_may(world: World, who: str, words: str) -> None:
    said = [role for role in (Role.STAFF, Role.COORDINATOR, Role.DIRECTOR) if words in str(GIVEN_BY[role])]
    assert roles_to_give(getattr(world, who), world.school) == said
