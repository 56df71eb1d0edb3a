"""What people fill in about boards and schools."""

from organisations.forms.calendar import StudyDayForm
from organisations.forms.duo_imports import DuoImportForm, OverrideForm
from organisations.forms.invitations import InvitationForm, NewAccountForm, PlacesForm
from organisations.forms.joining import (
    JoinConfirmForm,
    NewColleagueForm,
    OwnSchoolForm,
    WorkAddressForm,
    WorkDomainForm,
)
from organisations.forms.people import DeputyForm, MembershipEndForm
from organisations.forms.policy import MOST_DAYS, RING_HINTS, RING_LABELS, PolicyForm
from organisations.forms.sign_in import (
    SIGN_IN_HINTS,
    IdentityProviderForm,
    OwnAddressForm,
    SchoolJoinForm,
    SchoolSignInForm,
)
from organisations.forms.staff_imports import SkipWrongForm, StaffImportForm

__all__ = [
    "MOST_DAYS",
    "RING_HINTS",
    "RING_LABELS",
    "SIGN_IN_HINTS",
    "DeputyForm",
    "DuoImportForm",
    "IdentityProviderForm",
    "InvitationForm",
    "JoinConfirmForm",
    "MembershipEndForm",
    "NewAccountForm",
    "NewColleagueForm",
    "OverrideForm",
    "OwnAddressForm",
    "OwnSchoolForm",
    "PlacesForm",
    "PolicyForm",
    "SchoolJoinForm",
    "SchoolSignInForm",
    "SkipWrongForm",
    "StaffImportForm",
    "StudyDayForm",
    "WorkAddressForm",
    "WorkDomainForm",
]
