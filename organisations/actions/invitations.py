"""Asking people to take a place at a board's schools, and their answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from core.outbox import MailState
from organisations.actions.letters import letters_about, post
from organisations.choices import InvitationState, LetterKind, Role
from organisations.models import Board, InvitedPlace, Letter, Membership, School, StaffImport, StaffInvitation
from organisations.roles import Right
from users.addresses import confirm_address, owners_of
from users.models import User

VALID_FOR = timedelta(days=30)
# The same mail again is for who lost it, not for who is slow to answer.
AGAIN_AFTER = timedelta(minutes=15)
MOST_TIMES = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A place to offer: a role at a school, or (without a school) at the board itself."""

    role: Role
    school: School | None = None
    job_title: str = ""
    is_deputy: bool = False
    deputy_for: Membership | None = None
    ends_on: date | None = None

    @property
    def key(self) -> tuple[str, int | None]:
        return self.role.value, self.school.pk if self.school else None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to ask, and for what. `email` in small letters."""

    email: str
    first_name: str
    last_name: str
    offers: tuple[Offer, ...]


@dataclass(slots=True)
class Asked:
    """What came of it: invitations made or added to, places given at once, and people who have it all already."""

    invitations: list[StaffInvitation] = field(default_factory=list)
    added_to: list[StaffInvitation] = field(default_factory=list)
    given: list[Membership] = field(default_factory=list)
    had_it_all: list[Person] = field(default_factory=list)


@transaction.atomic
def invite_people(
    board: Board, *, by: User, people: Sequence[Person], staff_import: StaffImport | None = None
) -> Asked:
    """Ask these people, each by one mail. The board is locked, so two lists with the same name in it follow each other.

    Who is asked already gets the new place added to the open invitation and no second mail. Who works where `by` says
    who works there gets the place at once and is told: that is an employer dividing the work, and they said yes to
    this employer before. Everybody else, known to Expedu or not, has to say yes.
    """
    board = Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    people = _joined(people)
    owners = owners_of(person.email for person in people)
    held = _held_places(board, owners.values())
    within_reach = _people_within_reach(board, by, owners.values())
    _end_run_out(board)
    open_ones = {i.email: i for i in StaffInvitation.objects.open().filter(board=board).prefetch_related("places")}
    asked = Asked()
    places: list[InvitedPlace] = []
    for person in people:
        owner = owners.get(person.email)
        offers = [offer for offer in person.offers if owner is None or (owner.pk, *offer.key) not in held]
        if owner is not None and owner.pk in within_reach:
            asked.given += [_membership(owner, board, offer) for offer in offers]
        elif offers:
            offers = _offer(asked, open_ones, board, by, person, offers, places)
        if not offers:
            asked.had_it_all.append(person)
    StaffInvitation.objects.bulk_create(asked.invitations, batch_size=500)
    InvitedPlace.objects.bulk_create(places, batch_size=500)
    Membership.objects.bulk_create(asked.given, batch_size=500)
    post(
        letters_about(asked.invitations, LetterKind.INVITED, staff_import=staff_import)
        + letters_about(asked.given, LetterKind.PLACE_GIVEN, staff_import=staff_import)
    )
    return asked


@transaction.atomic
def accept_invitation(
    invitation: StaffInvitation, *, by: User, place_ids: Iterable[int], seen_ids: Iterable[int]
) -> list[Membership]:
    """Say yes to these places (primary keys) out of the ones seen. Raises NotAllowedNow when the invitation has ended,
    or holds a place the person has not seen: nobody is put somewhere they did not read about."""
    invitation = _locked(invitation)
    if not by.is_active:
        raise NotAllowedNow(_("Dit account is gesloten. Vraag de platformbeheerder wat er aan de hand is."))
    places = list(invitation.places.to_accept().select_related("school", "deputy_for").order_by("pk"))
    if {place.pk for place in places} != set(seen_ids):
        raise NotAllowedNow(_("De uitnodiging is intussen veranderd. Kijk nog even en zeg dan ja."))
    chosen = [place for place in places if place.pk in set(place_ids)]
    if not chosen:
        raise NotAllowedNow(_("Kies minstens één plek, of zeg nee."))
    held = _held_places(invitation.board, [by])
    offers = [_offer_of(place) for place in chosen]
    fresh = [_membership(by, invitation.board, offer) for offer in offers if (by.pk, *offer.key) not in held]
    confirm_address(by, invitation.email)
    _end(invitation, InvitationState.ACCEPTED)
    return Membership.objects.bulk_create(fresh)


@transaction.atomic
def accept_with_new_account(
    invitation: StaffInvitation,
    *,
    first_name: str,
    last_name: str,
    password: str,
    place_ids: Iterable[int],
    seen_ids: Iterable[int],
) -> User:
    """As `accept_invitation`, for who has no account yet: opening the link has shown that the address is theirs."""
    if owners_of([invitation.email]):
        raise NotAllowedNow(_("Er is al een account met dit adres. Log in om ja te zeggen."))
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, password, first_name=first_name, last_name=last_name)
    except IntegrityError:
        raise NotAllowedNow(_("Er is al een account met dit adres. Log in om ja te zeggen.")) from None
    accept_invitation(invitation, by=user, place_ids=place_ids, seen_ids=seen_ids)
    return user


@transaction.atomic
def decline_invitation(invitation: StaffInvitation) -> StaffInvitation:
    """Say no. Whoever holds the link may: that takes no account."""
    return _end(_locked(invitation), InvitationState.DECLINED)


@transaction.atomic
def resend_invitation(invitation: StaffInvitation, *, by: User) -> StaffInvitation:
    """The same invitation in a new mail, valid for another thirty days; the link sent before no longer works."""
    invitation = StaffInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.state != InvitationState.OPEN:
        raise NotAllowedNow(_("Deze uitnodiging is al beantwoord of ingetrokken."))
    last = Letter.objects.filter(invitation=invitation).order_by("-number").first()
    if last is not None and _is_on_its_way(last):
        raise NotAllowedNow(_("Deze uitnodiging is net verstuurd. Wacht een kwartier voor je het nog eens doet."))
    if invitation.number >= MOST_TIMES:
        raise NotAllowedNow(_("Deze uitnodiging is al vaak verstuurd. Vraag je collega of het adres klopt."))
    invitation.number += 1
    invitation.expires_at = timezone.now() + VALID_FOR
    invitation.save(update_fields=["number", "expires_at", "updated_at"])
    post(letters_about([invitation], LetterKind.INVITED, number=invitation.number))
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: StaffInvitation, *, by: User) -> StaffInvitation:
    """Take back the places this user may offer; with none left the invitation ends and its link no longer works."""
    invitation = StaffInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.state != InvitationState.OPEN:
        raise NotAllowedNow(_("Deze uitnodiging is al beantwoord of ingetrokken."))
    mine = InvitedPlace.objects.managed_by(by).filter(invitation=invitation)
    if invitation.places.exclude(pk__in=mine.values("pk")).exists():
        mine.delete()
        return invitation
    return _end(invitation, InvitationState.WITHDRAWN)


def _joined(people: Sequence[Person]) -> list[Person]:
    """One person an address, with all that is offered, each place once."""
    found: dict[str, Person] = {}
    for person in people:
        before = found.get(person.email)
        offers = {offer.key: offer for offer in (*person.offers, *(before.offers if before else ()))}
        found[person.email] = Person(
            person.email,
            before.first_name if before else person.first_name,
            before.last_name if before else person.last_name,
            tuple(offers.values()),
        )
    return list(found.values())


def _held_places(board: Board, users: Iterable[User]) -> set[tuple[int, str, int | None]]:
    """(user, role, school) of every place these people have at this board, or will have."""
    at_board = Membership.objects.not_ended().at_board(board).filter(user__in=[user.pk for user in users])
    return set(at_board.values_list("user_id", "role", "school_id"))


def _people_within_reach(board: Board, by: User, users: Iterable[User]) -> set[int]:
    """Those of these people who work where `by` says who works there."""
    schools = School.objects.where(by, Right.MANAGE_STAFF).filter(board=board)
    administers = Board.objects.administered_by(by, Right.MANAGE_STAFF).filter(pk=board.pk).exists()
    here = Membership.objects.active().filter(user__in=[user.pk for user in users])
    found = set(here.filter(school__in=schools).values_list("user_id", flat=True))
    if administers:
        found |= set(here.filter(board=board).values_list("user_id", flat=True))
    return found


def _end_run_out(board: Board) -> None:
    """An invitation that ran out makes room for a new one."""
    now = timezone.now()
    run_out = StaffInvitation.objects.open().filter(board=board, expires_at__lte=now)
    run_out.update(state=InvitationState.WITHDRAWN, ended_at=now)


def _offer(
    asked: Asked,
    open_ones: dict[str, StaffInvitation],
    board: Board,
    by: User,
    person: Person,
    offers: Sequence[Offer],
    places: list[InvitedPlace],
) -> list[Offer]:
    """Put these on the person's open invitation, or on a new one; the ones that were not on it yet."""
    invitation = open_ones.get(person.email)
    if invitation is None:
        invitation = StaffInvitation(
            board=board,
            email=person.email,
            first_name=person.first_name,
            last_name=person.last_name,
            invited_by=by,
            expires_at=timezone.now() + VALID_FOR,
        )
        asked.invitations.append(invitation)
        fresh = list(offers)
    else:
        there = {(place.role, place.school_id) for place in invitation.places.all()}
        fresh = [offer for offer in offers if offer.key not in there]
        if fresh:
            asked.added_to.append(invitation)
    places += [
        InvitedPlace(
            invitation=invitation,
            role=offer.role,
            school=offer.school,
            job_title=offer.job_title,
            is_deputy=offer.is_deputy,
            deputy_for=offer.deputy_for,
            ends_on=offer.ends_on,
        )
        for offer in fresh
    ]
    return fresh


