"""Which VAT regime fits a loan, and why (pure; DOMAIN 5.4). The software proposes, the lending board confirms."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secondments.choices import LegalShape, VatRegime


@dataclass(frozen=True, slots=True)
class VatFacts:
    """`is_above_wage`: more is charged than the wage cost of who is lent and the allowance of 5 percent."""

    shape: LegalShape
    is_same_board: bool
    is_charged: bool
    is_above_wage: bool = False


@dataclass(frozen=True, slots=True)
class VatProposal:
    regime: VatRegime
    reason: str | Promise


def propose_vat(facts: VatFacts) -> VatProposal:
    """The regime that fits, with one sentence that says why."""
    if facts.is_same_board:
        return VatProposal(VatRegime.SAME_BOARD, _("Jullie horen bij hetzelfde bestuur. Dan is er geen btw."))
    if not facts.is_charged:
        return VatProposal(VatRegime.NOT_APPLICABLE, _("Er wordt niets doorberekend. Dan is er geen btw."))
    if facts.shape is LegalShape.FREELANCE:
        return VatProposal(
            VatRegime.TO_DECIDE,
            _("Lesgeven aan leerlingen is vrij van btw. Voor hulp aan het team is het vaak 21 procent. Vraag het na."),
        )
    if facts.is_above_wage:
        return VatProposal(
            VatRegime.TO_DECIDE,
            _("De prijs is meer dan 5 procent hoger dan de loonkosten. Dan is vrijstelling niet zeker. Vraag het na."),
        )
    if facts.shape is LegalShape.SERVICE:
        return VatProposal(
            VatRegime.TO_DECIDE, _("De uitlenende school geeft zelf leiding aan het werk. Dan is btw niet zeker.")
        )
    return VatProposal(
        VatRegime.EXEMPT, _("Een school leent voor onderwijs uit aan een school, tegen kostprijs. Dan is er geen btw.")
    )


def allowed_regimes(facts: VatFacts) -> list[VatRegime]:
    """What a human may confirm instead of the proposal."""
    if facts.is_same_board:
        return [VatRegime.SAME_BOARD]
    if not facts.is_charged:
        return [VatRegime.NOT_APPLICABLE]
    return [VatRegime.EXEMPT, VatRegime.TAXED, VatRegime.TO_DECIDE]
