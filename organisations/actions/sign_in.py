"""A board's own sign-in, and who is tied to it."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations.actions.joining import request_to_join
from organisations.choices import JoinVia, SignInKind
from organisations.models import Board, IdentityProvider, School
from organisations.single_sign_on.pending import Pending
from users.addresses import confirm_address, owner_of
from users.models import User


@transaction.atomic
def set_up_identity_provider(
    board: Board,
    kind: SignInKind,
    *,
    by: User,
    client_id: str,
    secret: str = "",
    tenant: str = "",
    affiliations: Sequence[str] = (),
    keeps_pupils_out: bool = False,
) -> IdentityProvider:
    """Write down how this board signs in; without a new `secret` the old one stays. With another tenant or client it
    is another door: it goes off until it is tried again, and who used it confirms their address once more."""
    board = Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    row = IdentityProvider.objects.filter(board=board, kind=kind).first() or IdentityProvider(board=board, kind=kind)
    is_another_door = row.pk is not None and (row.tenant, row.client_id) != (tenant, client_id)
    row.client_id, row.tenant, row.keeps_pupils_out = client_id, tenant, keeps_pupils_out
    row.affiliations = list(affiliations) or row.affiliations
    if secret:
        row.secret = secret
    if is_another_door:
        SocialAccount.objects.filter(provider=row.key).delete()
    if is_another_door or (kind == SignInKind.GOOGLE and not keeps_pupils_out):
        row.is_on = False
    row.save()
    return row


@transaction.atomic
def switch_identity_provider(row: IdentityProvider, *, by: User, is_on: bool) -> IdentityProvider:
    """On or off, from this moment; off also refuses who is halfway. Raises NotAllowedNow when Google would let pupils
    in."""
    row = IdentityProvider.objects.select_for_update(of=("self",)).select_related("board").get(pk=row.pk)
    if is_on and row.kind == SignInKind.GOOGLE and not row.keeps_pupils_out:
        raise NotAllowedNow(_("Bevestig eerst dat leerlingen hier niet mee kunnen inloggen."))
    row.is_on = is_on
    row.save()
    return row


@transaction.atomic
def join_by_school_sign_in(pending: Pending, *, first_name: str, last_name: str, school: School) -> User:
    """Somebody new whose address was confirmed gets an account, and asks for a place at the school. Raises
    NotAllowedNow when the address or the sign-in belongs to an account already."""
    if not pending.is_confirmed:
        raise NotAllowedNow(_("Bevestig eerst je e-mailadres."))
    if owner_of(pending.email) is not None:
        raise NotAllowedNow(_("Bij dit adres hoort al een account. Log opnieuw in via je school."))
    user = _new_user(pending.email, first_name=first_name, last_name=last_name)
    confirm_address(user, pending.email)
    _tie(user, pending)
    request_to_join(user, school, via=JoinVia.SSO)
    return user


@transaction.atomic
def link_school_sign_in(user: User, pending: Pending, *, by: User) -> SocialAccount:
    """From now on this person may sign in through their school. Only when the school gave an address that this person
    has confirmed as theirs; raises NotAllowedNow otherwise."""
    confirmed = set(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))
    if not confirmed or (pending.email and pending.email not in confirmed):
        raise NotAllowedNow(
            _("Je school kent je met een ander e-mailadres dan Expedu. Daarom kunnen we dit niet koppelen.")
        )
    return _tie(user, pending)


@transaction.atomic
def unlink_school_sign_in(account: SocialAccount, *, by: User) -> None:
    """No longer through the school; with a code by mail they always come in."""
    account.delete()


def _new_user(email: str, **names: str) -> User:
    """Pressing the button twice makes one account."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email, **names)
    except IntegrityError:
        raise NotAllowedNow(_("Bij dit adres hoort al een account. Log opnieuw in via je school.")) from None


def _tie(user: User, pending: Pending) -> SocialAccount:
    account, _created = SocialAccount.objects.get_or_create(
        provider=pending.key, uid=pending.uid, defaults={"user": user}
    )
    if account.user_id != user.pk:
        raise NotAllowedNow(_("Dit schoolaccount is al gekoppeld aan een ander account van Expedu."))
    return account
