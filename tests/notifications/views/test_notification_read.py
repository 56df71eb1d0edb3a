import pytest
from django.urls import reverse
from django.utils import timezone

from notifications.models import Notification
from tests.notifications.factories import NotificationFactory

pytestmark = pytest.mark.django_db


def test_one_is_read(client):
    notification = NotificationFactory()
    other = NotificationFactory(recipient=notification.recipient)
    client.force_login(notification.recipient)
    client.post(reverse("notifications:notification_read", args=[notification.pk]))
    assert list(Notification.objects.unread()) == [other]


def test_the_first_time_stays(client):
    notification = NotificationFactory(read_at=timezone.now())
    client.force_login(notification.recipient)
    client.post(reverse("notifications:notification_read", args=[notification.pk]))
    assert Notification.objects.get().read_at == notification.read_at
