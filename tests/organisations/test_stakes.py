from organisations.stakes import admins_of, people_at, some
from tests.organisations.world import World


def test_who_works_at_a_school_and_who_looks_for_people_there(world: World) -> None:
    assert people_at([world.school.pk])[world.school.pk] == [
        "3 mensen werken hier.",
        "Zoekt hier naar mensen: Marijke Veldkamp en Samira Haddou.",
    ]


def test_the_admins_of_boards_by_number(world: World) -> None:
    assert admins_of([world.board.number, world.neighbour_board.number]) == {
        world.board.number: "Noor Achterberg",
        world.neighbour_board.number: "Wim Groot",
    }


def test_many_names_are_cut_short() -> None:
    assert some([str(number) for number in range(8)]) == "0, 1, 2, 3, 4 en nog 3"
