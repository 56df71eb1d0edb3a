"""The rows of this floor. `base` holds who belongs where; other subjects have a module of their own beside it."""

from organisations.models.base import (
    Board,
    BoardQuerySet,
    Membership,
    MembershipQuerySet,
    Network,
    Region,
    Ringed,
    School,
    SchoolHoliday,
    SchoolQuerySet,
    StudyDay,
    board_keys,
    reaching,
    reader_keys,
    searcher_keys,
)
from organisations.models.duo import DuoFile, DuoImport, DuoImportLine, DuoTable, SchoolBoardPeriod
from organisations.models.invitations import (
    InvitedPlace,
    InvitedPlaceQuerySet,
    StaffInvitation,
    StaffInvitationQuerySet,
)
from organisations.models.joining import (
    JoinRequest,
    JoinRequestQuerySet,
    WorkAddress,
    WorkDomain,
    join_via,
    schools_to_join,
)
from organisations.models.letters import Letter, LetterQuerySet
from organisations.models.reach import ReachUpdate
from organisations.models.sign_in import IdentityProvider, IdentityProviderQuerySet, boards_to_see, provider_key
from organisations.models.staff_imports import StaffImport, StaffImportQuerySet

__all__ = [
    "Board",
    "BoardQuerySet",
    "DuoFile",
    "DuoImport",
    "DuoImportLine",
    "DuoTable",
    "IdentityProvider",
    "IdentityProviderQuerySet",
    "InvitedPlace",
    "InvitedPlaceQuerySet",
    "JoinRequest",
    "JoinRequestQuerySet",
    "Letter",
    "LetterQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Network",
    "ReachUpdate",
    "Region",
    "Ringed",
    "School",
    "SchoolBoardPeriod",
    "SchoolHoliday",
    "SchoolQuerySet",
    "StaffImport",
    "StaffImportQuerySet",
    "StaffInvitation",
    "StaffInvitationQuerySet",
    "StudyDay",
    "WorkAddress",
    "WorkDomain",
    "board_keys",
    "boards_to_see",
    "join_via",
    "provider_key",
    "reaching",
    "reader_keys",
    "schools_to_join",
    "searcher_keys",
]
