import pytest
from django.test import Client
from django.urls import reverse

from organisations.giving import giver_at
from organisations.staff_lists import judge, read_staff_list
from tests.organisations.world import World


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_example_is_a_list_that_is_right(client: Client, world: World, kind: str) -> None:
    client.force_login(world.director)
    answer = client.get(reverse("organisations:staff_import_example", args=[world.board.pk, kind]))
    assert answer["Content-Disposition"] == f'attachment; filename="expedu-personeelslijst.{kind}"'
    rows, ignored = read_staff_list(answer.content)
    (line,) = judge(rows, board=world.board, giver=giver_at(world.director, world.board), school=None)
    assert (line.full_name, line.school, line.problems, ignored) == ("Petra de Vries", world.school, [], [])


def test_there_are_two_kinds(client: Client, world: World) -> None:
    client.force_login(world.director)
    assert client.get(reverse("organisations:staff_import_example", args=[world.board.pk, "pdf"])).status_code == 404
