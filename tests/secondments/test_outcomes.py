from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondments.choices import REPORTED, Outcome
from secondments.outcomes import Said, settled

DAY = date(2026, 11, 24)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("said", "days", "outcome"),
    [
        (Said(), 7, None),
        (Said(), 8, Outcome.HELD),
        (Said(lender="held", lender_on=DAY), 7, None),
        (Said(lender="held", lender_on=DAY), 8, Outcome.HELD),
        (Said(borrower="no_show", borrower_on=after(5)), 12, None),
        (Said(borrower="no_show", borrower_on=after(5)), 13, Outcome.NO_SHOW),
        (Said("absent", DAY, "absent", DAY), 0, Outcome.ABSENT),
        (Said("held", DAY, "no_show", DAY), 100, None),
    ],
)
def test_who_says_nothing_for_a_week_agrees(said: Said, days: int, outcome: Outcome | None) -> None:
    assert settled(DAY, said, after(days)) == outcome


SAYS = st.sampled_from(["", *REPORTED])


@given(SAYS, st.integers(0, 40), SAYS, st.integers(0, 40), st.integers(0, 60))
def test_what_is_settled_stays_settled_and_is_what_somebody_said(
    lender: str, lender_on: int, borrower: str, borrower_on: int, days: int
) -> None:
    said = Said(lender, after(lender_on) if lender else None, borrower, after(borrower_on) if borrower else None)
    found = settled(DAY, said, after(days))

    if found is not None:
        assert settled(DAY, said, after(days + 1)) == found
        assert found in ({lender, borrower} - {""} or {Outcome.HELD})
