import pytest

from organisations.rings import Place
from secondments.choices import ChargeMethod, LegalShape
from secondments.shapes import ShapeFacts, allowed_shapes, propose_charge, propose_shape

HOME = Place(1, 10, 100, 1000)
SISTER = Place(2, 10, 100, 1000)
NEIGHBOUR = Place(3, 30, 100, 1000)


@pytest.mark.parametrize(
    ("facts", "shape"),
    [
        (ShapeFacts(HOME, None, 4, False), LegalShape.FREELANCE),
        (ShapeFacts(HOME, SISTER, 1, False), LegalShape.COLLEGIAL),
        (ShapeFacts(HOME, SISTER, 1, True), LegalShape.WITHIN_BOARD),
        (ShapeFacts(HOME, SISTER, 2, False), LegalShape.WITHIN_BOARD),
        (ShapeFacts(HOME, NEIGHBOUR, 2, False), LegalShape.SECONDMENT),
        (ShapeFacts(HOME, NEIGHBOUR, 2, False, borrower_directs=False), LegalShape.SERVICE),
        (ShapeFacts(HOME, NEIGHBOUR, 2, False, is_barter=True), LegalShape.BARTER),
    ],
)
def test_the_shape_that_fits_comes_with_a_reason(facts: ShapeFacts, shape: LegalShape) -> None:
    proposal = propose_shape(facts)

    assert proposal.shape == shape
    assert str(proposal.reason).endswith(".")


@pytest.mark.parametrize("lender", [None, HOME, SISTER, NEIGHBOUR])
@pytest.mark.parametrize("half_days", [1, 2])
@pytest.mark.parametrize("costs", [True, False])
def test_what_is_proposed_may_be_confirmed(lender: Place | None, half_days: int, costs: bool) -> None:
    facts = ShapeFacts(HOME, lender, half_days, costs)

    assert propose_shape(facts).shape in allowed_shapes(facts)


def test_nobody_chooses_away_the_own_directors_yes() -> None:
    assert LegalShape.COLLEGIAL not in allowed_shapes(ShapeFacts(HOME, SISTER, 1, costs_employer=True))
    assert LegalShape.COLLEGIAL not in allowed_shapes(ShapeFacts(HOME, SISTER, 5, costs_employer=False))


def test_another_board_is_never_called_the_same_board() -> None:
    assert LegalShape.WITHIN_BOARD not in allowed_shapes(ShapeFacts(HOME, NEIGHBOUR, 2, False))


def test_an_extra_day_is_charged_by_the_boards_average() -> None:
    assert propose_charge(LegalShape.SECONDMENT, leaves_a_class=False, is_extension=True) == ChargeMethod.AVERAGE


def test_a_class_that_is_left_is_charged_by_its_replacement() -> None:
    assert propose_charge(LegalShape.SECONDMENT, leaves_a_class=True, is_extension=False) == ChargeMethod.REPLACEMENT


def test_help_between_colleagues_costs_nothing() -> None:
    assert propose_charge(LegalShape.COLLEGIAL, leaves_a_class=False, is_extension=False) == ChargeMethod.NONE