def _offer_of(place: InvitedPlace) -> Offer:
    return Offer(Role(place.role), place.school, place.job_title, place.is_deputy, place.deputy_for, place.ends_on)


def _membership(user: User, board: Board, offer: Offer) -> Membership:
    return Membership(
        user=user,
        role=offer.role,
        school=offer.school,
        board=None if offer.school else board,
        job_title=offer.job_title,
        is_deputy=offer.is_deputy,
        deputy_for=offer.deputy_for,
        ends_on=offer.ends_on,
    )


def _locked(invitation: StaffInvitation) -> StaffInvitation:
    """The invitation as it stands now. Raises NotAllowedNow when it can no longer be answered."""
    fresh = StaffInvitation.objects.select_for_update(of=("self",)).select_related("board").get(pk=invitation.pk)
    if not fresh.is_running:
        raise NotAllowedNow(_("Deze uitnodiging is al beantwoord, ingetrokken of verlopen."))
    return fresh


def _end(invitation: StaffInvitation, state: InvitationState) -> StaffInvitation:
    invitation.state, invitation.ended_at = state, timezone.now()
    invitation.save(update_fields=["state", "ended_at", "updated_at"])
    return invitation


def _is_on_its_way(letter: Letter) -> bool:
    if letter.mail_state in (MailState.WAITING, MailState.HANDING):
        return True
    return letter.mailed_at is not None and letter.mailed_at > timezone.now() - AGAIN_AFTER
