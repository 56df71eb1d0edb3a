"""Schools that move take their people along in the index; a ceiling that is lowered takes their yes down with it."""

from collections.abc import Sequence

from experts.actions import lower_agreements, rebuild_schools
from organisations.choices import Ring
from organisations.reach import Move


def schools_moved(moves: Sequence[Move]) -> None:
    """Rebuild who works there: the same ring as before, now of the new place."""
    rebuild_schools([move.school_id for move in moves])


def ceiling_lowered(board_id: int, ceiling: Ring) -> None:
    lower_agreements(board_id, ceiling)
