"""What is agreed about, as values; and what it comes to: the legal shape, the way to charge, the money and the VAT."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from experts.choices import Part, TimeMode
from experts.models import Position
from funding.costs import Range, euros
from organisations.models import School
from secondments import shapes
from secondments.choices import ChargeMethod, Comparison, LegalShape, VatRegime
from secondments.models import Secondment
from secondments.pricing import Charge, Estimate, HalfDays, Rates, estimate, outside_cost
from secondments.rates import outside_prices, rates_for
from secondments.vat import VatFacts, VatProposal, allowed_regimes, propose_vat

# When loans differ, the shape that asks the most of the parties holds for the whole.
_HEAVIEST_FIRST = [
    LegalShape.SECONDMENT,
    LegalShape.SERVICE,
    LegalShape.BARTER,
    LegalShape.FREELANCE,
    LegalShape.WITHIN_BOARD,
    LegalShape.COLLEGIAL,
]


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """One expert, lent by the employer of this position, on these half-days."""

    position: Position
    time_mode: TimeMode
    half_days: tuple[tuple[date, Part], ...]
    travel_km: Decimal = Decimal(0)  # one way

    @property
    def costs_employer(self) -> bool:
        """A class is left or a contract grows: by what is proposed, or by how this person usually finds the time."""
        costly = (TimeMode.TEACHING, TimeMode.EXTENSION)
        return self.time_mode in costly or self.position.time_mode in costly


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that is agreed about. `legal_shape`, `charge_method` and `vat_regime` None: as the software proposes.

    `named_cents`: the whole price when it is fixed, the cost of an hour when actual wages are charged.
    """

    title: str
    loans: tuple[LoanTerms, ...]
    goal: str = ""
    supervision: str = ""
    legal_shape: LegalShape | None = None
    charge_method: ChargeMethod | None = None
    named_cents: int | None = None
    vat_regime: VatRegime | None = None
    comparison: Comparison | None = None
    preparation_hours: Decimal = Decimal(0)
    recall_school_days: int = 5


def terms_of(secondment: Secondment) -> Terms:
    """The terms that stand; what the software proposed is proposed anew, what people named stays."""
    loans = secondment.loans.select_related("position__membership__school__board").prefetch_related("half_days")
    return Terms(
        title=secondment.title,
        goal=secondment.goal,
        supervision=secondment.supervision,
        legal_shape=LegalShape(secondment.legal_shape),
        charge_method=ChargeMethod(secondment.charge_method),
        named_cents=secondment.named_cents,
        vat_regime=VatRegime(secondment.vat_regime),
        comparison=Comparison(secondment.comparison) if secondment.comparison else None,
        preparation_hours=secondment.preparation_hours,
        recall_school_days=secondment.recall_school_days,
        loans=tuple(
            LoanTerms(
                loan.position,
                TimeMode(loan.time_mode),
                tuple((row.day, Part(row.part)) for row in loan.half_days.all()),
                loan.travel_km,
            )
            for loan in loans
        ),
    )


def shape_facts_of(borrower: School, terms: Terms) -> list[shapes.ShapeFacts]:
    """What decides the shape, per loan."""
    count = sum(len(loan.half_days) for loan in terms.loans)
    places = [(loan, loan.position.membership.school) for loan in terms.loans]
    return [
        shapes.ShapeFacts(borrower.place, school.place if school else None, count, loan.costs_employer)
        for loan, school in places
    ]


def shape_of(borrower: School, terms: Terms) -> LegalShape:
    """The shape that was chosen when it is allowed, else the one that fits."""
    found = {shapes.propose_shape(facts).shape: facts for facts in shape_facts_of(borrower, terms)}
    fitting = min(found, key=_HEAVIEST_FIRST.index)
    chosen = terms.legal_shape
    if chosen is not None and chosen in shapes.allowed_shapes(found[fitting]):
        return chosen
    return fitting


@dataclass(frozen=True, slots=True)
class Money:
    """What the terms come to: the method and amounts, the VAT regime with its reason, and the outside price."""

    charge: Charge
    cost: Estimate
    vat: VatProposal
    vat_cents: int
    rates: Rates
    outside: Range | None = None


def money_of(borrower: School, terms: Terms, shape: LegalShape) -> Money:
    """The money of these terms by today's rates of the (first) lending board: theirs is the cost."""
    today = timezone.localdate()
    schools = [loan.position.membership.school for loan in terms.loans]
    lender = next((school for school in schools if school), None)
    rates = rates_for(lender.board if lender else None, today)
    method = _method(shape, terms)
    named = None if terms.named_cents is None else euros(terms.named_cents)
    charge = Charge(method, named, terms.preparation_hours)
    pays_travel = shape not in (LegalShape.COLLEGIAL, LegalShape.BARTER)
    loans = [
        HalfDays(
            len(loan.half_days),
            loan.time_mode,
            len({day for day, _part in loan.half_days}),
            loan.travel_km if pays_travel else Decimal(0),
        )
        for loan in terms.loans
    ]
    cost = estimate(loans, charge, rates)
    is_charged = bool(cost.price_cents or cost.travel_cents or cost.is_open)
    is_same_board = all(school is not None and school.board_id == borrower.board_id for school in schools)
    facts = VatFacts(shape, is_same_board, is_charged, cost.is_above_wage)
    proposal = propose_vat(facts)
    if terms.vat_regime in allowed_regimes(facts) and terms.vat_regime not in (None, proposal.regime):
        proposal = VatProposal(terms.vat_regime, _("Dit kozen jullie zelf."))
    prices = outside_prices(terms.comparison, today) if terms.comparison else None
    outside = outside_cost(terms.comparison, prices, loans, rates) if terms.comparison and prices else None
    return Money(charge, cost, proposal, cost.vat_cents(proposal.regime, rates), rates, outside)


def _method(shape: LegalShape, terms: Terms) -> ChargeMethod:
    """The way that was chosen when there is something to charge, else the one that fits."""
    fitting = shapes.propose_charge(
        shape,
        leaves_a_class=any(loan.time_mode.leaves_a_class for loan in terms.loans),
        is_extension=any(loan.time_mode is TimeMode.EXTENSION for loan in terms.loans),
    )
    return terms.charge_method if terms.charge_method in shapes.allowed_charges(shape) else fitting
