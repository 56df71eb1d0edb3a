from helprequests import reach
from organisations.choices import Ring
from organisations.reach import Move
from tests.helprequests.factories import make_draft, make_open
from tests.organisations.world import World


def test_a_school_that_moves_takes_its_open_requests_along(world: World) -> None:
    help_request = make_open(world.school, world.director, ring=Ring.BOARD)
    before = world.school.place
    world.school.board = world.neighbour_board
    world.school.save()

    reach.follow([Move(world.school.pk, before, world.school.place)])

    help_request.refresh_from_db()
    assert help_request.audience_keys == sorted(world.school.place.keys(Ring.BOARD))


def test_a_draft_still_reaches_nobody(world: World) -> None:
    draft = make_draft(world.school, world.director, ring=Ring.BOARD)
    reach.follow([Move(world.school.pk, world.school.place, world.school.place)])
    draft.refresh_from_db()
    assert draft.audience_keys == []
