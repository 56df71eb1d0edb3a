"""What people fill in about boards and schools."""

from organisations.forms.calendar import StudyDayForm
from organisations.forms.invitations import InvitationForm, NewAccountForm, PlacesForm
from organisations.forms.people import MembershipEndForm
from organisations.forms.policy import MOST_DAYS, RING_HINTS, RING_LABELS, PolicyForm

__all__ = [
    "MOST_DAYS",
    "RING_HINTS",
    "RING_LABELS",
    "InvitationForm",
    "MembershipEndForm",
    "NewAccountForm",
    "PlacesForm",
    "PolicyForm",
    "StudyDayForm",
]
