"""Which legal shape fits, and why (pure; DOMAIN 4.1). The software proposes, a human confirms."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.rings import Place
from secondments.choices import ChargeMethod, LegalShape

# Short help needs no paperwork: up to 3 hours, so within one half-day (DOMAIN 14, collegial_help_max_hours; a default
# that boards have to confirm).
COLLEGIAL_MAX_HALF_DAYS = 1


@dataclass(frozen=True, slots=True)
class ShapeFacts:
    """`lender` is None for a freelancer; `half_days` is all of the help together; `costs_employer` when a class is left
    or a contract gets larger; `borrower_directs` is the answer to "Wie geeft leiding aan het werk?"."""

    borrower: Place
    lender: Place | None
    half_days: int
    costs_employer: bool
    borrower_directs: bool = True
    is_barter: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    shape: LegalShape
    reason: str | Promise


def propose_shape(facts: ShapeFacts) -> Proposal:
    """The shape that fits, with one sentence that says why."""
    if facts.lender is None:
        return Proposal(LegalShape.FREELANCE, _("Deze expert werkt voor zichzelf. Daarom is het een opdracht."))
    if is_collegial(facts):
        return Proposal(
            LegalShape.COLLEGIAL,
            _("Het is één dagdeel en het kost de werkgever niets. Dan is het gewone hulp van een collega."),
        )
    if facts.lender.board_id == facts.borrower.board_id:
        return Proposal(
            LegalShape.WITHIN_BOARD,
            _("Jullie horen bij hetzelfde bestuur. De werkgever blijft dezelfde, dus het is geen detachering."),
        )
    if facts.is_barter:
        return Proposal(LegalShape.BARTER, _("Jullie ruilen uren. Niemand betaalt."))
    if not facts.borrower_directs:
        return Proposal(
            LegalShape.SERVICE, _("De uitlenende school geeft zelf leiding aan het werk. Daarom is het een dienst.")
        )
    return Proposal(
        LegalShape.SECONDMENT,
        _("De expert werkt voor een ander bestuur, en de school die vraagt geeft leiding. Dat heet detachering."),
    )


def is_collegial(facts: ShapeFacts) -> bool:
    """Short help of a colleague that costs the employer nothing: only then may the own director be merely informed."""
    return facts.lender is not None and facts.half_days <= COLLEGIAL_MAX_HALF_DAYS and not facts.costs_employer


def allowed_shapes(facts: ShapeFacts) -> list[LegalShape]:
    """What a human may confirm instead of the proposal. Nobody can choose away somebody else's yes."""
    if facts.lender is None:
        return [LegalShape.FREELANCE]
    collegial = [LegalShape.COLLEGIAL] if is_collegial(facts) else []
    if facts.lender.board_id == facts.borrower.board_id:
        return [*collegial, LegalShape.WITHIN_BOARD]
    return [*collegial, LegalShape.SECONDMENT, LegalShape.SERVICE, LegalShape.BARTER]


def allowed_charges(shape: LegalShape) -> list[ChargeMethod]:
    """What a human may confirm: where nothing is paid there is nothing to choose, and a freelancer names a price."""
    if shape in (LegalShape.COLLEGIAL, LegalShape.BARTER):
        return [ChargeMethod.NONE]
    if shape is LegalShape.FREELANCE:
        return [ChargeMethod.FIXED]
    return list(ChargeMethod)


def propose_charge(shape: LegalShape, *, leaves_a_class: bool, is_extension: bool) -> ChargeMethod:
    """How to charge it: what the lender really misses, and nothing among colleagues (DOMAIN 5.3)."""
    if shape in (LegalShape.COLLEGIAL, LegalShape.BARTER):
        return ChargeMethod.NONE
    if shape in (LegalShape.SERVICE, LegalShape.FREELANCE):
        return ChargeMethod.FIXED
    if is_extension:
        return ChargeMethod.AVERAGE
    if leaves_a_class and shape is LegalShape.SECONDMENT:
        return ChargeMethod.REPLACEMENT
    return ChargeMethod.NONE
