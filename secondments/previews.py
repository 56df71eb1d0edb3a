"""What a proposal would mean, before it is sent: shape, cost and whose yes it needs (nothing is written)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from organisations.models import School
from secondments import shapes
from secondments.approvals import Facts, LoanFacts, Step, steps_for
from secondments.choices import LegalShape, StepKind
from secondments.price_words import extra_facts, price_in_words, price_of, savings_facts
from secondments.terms import Money, Terms, money_of, shape_facts_of, shape_of


@dataclass(frozen=True, slots=True)
class Preview:
    """`facts` for the facts component, `route` for the route component, `reason` why this shape."""

    shape: LegalShape
    reason: str | Promise
    facts: list[dict[str, Any]]
    route: list[dict[str, Any]]


def preview_of(borrower: School, terms: Terms) -> Preview:
    shape = shape_of(borrower, terms)
    money = money_of(borrower, terms, shape)
    cost = money.cost
    facts = Facts(
        borrower=borrower.place,
        shape=shape,
        loans=tuple(_loan_facts(terms)),
        price_cents=cost.price_cents + cost.travel_cents + money.vat_cents,
        borrowing_limit_cents=borrower.board.requester_budget_limit_cents,
    )
    route = [_stop(step, borrower, terms) for step in steps_for(facts)]
    return Preview(shape, _reason(borrower, terms, shape), _cost_facts(money, terms), route)


def _loan_facts(terms: Terms) -> Iterable[LoanFacts]:
    for loan in terms.loans:
        school = loan.position.membership.school
        yield LoanFacts(loan.position.expert_id, school.place if school else None, loan.time_mode.leaves_a_class)


def _reason(borrower: School, terms: Terms, shape: LegalShape) -> str | Promise:
    for facts in shape_facts_of(borrower, terms):
        proposal = shapes.propose_shape(facts)
        if proposal.shape == shape:
            return proposal.reason
    return _("Dit kozen jullie zelf.")


def _cost_facts(money: Money, terms: Terms) -> list[dict[str, Any]]:
    cost = money.cost
    count = sum(len(loan.half_days) for loan in terms.loans)
    hours = _("%(count)s dagdelen, ongeveer %(hours)s uur") % {"count": count, "hours": int(cost.hours)}
    leaves = any(loan.time_mode.leaves_a_class for loan in terms.loans)
    cover = (
        _("Ja. De school van de expert zoekt iemand voor de klas.") if leaves else _("Nee. Niemand gaat uit de klas.")
    )
    facts = [
        {"term": _("Hoeveel"), "text": hours},
        {
            "term": _("Is er vervanging nodig?"),
            "text": cover,
            "kind": "watch" if leaves else "ok",
            "word": _("Let op") if leaves else _("Goed"),
        },
        {"term": _("Wat jullie betalen (schatting)"), "text": price_in_words(price_of(money))},
        *extra_facts(price_of(money)),
    ]
    if money.cost.price_cents or money.cost.is_open:
        facts.append({"term": _("Btw"), "text": f"{money.vat.regime.label}. {money.vat.reason}"})
    if money.outside is not None:
        facts += savings_facts(money.outside, money.cost, money.vat_cents)
    return facts


def _stop(step: Step, borrower: School, terms: Terms) -> dict[str, Any]:
    kind = StepKind(step.kind)
    if step.is_given:
        return {"state": "yes", "text": _("Jij, door dit voor te stellen"), "detail": borrower.name}
    return {"state": "later", "text": _party(step, borrower, terms), "detail": kind.label}


def _party(step: Step, borrower: School, terms: Terms) -> str:
    for loan in terms.loans:
        school = loan.position.membership.school
        if step.expert_id == loan.position.expert_id:
            return str(loan.position.expert)
        if school and step.school_id == school.pk:
            return school.name
        if school and step.board_id == school.board_id:
            return school.board.name
    return borrower.board.name if step.board_id else borrower.name
