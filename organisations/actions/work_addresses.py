"""Joining with a work address of the board: the address is proven by a link, the school says who works there."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations.actions.joining import request_to_join
from organisations.actions.letters import letters_about, post
from organisations.choices import JoinVia, LetterKind
from organisations.mail_domains import domain_of
from organisations.models import Board, JoinRequest, School, WorkAddress, WorkDomain
from users.addresses import confirm_address, owner_of
from users.models import User

# Long enough for who reads mail at school tomorrow, short enough for a link that makes an account.
VALID_FOR = timedelta(days=2)


@transaction.atomic
def ask_work_address(email: str, board: Board) -> WorkAddress:
    """Mail a link to this address (in small letters), which shows that it is theirs; the link sent before is dead."""
    now = timezone.now()
    address, is_new = WorkAddress.objects.select_for_update(of=("self",)).get_or_create(
        email=email, defaults={"board": board, "asked_at": now, "expires_at": now + VALID_FOR}
    )
    if not is_new:
        address.board, address.number = board, address.number + 1
        address.asked_at, address.expires_at, address.used_at = now, now + VALID_FOR, None
        address.save()
    post(letters_about([address], LetterKind.WORK_ADDRESS, number=address.number))
    return address


@transaction.atomic
def use_work_address(address: WorkAddress, school: School, *, by: User) -> JoinRequest:
    """The person behind this account showed that the address is theirs, and asks for a place at this school of the
    board. Raises NotAllowedNow for a link that was used or ran out, and as `request_to_join` does."""
    address = _locked(address)
    _check_school(address, school)
    asked = request_to_join(by, school, via=JoinVia.DOMAIN)
    confirm_address(by, address.email)
    address.used_at = timezone.now()
    address.save(update_fields=["used_at", "updated_at"])
    return asked


@transaction.atomic
def use_work_address_with_new_account(
    address: WorkAddress, school: School, *, first_name: str, last_name: str, password: str
) -> User:
    """As `use_work_address`, for who has no account yet. Raises NotAllowedNow when there is one with this address."""
    if owner_of(address.email) is not None:
        raise NotAllowedNow(_("Er is al een account met dit adres. Log in en kies dan je school."))
    try:
        with transaction.atomic():
            user = User.objects.create_user(address.email, password, first_name=first_name, last_name=last_name)
    except IntegrityError:
        raise NotAllowedNow(_("Er is al een account met dit adres. Log in en kies dan je school.")) from None
    use_work_address(address, school, by=user)
    return user


@transaction.atomic
def add_work_domain(board: Board, domain: str, *, by: User) -> WorkDomain:
    """People with an address at this domain (in small letters) may ask for a place at this board's schools. Raises
    NotAllowedNow when another board has it."""
    try:
        with transaction.atomic():
            found, _is_new = WorkDomain.objects.get_or_create(domain=domain, defaults={"board": board, "added_by": by})
    except IntegrityError:
        found = WorkDomain.objects.get(domain=domain)
    if found.board_id != board.pk:
        raise NotAllowedNow(_("Dit domein hoort al bij een ander bestuur. Klopt dat niet? Vraag de platformbeheerder."))
    return found


@transaction.atomic
def remove_work_domain(work_domain: WorkDomain, *, by: User) -> None:
    """Nobody asks for a place with this domain any more; who belongs to a school already stays there."""
    WorkAddress.objects.filter(
        board=work_domain.board_id, email__endswith=f"@{work_domain.domain}", used_at__isnull=True
    ).delete()
    work_domain.delete()


def _locked(address: WorkAddress) -> WorkAddress:
    """The address as it stands now. Raises NotAllowedNow when its link no longer works."""
    fresh = WorkAddress.objects.select_for_update(of=("self",)).select_related("board").get(pk=address.pk)
    if fresh.number != address.number or not fresh.is_running:
        raise NotAllowedNow(_("Deze link werkt niet meer. Vraag een nieuwe aan."))
    return fresh


def _check_school(address: WorkAddress, school: School) -> None:
    still_theirs = WorkDomain.objects.filter(board=address.board_id, domain=domain_of(address.email)).exists()
    if school.board_id != address.board_id or not still_theirs:
        raise NotAllowedNow(_("Deze school hoort niet bij je werkadres."))
