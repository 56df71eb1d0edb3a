from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from core.outbox import MailState
from organisations import actions
from organisations.choices import Role
from organisations.models import Letter, StaffInvitation
from organisations.tasks import deliver_letter
from organisations.tokens import invitation_of, invitation_token
from tests.organisations.invitations import NEW, invite, person
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_the_invitation_says_who_asks_for_what_and_holds_the_link(world: World) -> None:
    invitation = invite(world.director, world.school)

    deliver_letter(Letter.objects.get().pk)

    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == ([NEW], "De Linde nodigt je uit in Expedu")
    for text in (sent.body, sent.alternatives[0].content):
        assert "Marijke Veldkamp van De Linde" in text
        assert "Medewerker, De Wilgenhof" in text
        assert f"/uitnodiging/{invitation_token(invitation)}/" in text


def test_a_task_that_runs_twice_mails_once(world: World) -> None:
    invite(world.director, world.school)
    letter = Letter.objects.get()

    deliver_letter(letter.pk)
    deliver_letter(letter.pk)

    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert letter.mail_state == MailState.SENT


def test_a_withdrawn_invitation_is_not_mailed(world: World) -> None:
    invitation = invite(world.director, world.school)
    actions.withdraw_invitation(invitation, by=world.director)

    assert actions.deliver_letter(Letter.objects.get().pk) == MailState.NOT_WANTED
    assert mail.outbox == []


def test_an_account_that_was_closed_gets_no_mail(world: World) -> None:
    extra = person(world.sister_school, email=world.staff.email, role=Role.COORDINATOR)
    actions.invite_people(world.board, by=world.board_admin, people=[extra])
    world.staff.is_active = False
    world.staff.save()

    assert actions.deliver_letter(Letter.objects.get().pk) == MailState.NOT_WANTED


def test_a_false_or_changed_link_is_nobodys(world: World) -> None:
    token = invitation_token(invite(world.director, world.school))

    assert invitation_of(token) is not None
    assert invitation_of(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert invitation_of("onzin") is None


def test_the_link_sent_before_is_dead(world: World) -> None:
    invitation = invite(world.director, world.school)
    token = invitation_token(invitation)
    Letter.objects.update(mail_state=MailState.SENT, mailed_at=timezone.now() - timedelta(hours=1))

    again = actions.resend_invitation(invitation, by=world.director)

    assert invitation_of(token) is None
    assert invitation_of(invitation_token(again)) == again


def test_a_board_that_is_gone_takes_its_invitations_along(world: World) -> None:
    invite(world.director, world.school)
    StaffInvitation.objects.all().delete()

    assert not Letter.objects.exists()
