from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from core.errors import NotAllowedNow
from core.outbox import MailState
from organisations import actions
from organisations.choices import InvitationState, LetterKind, Role
from organisations.models import Letter, Membership, StaffInvitation
from tests.organisations.invitations import NEW, invite, person
from tests.organisations.world import World
from tests.users.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def accept(invitation: StaffInvitation, by: object) -> list[Membership]:
    ids = list(invitation.places.values_list("pk", flat=True))
    return actions.accept_invitation(invitation, by=by, place_ids=ids, seen_ids=ids)


def test_an_invitation_is_one_letter_and_no_place(world: World) -> None:
    invitation = invite(world.director, world.school)

    letter = Letter.objects.get()
    assert (letter.kind, letter.invitation, letter.mail_state) == (LetterKind.INVITED, invitation, MailState.WAITING)
    assert not Membership.objects.filter(user__email=NEW).exists()


def test_the_same_person_in_two_lists_is_asked_by_one_mail(world: World) -> None:
    invitation = invite(world.director, world.school)
    again = invite(world.sister_director, world.sister_school)

    assert again == invitation
    assert {place.school for place in invitation.places.all()} == {world.school, world.sister_school}
    assert Letter.objects.count() == 1


def test_the_same_person_twice_in_one_list_is_asked_by_one_mail(world: World) -> None:
    people = [person(world.school), person(world.school), person(world.sister_school)]

    asked = actions.invite_people(world.board, by=world.board_admin, people=people)

    assert (len(asked.invitations), asked.invitations[0].places.count(), Letter.objects.count()) == (1, 2, 1)


def test_the_same_list_again_asks_nobody(world: World) -> None:
    invite(world.director, world.school)

    asked = actions.invite_people(world.board, by=world.director, people=[person(world.school)])

    assert [known.email for known in asked.had_it_all] == [NEW]
    assert (asked.invitations, asked.added_to, Letter.objects.count()) == ([], [], 1)


def test_who_has_an_account_elsewhere_is_asked_too(world: World) -> None:
    invitation = invite(world.director, world.school, email=world.foreign_staff.email)

    assert invitation.state == InvitationState.OPEN
    assert not world.foreign_staff.memberships.filter(school=world.school).exists()


def test_a_colleague_of_a_sister_school_is_asked_by_a_director(world: World) -> None:
    invite(world.director, world.school, email=world.sister_staff.email)

    assert not world.sister_staff.memberships.filter(school=world.school).exists()


def test_the_board_divides_the_work_of_its_own_people_at_once(world: World) -> None:
    extra = person(world.school, email=world.sister_staff.email)

    asked = actions.invite_people(world.board, by=world.board_admin, people=[extra])

    assert [(m.user, m.school) for m in asked.given] == [(world.sister_staff, world.school)]
    assert Letter.objects.get().kind == LetterKind.PLACE_GIVEN
    assert not StaffInvitation.objects.exists()


def test_a_place_somebody_has_is_not_offered(world: World) -> None:
    asked = actions.invite_people(
        world.board, by=world.director, people=[person(world.school, email=world.staff.email)]
    )

    assert len(asked.had_it_all) == 1
    assert world.staff.memberships.count() == 1


def test_an_invitation_that_ran_out_makes_room_for_a_new_one(world: World) -> None:
    old = invite(world.director, world.school)
    StaffInvitation.objects.update(expires_at=timezone.now())

    new = invite(world.director, world.school)

    old.refresh_from_db()
    assert (old.state, new.state) == (InvitationState.WITHDRAWN, InvitationState.OPEN)
    assert Letter.objects.count() == 2


def test_yes_gives_the_places_and_confirms_the_address(world: World) -> None:
    invitation = invite(world.director, world.school, email="sam@linde.test", job_title="gym")

    accept(invitation, world.stranger)

    membership = world.stranger.memberships.get()
    assert (membership.school, membership.role, membership.job_title) == (world.school, Role.STAFF, "gym")
    assert EmailAddress.objects.get(user=world.stranger, email="sam@linde.test").verified


