"""Whose yes a secondment needs, and in which order (pure; DOMAIN 4.3, DESIGN section 7).

    | situation                 | expert | own director | own board | receiving director | receiving board |
    | collegial help            | yes    | informed     | -         | yes                | -               |
    | within the school         | yes    | yes          | -         | -                  | -               |
    | within the board          | yes    | yes          | informed  | yes                | -               |
    | other board, same network | yes    | yes          | yes       | yes                | above its limit |
    | outside the network       | yes    | yes          | yes       | yes                | yes             |
    | freelancer                | yes    | -            | -         | yes                | above its limit |

Money for a replacement adds the step of whoever holds the budget, last. Steps of one kind stand side by side: they
share a place in the order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from organisations.rings import Place
from secondments.choices import LegalShape, StepKind


class Term(StrEnum):
    """What can change in a proposal."""

    HALF_DAYS = "half_days"  # when, and how the time is found
    MONEY = "money"  # price, replacement
    WORK = "work"  # goal, supervision, preparation


class Side(StrEnum):
    LENDING = "lending"
    BORROWING = "borrowing"


# Which yes depends on what: a change of the terms voids these and leaves the others standing.
DEPENDS_ON: dict[StepKind, frozenset[Term]] = {
    StepKind.EXPERT: frozenset({Term.HALF_DAYS, Term.WORK}),
    StepKind.BORROWING_DIRECTOR: frozenset(Term),
    StepKind.LENDING_DIRECTOR: frozenset({Term.HALF_DAYS, Term.MONEY}),
    StepKind.LENDING_BOARD: frozenset({Term.HALF_DAYS, Term.MONEY}),
    StepKind.BORROWING_BOARD: frozenset({Term.MONEY}),
    StepKind.BUDGET_HOLDER: frozenset({Term.HALF_DAYS, Term.MONEY}),
}

_ORDER = list(StepKind)


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """One expert lent. `lender` is None for a freelancer, who has no employer to ask."""

    expert_id: int
    lender: Place | None
    leaves_a_class: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whose yes is needed.

    `price_cents` is what the borrower pays in all, travel and VAT included; `borrowing_limit_cents` up to where its
    director may decide alone.
    `has_proposer_for_borrower`: the borrowing director proposes this, which counts as their yes.
    """

    borrower: Place
    shape: LegalShape
    loans: tuple[LoanFacts, ...]
    price_cents: int = 0
    borrowing_limit_cents: int = 0
    has_proposer_for_borrower: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One yes that is needed; exactly one of the keys says from whom. `is_given`: by proposing it."""

    kind: StepKind
    expert_id: int | None = None
    school_id: int | None = None
    board_id: int | None = None
    is_given: bool = field(default=False, compare=False)

    @property
    def place_in_order(self) -> int:
        return _ORDER.index(self.kind)


def steps_for(facts: Facts) -> list[Step]:
    """The steps in the order of asking, each once. Raises ValueError without a loan."""
    if not facts.loans:
        raise ValueError("a secondment without an expert needs nobody's yes")
    found = {step: None for loan in facts.loans for step in _steps_of_loan(facts, loan)}
    return sorted(found, key=lambda step: (step.place_in_order, step.expert_id or 0, step.school_id or 0))


def informed_boards(facts: Facts) -> list[int]:
    """Boards that are told and not asked: the own board when someone helps another school of it."""
    return sorted(
        {
            loan.lender.board_id
            for loan in facts.loans
            if loan.lender is not None
            and loan.lender.board_id is not None
            and loan.lender.board_id == facts.borrower.board_id
            and loan.lender.school_id != facts.borrower.school_id
        }
    )


def void_by(changed: Iterable[Term], kinds: Iterable[StepKind]) -> list[StepKind]:
    """Which of these kinds of yes no longer hold when these terms change."""
    terms = frozenset(changed)
    return [kind for kind in kinds if DEPENDS_ON[kind] & terms]


def side_of(step: Step, borrower: Place) -> Side | None:
    """The side a step speaks for; None for the expert, and where both sides are the same school or board."""
    match step.kind:
        case StepKind.BORROWING_DIRECTOR | StepKind.BORROWING_BOARD:
            return Side.BORROWING
        case StepKind.LENDING_DIRECTOR:
            return None if step.school_id == borrower.school_id else Side.LENDING
        case StepKind.LENDING_BOARD | StepKind.BUDGET_HOLDER:
            return None if step.board_id in (None, borrower.board_id) else Side.LENDING
        case _:
            return None


def _steps_of_loan(facts: Facts, loan: LoanFacts) -> Iterable[Step]:
    borrower, lender = facts.borrower, loan.lender
    yield Step(StepKind.EXPERT, expert_id=loan.expert_id)
    if lender is not None and lender.school_id == borrower.school_id:
        yield Step(StepKind.LENDING_DIRECTOR, school_id=borrower.school_id, is_given=facts.has_proposer_for_borrower)
    else:
        yield Step(StepKind.BORROWING_DIRECTOR, school_id=borrower.school_id, is_given=facts.has_proposer_for_borrower)
        yield from _steps_between_schools(facts, lender)
    if lender is not None and loan.leaves_a_class and facts.shape is not LegalShape.COLLEGIAL:
        yield Step(StepKind.BUDGET_HOLDER, board_id=lender.board_id)


def _steps_between_schools(facts: Facts, lender: Place | None) -> Iterable[Step]:
    borrower = facts.borrower
    if facts.shape is LegalShape.COLLEGIAL:
        return
    is_other_board = lender is None or lender.board_id != borrower.board_id
    if lender is not None:
        yield Step(StepKind.LENDING_DIRECTOR, school_id=lender.school_id)
        if is_other_board:
            yield Step(StepKind.LENDING_BOARD, board_id=lender.board_id)
    is_far = lender is not None and (lender.network_id is None or lender.network_id != borrower.network_id)
    is_dear = facts.price_cents > facts.borrowing_limit_cents
    if is_other_board and (is_far or is_dear):
        yield Step(StepKind.BORROWING_BOARD, board_id=borrower.board_id)
