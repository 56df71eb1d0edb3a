"""The links in our mails: signed, so that nobody guesses one; over a number in the row, so that one works once."""

from django.core import signing

from organisations.models import StaffInvitation, WorkAddress

_INVITATION = "organisations.invitation"
_WORK_ADDRESS = "organisations.work_address"


def invitation_token(invitation: StaffInvitation) -> str:
    return _token(_INVITATION, invitation.pk, invitation.number)


def work_address_token(address: WorkAddress) -> str:
    return _token(_WORK_ADDRESS, address.pk, address.number)


def invitation_of(token: str) -> StaffInvitation | None:
    """The invitation this link was mailed for; None for a link that is false, or replaced by a later one."""
    pk, number = _read(_INVITATION, token)
    return StaffInvitation.objects.select_related("board", "invited_by").filter(pk=pk, number=number).first()


def work_address_of(token: str) -> WorkAddress | None:
    pk, number = _read(_WORK_ADDRESS, token)
    return WorkAddress.objects.select_related("board").filter(pk=pk, number=number).first()


def _token(salt: str, pk: int, number: int) -> str:
    return signing.Signer(salt=salt).sign_object([pk, number])


def _read(salt: str, token: str) -> tuple[int, int]:
    """Primary key and number in a token; (0, 0), which is nobody's, when it was not made here."""
    try:
        pk, number = signing.Signer(salt=salt).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return 0, 0
    return pk, number
