"""When sides may write and read about a loan, as dates and as conditions on columns; no flag, no job."""

from datetime import date, timedelta

from django.db.models import Q

from secondments.models import Loan

# Both read each other's answers when both are done, or so many calendar days after the last day.
DAYS_TO_WRITE = timedelta(days=14)
# Nothing older is read or kept (scoring.OLDEST_MONTHS), as days to compare a column with.
DAYS_TO_KEEP = timedelta(days=3 * 365)
# Who has not written yet is reminded once, after so many school days.
SCHOOL_DAYS_BEFORE_REMINDER = 5


def finished_on(loan: Loan) -> date:
    """The day the help ended; only for loans that have."""
    assert loan.secondment.finished_on is not None  # held by secondment_finished_on_with_finished
    return loan.secondment.finished_on


def reveal_on(loan: Loan) -> date:
    """The day on which answers can be read, whoever is done."""
    return finished_on(loan) + DAYS_TO_WRITE


def is_within_school(loan: Loan) -> bool:
    """Help within the own school: a thank-you and a text, never a mark."""
    return loan.lender is not None and loan.lender.pk == loan.secondment.borrower_id


def switched_on(loan: str = "") -> Q:
    """Loans between boards that both have reviews on; `loan` is the path to the loan, such as "loan__".

    Reviews are off per board until the staff council's consent and the DPIA are dated. A freelancer has no board: then
    the asking board decides.
    """
    lender, borrower = f"{loan}position__membership__school", f"{loan}secondment__borrower"
    return _board_on(borrower) & (Q(**{f"{lender}__isnull": True}) | _board_on(lender))


def _board_on(school: str) -> Q:
    return Q(
        **{f"{school}__board__reviews_consent_on__isnull": False, f"{school}__board__reviews_dpia_on__isnull": False}
    )
