from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from notifications.models import MailPause, Preference
from notifications.notifications import TRIAL
from tests.notifications.factories import INVITED, MESSAGES, WIDENED
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db

URL = reverse("notifications:preference_edit")


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def answers(client, person):
    """The form as it stands, to change and post."""
    forms = client.get(URL).context
    kinds = {name: field.initial for name, field in forms["preferences"].fields.items()}
    return kinds | {"pause": "off"}


def test_every_registered_type_has_a_choice(client, person):
    fields = client.get(URL).context["preferences"].fields
    assert {each.kind for each in MESSAGES} <= set(fields)
    assert TRIAL.kind not in fields


def test_the_choices_stand_on_what_happens_now(answers):
    assert (answers[INVITED.kind], answers[WIDENED.kind]) == ("now", "daily")


def test_a_choice_is_kept(client, person, answers):
    client.post(URL, answers | {WIDENED.kind: "none"})
    assert Preference.objects.get(user=person, kind=WIDENED.kind).delivery == "none"
    assert client.get(URL).context["preferences"].fields[WIDENED.kind].initial == "none"


def test_what_is_urgent_cannot_be_made_daily(client, person, answers):
    response = client.post(URL, answers | {INVITED.kind: "daily"})
    assert INVITED.kind in response.context["preferences"].errors
    assert not Preference.objects.exists()


def test_a_pause_until_a_day(client, person, answers):
    until = timezone.localdate() + timedelta(days=7)
    client.post(URL, answers | {"pause": "until", "until": until.isoformat()})
    assert MailPause.objects.get(user=person).until == until


@pytest.mark.parametrize("until", ["", "2020-01-01"])
def test_a_pause_needs_a_day_that_is_not_over(client, person, answers, until):
    response = client.post(URL, answers | {"pause": "until", "until": until})
    assert list(response.context["pause"].errors) == ["until"]
    assert not MailPause.objects.exists()


def test_the_pause_can_be_ended(client, person, answers):
    client.post(URL, answers | {"pause": "forever"})
    assert MailPause.objects.get(user=person).until is None
    client.post(URL, answers)
    assert not MailPause.objects.exists()
