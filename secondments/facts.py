"""From the rows of a secondment to the values the pure parts think with."""

from funding.choices import CommitmentState
from secondments.approvals import Facts, LoanFacts
from secondments.choices import LegalShape
from secondments.models import Approval, Secondment
from secondments.permissions import replacement_cents


def facts_of(secondment: Secondment) -> Facts:
    """What decides whose yes this secondment needs."""
    return Facts(
        borrower=secondment.borrower.place,
        shape=LegalShape(secondment.legal_shape),
        loans=tuple(
            LoanFacts(loan.expert_id, loan.lender.place if loan.lender else None, loan.leaves_a_class)
            for loan in secondment.loans.with_people()
        ),
        price_cents=secondment.total_cents,
        borrowing_limit_cents=secondment.borrower.board.requester_budget_limit_cents,
    )


def rest_to_fund(secondment: Secondment, approval: Approval) -> int:
    """Euro cents of the replacement of this step's board that no budget pays yet."""
    held = approval.fundings.filter(
        commitment__state__in=(CommitmentState.RESERVED, CommitmentState.COMMITTED, CommitmentState.SPENT)
    )
    return replacement_cents(secondment, approval.board_id) - sum(
        held.values_list("commitment__amount_cents", flat=True)
    )
