from datetime import date, datetime

import pytest
from django.utils import timezone

from notifications import personal_data
from notifications.actions import mute, set_preferences
from notifications.choices import Delivery
from notifications.models import Notification
from tests.notifications.factories import INVITED, NotificationFactory
from tests.users.factories import UserFactory
from users.personal_data import export_all

pytestmark = pytest.mark.django_db


def test_the_export_holds_what_someone_was_told_and_chose():
    person = NotificationFactory().recipient
    set_preferences(person, choices={INVITED.kind: Delivery.NONE})
    mute(person, date(2026, 5, 1))
    found = export_all(person)["notifications"]
    assert [each["tekst"] for each in found["meldingen"]] == ["De Wilgenhof zoekt iemand voor rekenen."]
    assert found["mailkeuzes"] == {INVITED.kind: "none"}
    assert found["mailpauze"] == {"tot en met": date(2026, 5, 1)}


def test_the_export_holds_nothing_of_somebody_else():
    NotificationFactory()
    assert personal_data.export(UserFactory())["meldingen"] == []


def test_erasing_takes_all_of_it_and_nothing_of_somebody_else():
    person, other = NotificationFactory().recipient, NotificationFactory()
    personal_data.erase(person)
    assert list(Notification.objects.all()) == [other]


def test_erasing_takes_the_name_out_of_what_others_read():
    person = UserFactory(first_name="Tessa", last_name="Bloem")
    other = NotificationFactory(context={"school": "De Wilgenhof", "skill": "rekenen, zegt Tessa Bloem"})
    personal_data.erase(person)
    other.refresh_from_db()
    assert other.text == "De Wilgenhof zoekt iemand voor rekenen, zegt Iemand."


def test_what_is_older_than_four_hundred_days_goes():
    old = NotificationFactory(created_at=timezone.make_aware(datetime(2025, 1, 1)))  # noqa: DTZ001
    new = NotificationFactory()
    assert personal_data.retain(timezone.localdate()) == 1
    assert list(Notification.objects.all()) == [new]
    assert not Notification.objects.filter(pk=old.pk).exists()