def test_a_place_that_was_not_on_the_page_is_not_taken(world: World) -> None:
    invitation = invite(world.director, world.school)
    seen = list(invitation.places.values_list("pk", flat=True))
    invite(world.sister_director, world.sister_school)

    with pytest.raises(NotAllowedNow, match="intussen veranderd"):
        actions.accept_invitation(invitation, by=world.stranger, place_ids=seen, seen_ids=seen)
    assert not world.stranger.memberships.exists()


def test_yes_to_one_of_two_places(world: World) -> None:
    invitation = invite(world.board_admin, world.school, world.sister_school)
    first, second = invitation.places.order_by("pk")

    actions.accept_invitation(invitation, by=world.stranger, place_ids=[second.pk], seen_ids=[first.pk, second.pk])

    assert [m.school for m in world.stranger.memberships.all()] == [second.school]


@pytest.mark.parametrize("end", ["accept", "decline", "withdraw", "run out"])
def test_an_invitation_works_once(world: World, end: str) -> None:
    invitation = invite(world.director, world.school)
    match end:
        case "accept":
            accept(invitation, UserFactory())
        case "decline":
            actions.decline_invitation(invitation)
        case "withdraw":
            actions.withdraw_invitation(invitation, by=world.director)
        case "run out":
            StaffInvitation.objects.update(expires_at=timezone.now())

    with pytest.raises(NotAllowedNow, match="al beantwoord, ingetrokken of verlopen"):
        accept(invitation, world.stranger)
    assert not world.stranger.memberships.exists()


def test_a_school_that_left_the_board_is_no_longer_offered(world: World) -> None:
    invitation = invite(world.director, world.school)
    world.school.board = world.foreign_board
    world.school.save()

    assert not invitation.places.to_accept().exists()


def test_a_new_account_signs_in_with_the_proven_address(world: World) -> None:
    invitation = invite(world.director, world.school)
    ids = list(invitation.places.values_list("pk", flat=True))

    user = actions.accept_with_new_account(
        invitation, first_name="Nina", last_name="Nieuw", password=PASSWORD, place_ids=ids, seen_ids=ids
    )

    address = EmailAddress.objects.get(user=user)
    assert (user.email, user.check_password(PASSWORD)) == (NEW, True)
    assert (address.email, address.verified, address.primary) == (NEW, True, True)


def test_no_second_account_for_one_address(world: World) -> None:
    invitation = invite(world.director, world.school, email=world.stranger.email)

    with pytest.raises(NotAllowedNow, match="al een account"):
        actions.accept_with_new_account(
            invitation, first_name="X", last_name="Y", password=PASSWORD, place_ids=[], seen_ids=[]
        )


def test_sending_again_makes_the_old_link_dead(world: World) -> None:
    invitation = invite(world.director, world.school)
    Letter.objects.update(mail_state=MailState.SENT, mailed_at=timezone.now() - timedelta(hours=1))

    again = actions.resend_invitation(invitation, by=world.director)

    assert again.number == 2
    assert list(Letter.objects.order_by("pk").values_list("number", "mail_state")) == [(1, "sent"), (2, "waiting")]


@pytest.mark.parametrize("minutes_ago", [None, 14])
def test_a_mail_just_sent_is_not_sent_again(world: World, minutes_ago: int | None) -> None:
    invitation = invite(world.director, world.school)
    if minutes_ago:
        moment = timezone.now() - timedelta(minutes=minutes_ago)
        Letter.objects.update(mail_state=MailState.SENT, mailed_at=moment)

    with pytest.raises(NotAllowedNow, match="net verstuurd"):
        actions.resend_invitation(invitation, by=world.director)


def test_nobody_is_mailed_for_ever(world: World) -> None:
    invitation = invite(world.director, world.school)
    Letter.objects.update(mail_state=MailState.FAILED, failed_at=timezone.now())
    StaffInvitation.objects.update(number=5)

    with pytest.raises(NotAllowedNow, match="al vaak verstuurd"):
        actions.resend_invitation(invitation, by=world.director)


def test_a_director_takes_back_the_own_school_only(world: World) -> None:
    invitation = invite(world.board_admin, world.school, world.sister_school)

    actions.withdraw_invitation(invitation, by=world.director)

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.OPEN
    assert [place.school for place in invitation.places.all()] == [world.sister_school]
