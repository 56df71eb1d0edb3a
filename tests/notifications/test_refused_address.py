"""The mail server says an address does not work: no further mail goes there, and its owner can say it works again."""

from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.outbox import MailState
from core.todos import todos_for
from notifications.delivery import deliver_notification, is_refused
from notifications.models import RefusedAddress
from tests.notifications.factories import NotificationFactory
from tests.organisations.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def answer(code: int) -> Iterator[None]:
    def refuse(backend: EmailBackend, messages: list[mail.EmailMessage]) -> int:
        raise SMTPRecipientsRefused({messages[0].to[0]: (code, b"no")})

    with patch.object(EmailBackend, "send_messages", refuse):
        yield


@pytest.fixture
def unknown_address() -> Iterator[None]:
    yield from answer(550)


@pytest.fixture
def full_mailbox() -> Iterator[None]:
    yield from answer(452)


def test_a_refusal_for_good_stops_further_mail(world: World, unknown_address: None) -> None:
    assert deliver_notification(NotificationFactory(recipient=world.director).pk) == MailState.FAILED

    assert is_refused(world.director)
    assert deliver_notification(NotificationFactory(recipient=world.director).pk) == MailState.NOT_WANTED


def test_a_refusal_for_now_does_not(world: World, full_mailbox: None) -> None:
    assert deliver_notification(NotificationFactory(recipient=world.director).pk) == MailState.WAITING

    assert not is_refused(world.director)


def test_nobody_elses_mail_stops(world: World, unknown_address: None) -> None:
    deliver_notification(NotificationFactory(recipient=world.director).pk)

    assert not is_refused(world.staff)


def test_of_the_address_only_a_digest_is_kept(world: World, unknown_address: None) -> None:
    deliver_notification(NotificationFactory(recipient=world.director).pk)

    assert world.director.email not in str(RefusedAddress.objects.values().get())


def test_another_address_is_not_refused_along(world: World, unknown_address: None) -> None:
    deliver_notification(NotificationFactory(recipient=world.director).pk)
    world.director.email = "nieuw@voorbeeld.nl"
    world.director.save()

    assert not is_refused(world.director)


@pytest.fixture
def refused(world: World) -> World:
    for _ in answer(550):
        deliver_notification(NotificationFactory(recipient=world.director).pk)
    return world


def test_home_and_the_mail_page_say_so(client: Client, refused: World) -> None:
    client.force_login(refused.director)
    titles = [todo.title for todo in todos_for(refused.director, timezone.localdate())]

    assert "Onze mail komt niet bij je aan" in titles
    page = client.get(reverse("notifications:preference_edit")).content.decode()
    assert "Onze mail komt niet bij je aan" in page


def test_its_owner_says_it_works_again(client: Client, refused: World) -> None:
    client.force_login(refused.director)
    client.post(reverse("notifications:address_retry"))

    assert not is_refused(refused.director)
    assert deliver_notification(NotificationFactory(recipient=refused.director).pk) == MailState.SENT
