"""What became of a half-day, from what both sides say (pure; DESIGN section 7).

Whoever says nothing agrees: with the other side a week after it spoke, and with "it went on" a week after the day
itself. When the sides differ nothing is settled until one of them changes its mind.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from secondments.choices import Outcome

OBJECTION = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Said:
    """What each side says (an Outcome or empty), and since when."""

    lender: str = ""
    lender_on: date | None = None
    borrower: str = ""
    borrower_on: date | None = None

    @property
    def is_disputed(self) -> bool:
        return bool(self.lender and self.borrower and self.lender != self.borrower)


def settled(day: date, said: Said, today: date) -> Outcome | None:
    """The outcome both agree on, or None while it is open: still to come, within the week, or disputed."""
    if said.is_disputed:
        return None
    if said.lender and said.borrower:
        return Outcome(said.lender)
    one = said.lender or said.borrower
    if today <= settles_after(day, said):
        return None
    return Outcome(one) if one else Outcome.HELD


def settles_after(day: date, said: Said) -> date:
    """The last day on which the side that said nothing may still object."""
    spoke_on = said.lender_on if said.lender else said.borrower_on
    return max(day, spoke_on or day) + OBJECTION
