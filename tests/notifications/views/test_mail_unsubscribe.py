import pytest
from django.test import Client
from django.urls import reverse

from notifications.mail import DIGEST, unsubscribe_token
from notifications.models import MailPause, Preference
from tests.notifications.factories import INVITED, WIDENED
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db


def url_for(person, kind=INVITED.kind):
    return reverse("notifications:mail_unsubscribe", args=[unsubscribe_token(person, kind)])


def test_a_visit_changes_nothing(client):
    response = client.get(url_for(UserFactory()))
    assert "Stop deze mail" in response.text
    assert not Preference.objects.exists()


def test_a_post_without_signing_in_stops_this_mail():
    person = UserFactory()
    client = Client(enforce_csrf_checks=True)
    assert client.post(url_for(person), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Preference.objects.values_list("user", "kind", "delivery")) == [(person.pk, INVITED.kind, "none")]


def test_all_mail_can_be_stopped(client):
    person = UserFactory()
    client.post(url_for(person), {"all": "1"})
    assert MailPause.objects.get(user=person).until is None


def test_stopping_the_daily_mail_keeps_what_is_urgent(client):
    person = UserFactory()
    client.post(url_for(person, DIGEST))
    stopped = set(Preference.objects.filter(user=person, delivery="none").values_list("kind", flat=True))
    assert WIDENED.kind in stopped
    assert INVITED.kind not in stopped


@pytest.mark.parametrize("change", [lambda token: token[:-1] + "_", lambda token: "x" + token, lambda token: "x:y"])
def test_a_token_somebody_made_up_does_not_exist(client, change):
    token = unsubscribe_token(UserFactory(), INVITED.kind)
    assert client.post(reverse("notifications:mail_unsubscribe", args=[change(token)])).status_code == 404
    assert not Preference.objects.exists()


def test_the_page_does_not_tell_who_it_is_for(client):
    person = UserFactory(first_name="Tessa", email="tessa@school.test")
    text = client.get(url_for(person)).text
    assert "Tessa" not in text
    assert "tessa@" not in text
