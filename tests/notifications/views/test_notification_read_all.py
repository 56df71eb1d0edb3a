import pytest
from django.urls import reverse

from notifications.models import Notification
from tests.notifications.factories import NotificationFactory

pytestmark = pytest.mark.django_db


def test_all_of_mine_are_read_and_nobody_elses(client):
    mine, other = NotificationFactory(), NotificationFactory()
    client.force_login(mine.recipient)
    client.post(reverse("notifications:notification_read_all"))
    assert list(Notification.objects.unread()) == [other]
