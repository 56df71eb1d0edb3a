import pytest
from django.urls import reverse

from tests.notifications.factories import NotificationFactory
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_it_leads_to_what_it_is_about_and_is_read(client):
    notification = NotificationFactory(url="/hulpvragen/12/")
    client.force_login(notification.recipient)
    response = client.get(reverse("notifications:notification_open", args=[notification.pk]))
    assert response.url == "/hulpvragen/12/"
    notification.refresh_from_db()
    assert notification.read_at is not None


def test_of_somebody_else_it_does_not_exist(client):
    notification = NotificationFactory()
    client.force_login(UserFactory())
    assert client.get(reverse("notifications:notification_open", args=[notification.pk])).status_code == 404
    notification.refresh_from_db()
    assert notification.read_at is None
