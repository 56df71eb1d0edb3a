import pytest

from secondments.choices import LegalShape, VatRegime
from secondments.vat import VatFacts, allowed_regimes, propose_vat


@pytest.mark.parametrize(
    ("facts", "regime"),
    [
        (VatFacts(LegalShape.WITHIN_BOARD, is_same_board=True, is_charged=True), VatRegime.SAME_BOARD),
        (VatFacts(LegalShape.SECONDMENT, is_same_board=False, is_charged=False), VatRegime.NOT_APPLICABLE),
        (VatFacts(LegalShape.SECONDMENT, is_same_board=False, is_charged=True), VatRegime.EXEMPT),
        (
            VatFacts(LegalShape.SECONDMENT, is_same_board=False, is_charged=True, is_above_wage=True),
            VatRegime.TO_DECIDE,
        ),
        (VatFacts(LegalShape.SERVICE, is_same_board=False, is_charged=True), VatRegime.TO_DECIDE),
        (VatFacts(LegalShape.FREELANCE, is_same_board=False, is_charged=True), VatRegime.TO_DECIDE),
    ],
)
def test_the_regime_that_fits(facts: VatFacts, regime: VatRegime) -> None:
    proposal = propose_vat(facts)

    assert proposal.regime == regime
    assert regime in allowed_regimes(facts)
    assert str(proposal.reason).endswith(".")


def test_within_a_board_there_is_nothing_to_choose() -> None:
    assert allowed_regimes(VatFacts(LegalShape.WITHIN_BOARD, is_same_board=True, is_charged=True)) == [
        VatRegime.SAME_BOARD
    ]
