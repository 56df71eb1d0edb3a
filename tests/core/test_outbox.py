"""At most once, on the letters of organisations; at least once is tested with notifications."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from core.outbox import HANDING_LEASE, MAX_ATTEMPTS, MailState, claim_missed, give_up_in_hand, hand_over_once
from organisations.models import Letter
from tests.organisations.invitations import invite
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def letter(world: World) -> Letter:
    invite(world.director, world.school)
    return Letter.objects.get()


def send(letter: Letter) -> MailState | None:
    return hand_over_once(Letter, letter.pk, lambda row: EmailMultiAlternatives("Hoi", "Dag", to=["a@b.test"]))


def test_mail_is_handed_over_once(letter: Letter) -> None:
    assert (send(letter), send(letter)) == (MailState.SENT, None)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_cannot_be_reached_is_tried_again_later(letter: Letter) -> None:
    with patch(f"{BACKEND}.open", side_effect=ConnectionRefusedError):
        assert send(letter) == MailState.WAITING

    letter.refresh_from_db()
    assert (letter.attempts, letter.due_at > timezone.now()) == (1, True)


def test_a_mail_the_server_refuses_for_good_is_given_up(letter: Letter) -> None:
    refused = SMTPRecipientsRefused({"a@b.test": (550, b"nee")})
    with patch(f"{BACKEND}.send_messages", side_effect=refused):
        assert send(letter) == MailState.FAILED


def test_a_mail_the_server_puts_off_is_given_up_after_many_attempts(letter: Letter) -> None:
    Letter.objects.update(attempts=MAX_ATTEMPTS - 1)
    refused = SMTPRecipientsRefused({"a@b.test": (450, b"later")})
    with patch(f"{BACKEND}.send_messages", side_effect=refused):
        assert send(letter) == MailState.FAILED


def test_a_connection_that_breaks_half_way_is_not_tried_again(letter: Letter) -> None:
    with patch(f"{BACKEND}.send_messages", side_effect=SMTPServerDisconnected("weg")):
        assert send(letter) == MailState.UNSURE
    assert (send(letter), claim_missed(Letter)) == (None, [])


def test_a_hand_over_that_died_is_for_a_person_to_look_at(letter: Letter) -> None:
    with patch(f"{BACKEND}.send_messages", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        send(letter)
    assert give_up_in_hand(Letter) == []

    Letter.objects.update(due_at=timezone.now() - HANDING_LEASE - timedelta(seconds=1))

    assert give_up_in_hand(Letter) == [letter.pk]
    letter.refresh_from_db()
    assert letter.mail_state == MailState.UNSURE
