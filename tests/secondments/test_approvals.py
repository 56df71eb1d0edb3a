from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.rings import Place
from secondments.approvals import Facts, LoanFacts, Side, Step, Term, informed_boards, side_of, steps_for, void_by
from secondments.choices import LegalShape, StepKind

HOME = Place(school_id=1, board_id=10, network_id=100, region_id=1000)
SISTER = Place(school_id=2, board_id=10, network_id=100, region_id=1000)
NEIGHBOUR = Place(school_id=3, board_id=30, network_id=100, region_id=1000)
FOREIGN = Place(school_id=4, board_id=40, network_id=400, region_id=4000)
NOWHERE = Place(school_id=5, board_id=50, network_id=None, region_id=None)


def kinds(
    lender: Place | None, *, borrower: Place = HOME, price: int = 0, leaves: bool = False, **more: object
) -> list[StepKind]:
    shape = more.get("shape", LegalShape.SECONDMENT)
    loans = (LoanFacts(7, lender, leaves),)
    return [step.kind for step in steps_for(Facts(borrower, shape, loans, price, borrowing_limit_cents=50_000))]


class TestTheTable:
    """One test per row of DOMAIN 4.3."""

    def test_collegial_help_asks_the_expert_and_the_receiving_director(self) -> None:
        assert kinds(NEIGHBOUR, shape=LegalShape.COLLEGIAL) == [StepKind.EXPERT, StepKind.BORROWING_DIRECTOR]

    def test_within_the_school_asks_the_expert_and_the_one_director(self) -> None:
        assert kinds(HOME, shape=LegalShape.WITHIN_BOARD) == [StepKind.EXPERT, StepKind.LENDING_DIRECTOR]

    def test_within_the_board_asks_both_directors_and_tells_the_board(self) -> None:
        facts = Facts(HOME, LegalShape.WITHIN_BOARD, (LoanFacts(7, SISTER, False),))

        assert [step.kind for step in steps_for(facts)] == [
            StepKind.EXPERT,
            StepKind.BORROWING_DIRECTOR,
            StepKind.LENDING_DIRECTOR,
        ]
        assert informed_boards(facts) == [10]

    def test_another_board_asks_the_sending_board_too(self) -> None:
        assert kinds(NEIGHBOUR) == [
            StepKind.EXPERT,
            StepKind.BORROWING_DIRECTOR,
            StepKind.LENDING_DIRECTOR,
            StepKind.LENDING_BOARD,
        ]

    def test_another_board_asks_the_receiving_board_above_its_limit_only(self) -> None:
        assert StepKind.BORROWING_BOARD not in kinds(NEIGHBOUR, price=50_000)
        assert StepKind.BORROWING_BOARD in kinds(NEIGHBOUR, price=50_001)

    @pytest.mark.parametrize("lender", [FOREIGN, NOWHERE])
    def test_outside_the_network_always_asks_both_boards(self, lender: Place) -> None:
        assert kinds(lender)[-2:] == [StepKind.LENDING_BOARD, StepKind.BORROWING_BOARD]

    def test_two_schools_without_a_network_are_not_in_the_same_one(self) -> None:
        other = Place(school_id=6, board_id=60, network_id=None, region_id=None)

        assert StepKind.BORROWING_BOARD in kinds(NOWHERE, borrower=other)

    def test_a_freelancer_has_no_employer_to_ask(self) -> None:
        assert kinds(None, shape=LegalShape.FREELANCE) == [StepKind.EXPERT, StepKind.BORROWING_DIRECTOR]

    def test_a_dear_freelancer_needs_the_receiving_board(self) -> None:
        assert kinds(None, shape=LegalShape.FREELANCE, price=60_000)[-1] == StepKind.BORROWING_BOARD

    def test_leaving_a_class_asks_last_who_holds_the_budget(self) -> None:
        assert kinds(SISTER, leaves=True)[-1] == StepKind.BUDGET_HOLDER

    def test_an_extra_day_never_asks_for_replacement_money(self) -> None:
        assert StepKind.BUDGET_HOLDER not in kinds(SISTER, leaves=False)


