import pytest

from core.errors import NotAllowedNow
from experts.choices import TimeMode
from secondments import actions
from secondments.choices import ChargeMethod, LegalShape, StepKind, VatRegime
from secondments.models import Secondment
from secondments.permissions import can_name_price
from tests.organisations.world import World
from tests.secondments.factories import kinds, propose, say_yes, step, waits_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_price(world: World) -> Secondment:
    """Actual wages, that nobody named yet; the lending director is asked."""
    secondment = propose(
        world.neighbour_director,
        world.neighbour_school,
        world.staff_membership,
        charge_method=ChargeMethod.ACTUAL,
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return secondment


def test_the_lending_side_cannot_say_yes_to_a_price_it_did_not_name(world: World, open_price: Secondment) -> None:
    with pytest.raises(NotAllowedNow, match="Noem eerst de prijs"):
        say_yes(open_price, StepKind.LENDING_DIRECTOR, world.director)


def test_a_named_price_is_asked_of_the_school_that_asks(world: World, open_price: Secondment) -> None:
    actions.name_price(open_price, by=world.director, named_cents=63_84)

    found = Secondment.objects.get()
    assert (found.price_cents, found.vat_regime) == (16 * 63_84, VatRegime.EXEMPT)
    assert (found.band_low_cents, found.band_high_cents) == (16 * 60_00, 16 * 70_00)
    assert waits_for(open_price) == [StepKind.BORROWING_DIRECTOR]
    assert "expert: approved" in kinds(open_price)


def test_then_the_lending_side_says_yes(world: World, open_price: Secondment) -> None:
    actions.name_price(open_price, by=world.director, named_cents=20_00)
    say_yes(open_price, StepKind.BORROWING_DIRECTOR, world.neighbour_director)
    say_yes(open_price, StepKind.LENDING_DIRECTOR, world.director)

    assert waits_for(open_price) == [StepKind.LENDING_BOARD]


def test_the_same_price_asks_nobody_again(world: World, open_price: Secondment) -> None:
    actions.name_price(open_price, by=world.director, named_cents=20_00)
    say_yes(open_price, StepKind.BORROWING_DIRECTOR, world.neighbour_director)
    actions.name_price(open_price, by=world.director, named_cents=20_00)

    assert waits_for(open_price) == [StepKind.LENDING_DIRECTOR]


def test_the_lending_board_decides_about_vat_before_it_says_yes(world: World) -> None:
    secondment = propose(
        world.neighbour_director,
        world.neighbour_school,
        world.staff_membership,
        legal_shape=LegalShape.SERVICE,
        charge_method=ChargeMethod.FIXED,
        named_cents=350_00,
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    with pytest.raises(NotAllowedNow, match="Kies eerst of er btw bij komt"):
        say_yes(secondment, StepKind.LENDING_BOARD, world.board_admin)

    actions.name_price(secondment, by=world.board_admin, vat_regime=VatRegime.TAXED)

    found = Secondment.objects.get()
    assert (found.price_cents, found.vat_cents, found.total_cents) == (350_00, 73_50, 423_50)
    assert waits_for(secondment) == [StepKind.BORROWING_DIRECTOR]


def test_a_price_over_the_limit_asks_the_receiving_board(world: World, open_price: Secondment) -> None:
    actions.name_price(open_price, by=world.director, named_cents=100_00)

    assert "borrowing_board: waiting" in kinds(open_price)


def test_who_may_name_it(world: World, open_price: Secondment) -> None:
    assert can_name_price(world.director, open_price)
    assert can_name_price(world.board_admin, open_price)
    assert not can_name_price(world.staff, open_price)
    assert not can_name_price(world.neighbour_director, open_price)


def test_not_once_it_is_agreed(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TASK)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)

    with pytest.raises(NotAllowedNow):
        actions.name_price(secondment, by=world.director, named_cents=20_00)


def test_travel_counts_in_what_the_borrower_pays(world: World) -> None:
    secondment = propose(world.neighbour_director, world.neighbour_school, world.staff_membership, travel_km=20)

    assert secondment.travel_cents == 2 * 2 * 20 * 23
    assert step(secondment, StepKind.LENDING_BOARD)
