"""Until when a profile that is checked today counts as right (pure)."""

from datetime import date

# A school year ends on 31 July; the margin leaves two months to answer after the summer.
LAST_MONTH, LAST_DAY = 9, 30
# Who looks in May or later looks with next year in mind.
FIRST_MONTH_FOR_NEXT_YEAR = 5


def confirmed_until(on: date) -> date:
    """The last day that a check on day `on` holds: 30 September after the school year it is about."""
    year = on.year if on.month < FIRST_MONTH_FOR_NEXT_YEAR else on.year + 1
    return date(year, LAST_MONTH, LAST_DAY)
