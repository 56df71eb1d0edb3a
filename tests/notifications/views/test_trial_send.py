import pytest
from django.urls import reverse

from notifications.models import Notification
from notifications.notifications import TRIAL
from tests.users.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_at_most_one_a_minute(client):
    person = UserFactory()
    client.force_login(person)
    for _ in range(2):
        client.post(reverse("notifications:trial_send"))
    assert [(each.recipient, each.kind) for each in Notification.objects.all()] == [(person, TRIAL.kind)]
