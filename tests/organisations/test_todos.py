import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.models import DuoImport
from organisations.todos import imports_to_decide, schools_without_director
from tests.organisations.factories import SchoolFactory
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_a_school_without_director_waits_for_its_board(world: World) -> None:
    SchoolFactory(name="De Nieuwe", board=world.board)

    todos = list(schools_without_director(world.board_admin, timezone.localdate()))

    assert [(todo.title, todo.url) for todo in todos] == [
        ("Wie is directeur van De Nieuwe?", reverse("organisations:board_detail", args=[world.board.pk]))
    ]


def test_three_such_schools_are_one_todo_and_one_query(world: World, django_assert_num_queries) -> None:
    SchoolFactory.create_batch(3, board=world.board)

    with django_assert_num_queries(1):
        todos = list(schools_without_director(world.board_admin, timezone.localdate()))

    assert [todo.title for todo in todos] == ["Voor 3 scholen is er nog geen directeur"]


@pytest.mark.parametrize("who", ["director", "sister_director", "neighbour_board_admin", "stranger"])
def test_it_waits_for_nobody_else(world: World, who: str) -> None:
    SchoolFactory(board=world.board)

    assert list(schools_without_director(getattr(world, who), timezone.localdate())) == []


def test_a_read_import_waits_for_platform_admins_only(world: World) -> None:
    DuoImport.objects.create(file_name="scholen.csv", step="ready")
    DuoImport.objects.create(file_name="oud.csv", step="discarded")
    assert [todo.who for todo in imports_to_decide(world.platform_admin, timezone.localdate())] == ["scholen.csv"]
    assert list(imports_to_decide(world.board_admin, timezone.localdate())) == []
