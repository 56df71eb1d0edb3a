"""What must never be false about invitations, letters and lists; the database refuses it."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.utils import timezone

from organisations.choices import InvitationState, LetterKind, Role
from organisations.models import InvitedPlace, Letter, Membership, StaffImport, StaffInvitation, WorkDomain
from tests.organisations.invitations import invite
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_one_open_invitation_per_address_and_board(world: World) -> None:
    invite(world.director, world.school)
    with pytest.raises(IntegrityError, match="staff_invitation_one_open_per_address"):
        StaffInvitation.objects.create(board=world.board, email="nina@linde.test", expires_at=timezone.now())


def test_an_answer_has_a_moment(world: World) -> None:
    invitation = invite(world.director, world.school)
    with pytest.raises(IntegrityError, match="staff_invitation_ended_at_a_moment"):
        StaffInvitation.objects.filter(pk=invitation.pk).update(state=InvitationState.ACCEPTED)


def test_addresses_are_in_small_letters(world: World) -> None:
    with pytest.raises(IntegrityError, match="staff_invitation_address_in_small_letters"):
        StaffInvitation.objects.create(board=world.board, email="Nina@linde.test", expires_at=timezone.now())


def test_a_place_is_offered_once(world: World) -> None:
    invitation = invite(world.director, world.school)
    with pytest.raises(IntegrityError, match="invited_place_once"):
        InvitedPlace.objects.create(invitation=invitation, role=Role.STAFF, school=world.school)


def test_a_place_is_at_the_level_of_its_role(world: World) -> None:
    invitation = invite(world.director, world.school)
    with pytest.raises(IntegrityError, match="invited_place_at_the_level_of_its_role"):
        InvitedPlace.objects.create(invitation=invitation, role=Role.BOARD_ADMIN, school=world.school)


def test_an_invited_deputy_has_an_end(world: World) -> None:
    invitation = invite(world.director, world.school)
    with pytest.raises(IntegrityError, match="invited_place_deputy_has_an_end"):
        invitation.places.update(is_deputy=True)


def test_who_deputises_for_someone_is_a_deputy(world: World) -> None:
    with pytest.raises(IntegrityError, match="membership_deputises_as_deputy"):
        Membership.objects.filter(pk=world.staff_membership.pk).update(deputy_for=world.sister_staff_membership)


def test_a_letter_is_about_one_thing(world: World) -> None:
    with pytest.raises(IntegrityError, match="letter_about_one_thing"):
        Letter.objects.create(kind=LetterKind.INVITED)


def test_a_letter_is_written_once(world: World) -> None:
    invitation = invite(world.director, world.school)
    with pytest.raises(IntegrityError, match="letter_exactly_once"):
        Letter.objects.create(kind=LetterKind.INVITED, invitation=invitation)


def test_a_confirmed_list_holds_nobody(world: World) -> None:
    with pytest.raises(IntegrityError, match="staff_import_confirmed_holds_nobody"):
        StaffImport.objects.create(board=world.board, rows=[{"email": "a"}], confirmed_at=timezone.now())


def test_a_domain_is_of_one_board(world: World) -> None:
    WorkDomain.objects.create(board=world.board, domain="linde.test")
    with pytest.raises(IntegrityError, match="domain"):
        WorkDomain.objects.create(board=world.foreign_board, domain="linde.test")


def test_an_end_before_today_is_a_date_like_any_other(world: World) -> None:
    """Deputies end by date: no flag, no job."""
    Membership.objects.filter(pk=world.staff_membership.pk).update(is_deputy=True, ends_on=date(2020, 9, 1))
    assert not Membership.objects.active().filter(pk=world.staff_membership.pk).exists()
