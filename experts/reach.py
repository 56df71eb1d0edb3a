"""Schools that move take their people along in the index."""

from collections.abc import Sequence

from experts.actions import rebuild_schools
from organisations.reach import Move


def schools_moved(moves: Sequence[Move]) -> None:
    """Rebuild who works there: the same ring as before, now of the new place."""
    rebuild_schools([move.school_id for move in moves])
