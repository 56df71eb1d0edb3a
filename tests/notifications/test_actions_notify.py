from unittest.mock import patch

import pytest
from django.db import transaction

from core.outbox import MailState
from notifications.actions import Row, notify, notify_many
from notifications.models import Notification
from notifications.registry import MessageType, UnknownMessage, WrongContext
from tests.notifications.factories import INVITED, INVITED_CONTEXT
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db


def invite(person, about="test:1"):
    return notify(person, message=INVITED, about=about, url="/hulpvragen/1/", context=INVITED_CONTEXT)


def test_it_is_a_line_in_the_app_and_a_waiting_mail():
    person = UserFactory()
    notification = invite(person)
    assert notification.text == "De Wilgenhof zoekt iemand voor rekenen."
    assert notification.mail_state == MailState.WAITING
    assert list(Notification.objects.of(person)) == [notification]


def test_telling_the_same_twice_returns_the_first():
    person = UserFactory()
    first = invite(person)
    assert invite(person) == first
    assert Notification.objects.count() == 1


def test_a_row_is_named_by_its_model_and_key():
    person = UserFactory()
    assert invite(person, about=person).about == f"users.user:{person.pk}"


def test_it_goes_back_with_the_transaction_that_tells_it():
    person = UserFactory()
    with transaction.atomic():
        invite(person)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()


def test_someone_inactive_is_told_nothing():
    assert invite(UserFactory(is_active=False)) is None


def test_an_unregistered_message_is_an_error():
    with pytest.raises(UnknownMessage):
        notify(UserFactory(), message=MessageType("tests.none", "x", "x", "x"), about="x:1", url="/")


def test_a_missing_word_is_an_error_at_once():
    with pytest.raises(WrongContext, match="skill"):
        notify(UserFactory(), message=INVITED, about="x:1", url="/", context={"school": "De Wilgenhof"})


def test_a_row_of_the_database_is_no_word():
    with pytest.raises(WrongContext, match="User"):
        notify(UserFactory(), message=INVITED, about="x:1", url="/", context={"school": UserFactory(), "skill": "x"})


def test_many_are_told_with_a_fixed_number_of_queries(django_assert_num_queries):
    rows = [Row(UserFactory(), "test:1", "/hulpvragen/1/", INVITED_CONTEXT) for _ in range(5)]
    with django_assert_num_queries(4):  # savepoint, insert, ids, savepoint
        assert len(notify_many(message=INVITED, rows=rows)) == 5


def test_many_tells_only_who_was_not_told_before():
    known, new = UserFactory(), UserFactory()
    invite(known)
    pks = notify_many(
        message=INVITED, rows=[Row(person, "test:1", "/hulpvragen/1/", INVITED_CONTEXT) for person in (known, new)]
    )
    assert [each.recipient for each in Notification.objects.filter(pk__in=pks)] == [new]


def test_after_the_commit_ids_go_on_the_queue(django_capture_on_commit_callbacks):
    with patch("notifications.actions.deliver.delay") as delay:
        with django_capture_on_commit_callbacks(execute=True):
            notification = invite(UserFactory())
        delay.assert_called_once_with(notification.pk)


def test_a_repeat_puts_nothing_on_the_queue(django_capture_on_commit_callbacks):
    person = UserFactory()
    invite(person)
    with django_capture_on_commit_callbacks() as callbacks:
        invite(person)
    assert callbacks == []


def test_a_broker_that_is_down_leaves_it_to_the_sweep(django_capture_on_commit_callbacks):
    down = patch("notifications.actions.deliver.delay", side_effect=ConnectionError)
    with down, django_capture_on_commit_callbacks(execute=True):
        notification = invite(UserFactory())
    notification.refresh_from_db()
    assert notification.queued_at is None
