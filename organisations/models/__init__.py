"""The rows of this floor. `base` holds who belongs where; other subjects have a module of their own beside it."""

from organisations.models.base import (
    Board,
    BoardQuerySet,
    DuoImport,
    Membership,
    MembershipQuerySet,
    Network,
    Region,
    Ringed,
    School,
    SchoolBoardPeriod,
    SchoolHoliday,
    SchoolQuerySet,
    StudyDay,
    board_keys,
    reader_keys,
    searcher_keys,
)
from organisations.models.joining import JoinRequest, JoinRequestQuerySet

__all__ = [
    "Board",
    "BoardQuerySet",
    "DuoImport",
    "JoinRequest",
    "JoinRequestQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Network",
    "Region",
    "Ringed",
    "School",
    "SchoolBoardPeriod",
    "SchoolHoliday",
    "SchoolQuerySet",
    "StudyDay",
    "board_keys",
    "reader_keys",
    "searcher_keys",
]