places = st.sampled_from([HOME, SISTER, NEIGHBOUR, FOREIGN, NOWHERE])
loans = st.builds(LoanFacts, st.integers(1, 5), st.none() | places, st.booleans())
facts_of_any_kind = st.builds(
    Facts,
    borrower=places,
    shape=st.sampled_from(LegalShape),
    loans=st.lists(loans, min_size=1, max_size=5, unique_by=lambda loan: loan.expert_id).map(tuple),
    price_cents=st.integers(0, 200_000),
    borrowing_limit_cents=st.just(50_000),
    has_proposer_for_borrower=st.booleans(),
)


@given(facts_of_any_kind)
def test_every_expert_is_asked_first_and_once(facts: Facts) -> None:
    steps = steps_for(facts)

    asked = [step.expert_id for step in steps if step.kind == StepKind.EXPERT]
    assert asked == sorted(loan.expert_id for loan in facts.loans)
    assert all(step.kind == StepKind.EXPERT for step in steps[: len(asked)])


@given(facts_of_any_kind)
def test_the_order_never_goes_back(facts: Facts) -> None:
    places_in_order = [step.place_in_order for step in steps_for(facts)]

    assert all(before <= after for before, after in pairwise(places_in_order))


@given(facts_of_any_kind)
def test_no_step_twice_and_each_asks_exactly_one_party(facts: Facts) -> None:
    steps = steps_for(facts)

    assert len(set(steps)) == len(steps)
    assert all(sum(key is not None for key in (s.expert_id, s.school_id, s.board_id)) == 1 for s in steps)


@given(facts_of_any_kind)
def test_only_the_director_who_proposes_has_said_yes_already(facts: Facts) -> None:
    given_steps = [step for step in steps_for(facts) if step.is_given]

    assert all(step.school_id == facts.borrower.school_id for step in given_steps)
    assert bool(given_steps) == facts.has_proposer_for_borrower


@given(facts_of_any_kind)
def test_no_class_is_left_without_the_own_directors_yes(facts: Facts) -> None:
    asked = {step.school_id for step in steps_for(facts) if step.kind == StepKind.LENDING_DIRECTOR}
    leaving = {loan.lender.school_id for loan in facts.loans if loan.lender and loan.leaves_a_class}

    assert facts.shape == LegalShape.COLLEGIAL or leaving <= asked


@given(facts_of_any_kind)
def test_money_is_asked_only_where_a_class_is_left(facts: Facts) -> None:
    holders = {step.board_id for step in steps_for(facts) if step.kind == StepKind.BUDGET_HOLDER}
    boards = {loan.lender.board_id for loan in facts.loans if loan.lender and loan.leaves_a_class}

    assert holders == (set() if facts.shape == LegalShape.COLLEGIAL else boards)


@given(facts_of_any_kind)
def test_no_step_speaks_for_both_sides(facts: Facts) -> None:
    for step in steps_for(facts):
        side = side_of(step, facts.borrower)
        if side is Side.LENDING:
            assert facts.borrower.school_id != step.school_id
            assert step.board_id is None or step.board_id != facts.borrower.board_id


def test_a_secondment_needs_an_expert() -> None:
    with pytest.raises(ValueError):
        steps_for(Facts(HOME, LegalShape.SECONDMENT, ()))


def test_within_one_school_there_is_one_side() -> None:
    assert side_of(Step(StepKind.LENDING_DIRECTOR, school_id=1), HOME) is None


def test_another_goal_leaves_the_money_alone() -> None:
    assert void_by([Term.WORK], StepKind) == [StepKind.EXPERT, StepKind.BORROWING_DIRECTOR]


def test_other_half_days_void_everything_but_the_receiving_boards_yes() -> None:
    assert StepKind.BORROWING_BOARD not in void_by([Term.HALF_DAYS], StepKind)
    assert len(void_by([Term.HALF_DAYS], StepKind)) == 5
