"""axe on the inbox, the choice of mail and stopping it: phone and desktop, light and dark."""

import pytest
from django.urls import reverse

from notifications.mail import unsubscribe_token
from tests.notifications.factories import INVITED, NotificationFactory
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_inbox(signed_in_page, assert_good_on_every_screen):
    person = NotificationFactory().recipient
    NotificationFactory(recipient=person, widened=True)
    assert_good_on_every_screen(signed_in_page(person, reverse("notifications:notification_list")))


def test_the_choice_of_mail(signed_in_page, assert_good_on_every_screen):
    assert_good_on_every_screen(signed_in_page(UserFactory(), reverse("notifications:preference_edit")))


def test_stopping_mail(live_server, page, assert_good_on_every_screen):
    url = reverse("notifications:mail_unsubscribe", args=[unsubscribe_token(UserFactory(), INVITED.kind)])
    page.goto(live_server.url + url)
    assert_good_on_every_screen(page)
    page.get_by_role("button", name="Stop deze mail").click()
    assert page.get_by_role("heading", name="Het is gestopt").is_visible()
    assert_good_on_every_screen(page)
