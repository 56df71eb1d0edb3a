"""Where a half-day of help stands, in words for one side."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from secondments.approvals import Side
from secondments.choices import Outcome
from secondments.models import LoanHalfDay
from secondments.outcomes import settles_after


def outcome_in_words(row: LoanHalfDay, side: Side, today: date) -> str:
    """One sentence: what is settled, what differs, or until when it can still be said."""
    other = row.borrower_says if side is Side.LENDING else row.lender_says
    found = row.outcome(today)
    if row.said.is_disputed:
        return _("De andere kant zegt: %(outcome)s. Overleg even, en pas het hier aan.") % {
            "outcome": Outcome(other).label.lower()
        }
    if found is not None:
        return _("Staat vast: %(outcome)s.") % {"outcome": found.label.lower()}
    until = date_format(settles_after(row.day, row.said), "j F")
    if other:
        words = {"outcome": Outcome(other).label.lower(), "day": until}
        return _("De andere kant zegt: %(outcome)s. Zeg je niets, dan staat dat vast na %(day)s.") % words
    return _("Zegt niemand iets, dan ging het door. Dat staat vast na %(day)s.") % {"day": until}
