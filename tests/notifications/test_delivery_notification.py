from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail

from core.outbox import MAX_ATTEMPTS, MailState
from notifications.actions import mute, set_preferences
from notifications.choices import Delivery
from notifications.delivery import deliver_notification
from tests.notifications.factories import INVITED, RECALLED, NotificationFactory
from tests.users.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

REFUSING = "django.core.mail.backends.locmem.EmailBackend.send_messages"


def test_an_urgent_message_is_mailed_at_once(clock):
    notification = NotificationFactory()
    assert deliver_notification(notification.pk) == MailState.SENT
    notification.refresh_from_db()
    assert notification.mailed_at == clock.now
    assert [each.to for each in mail.outbox] == [[notification.recipient.email]]


def test_the_mail_holds_the_sentence_and_a_link_and_not_the_line_of_the_app(settings):
    settings.SITE_URL = "https://expedu.test"
    notification = NotificationFactory(url="/hulpvragen/12/")
    deliver_notification(notification.pk)
    (sent,) = mail.outbox
    assert sent.subject == "De Wilgenhof vraagt of jij wilt helpen"
    for body in (sent.body, sent.alternatives[0].content):
        assert "https://expedu.test/hulpvragen/12/" in body
        assert "rekenen" not in body


def test_the_message_id_follows_from_the_notification(settings):
    settings.SITE_URL = "https://expedu.test:8443"
    notification = NotificationFactory()
    deliver_notification(notification.pk)
    assert mail.outbox[0].message()["Message-ID"] == f"<notification-{notification.pk}@expedu.test>"


def test_what_is_mailed_is_not_mailed_again():
    notification = NotificationFactory()
    deliver_notification(notification.pk)
    assert deliver_notification(notification.pk) is None
    assert len(mail.outbox) == 1


def test_a_line_break_in_a_name_does_not_reach_the_headers():
    notification = NotificationFactory(context={"school": "De Wilg\nBcc: x@x.test", "skill": "x"})
    deliver_notification(notification.pk)
    assert mail.outbox[0].subject == "De Wilg Bcc: x@x.test vraagt of jij wilt helpen"


def test_html_in_a_name_is_shown_as_text():
    notification = NotificationFactory(context={"school": "<b>De Wilg</b>", "skill": "x"})
    deliver_notification(notification.pk)
    assert "&lt;b&gt;De Wilg" in mail.outbox[0].alternatives[0].content


def test_not_urgent_goes_with_the_daily_mail():
    assert deliver_notification(NotificationFactory(widened=True).pk) == MailState.BUNDLED
    assert mail.outbox == []


def test_someone_may_want_it_at_once():
    notification = NotificationFactory(widened=True)
    set_preferences(notification.recipient, choices={notification.kind: Delivery.NOW})
    assert deliver_notification(notification.pk) == MailState.SENT


def test_someone_may_want_no_mail_of_this_type():
    notification = NotificationFactory()
    set_preferences(notification.recipient, choices={INVITED.kind: Delivery.NONE})
    assert deliver_notification(notification.pk) == MailState.NOT_WANTED
    assert mail.outbox == []


def test_someone_paused_gets_no_mail(clock):
    notification = NotificationFactory()
    mute(notification.recipient, clock.now.date())
    assert deliver_notification(notification.pk) == MailState.NOT_WANTED


def test_a_pause_that_is_over_stops_nothing(clock):
    notification = NotificationFactory()
    mute(notification.recipient, clock.at(2026, 3, 10, 10).date())
    clock.at(2026, 3, 11, 10)
    assert deliver_notification(notification.pk) == MailState.SENT


def test_someone_inactive_gets_no_mail():
    notification = NotificationFactory(recipient=UserFactory(is_active=False))
    assert deliver_notification(notification.pk) == MailState.NOT_WANTED


def test_in_the_evening_it_waits_for_the_morning(clock):
    evening = clock.at(2026, 3, 10, 19, 0)
    notification = NotificationFactory(due_at=evening)
    assert deliver_notification(notification.pk) == MailState.WAITING
    notification.refresh_from_db()
    assert notification.due_at == clock.at(2026, 3, 11, 7, 30)
    assert deliver_notification(notification.pk) == MailState.SENT


def test_a_recall_does_not_wait_for_the_morning(clock):
    clock.at(2026, 3, 10, 19, 0)
    notification = NotificationFactory(kind=RECALLED.kind, context={})
    assert deliver_notification(notification.pk) == MailState.SENT


def test_a_trial_mails_everything_at_once(clock, settings):
    settings.NOTIFICATIONS_AT_ONCE = True
    clock.at(2026, 3, 10, 19, 0)
    assert deliver_notification(NotificationFactory(widened=True).pk) == MailState.SENT


def test_a_refused_mail_is_tried_later_and_later(clock):
    notification = NotificationFactory()
    for hour, minutes in [(10, 1), (11, 2), (12, 4)]:
        clock.at(2026, 3, 10, hour, 0)
        with patch(REFUSING, side_effect=SMTPServerDisconnected("weg")):
            assert deliver_notification(notification.pk) == MailState.WAITING
        notification.refresh_from_db()
        assert notification.due_at == clock.at(2026, 3, 10, hour, minutes)
    assert notification.last_error == "SMTPServerDisconnected('weg')"
    assert deliver_notification(notification.pk) == MailState.SENT


def test_after_the_last_attempt_it_is_a_dead_letter(clock):
    notification = NotificationFactory(attempts=MAX_ATTEMPTS - 1)
    with patch(REFUSING, side_effect=ConnectionRefusedError):
        assert deliver_notification(notification.pk) == MailState.FAILED
    notification.refresh_from_db()
    assert notification.failed_at == clock.now


def test_an_address_the_server_refuses_for_good_is_not_tried_again():
    notification = NotificationFactory()
    refused = SMTPRecipientsRefused({notification.recipient.email: (550, b"no such user")})
    with patch(REFUSING, side_effect=refused):
        assert deliver_notification(notification.pk) == MailState.FAILED


def test_a_mail_that_cannot_be_made_does_not_wait_for_ever():
    notification = NotificationFactory(kind="tests.gone", attempts=MAX_ATTEMPTS - 1)
    assert deliver_notification(notification.pk) == MailState.FAILED


def test_a_crash_after_the_hand_over_repeats_that_mail_with_the_same_message_id():
    notification = NotificationFactory()
    with patch("core.outbox.note_attempt", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        deliver_notification(notification.pk)
    assert deliver_notification(notification.pk) == MailState.SENT
    assert [each.message()["Message-ID"] for each in mail.outbox] == [notification.message_id] * 2


def test_the_mail_can_be_stopped_with_one_click(client):
    notification = NotificationFactory()
    deliver_notification(notification.pk)
    headers = mail.outbox[0].message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    client.post(path, {"List-Unsubscribe": "One-Click"})
    again = NotificationFactory(recipient=notification.recipient)
    assert deliver_notification(again.pk) == MailState.NOT_WANTED
