from datetime import date
from unittest.mock import patch

import pytest
from django.core import mail

from core.outbox import MailState
from notifications.actions import mute, set_preferences
from notifications.choices import Delivery
from notifications.delivery import deliver_digest, deliver_notification, make_digests
from notifications.models import Digest
from organisations.choices import HolidayRegion
from organisations.models import SchoolHoliday
from tests.notifications.factories import WIDENED, NotificationFactory
from tests.organisations.factories import MembershipFactory, SchoolFactory
from tests.users.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def bundled(**fields):
    """A message that waits for the daily mail, told at the moment of the clock."""
    notification = NotificationFactory(widened=True, **fields)
    assert deliver_notification(notification.pk) == MailState.BUNDLED
    return notification


def test_what_was_told_before_four_goes_in_one_mail(clock):
    person = UserFactory()
    bundled(recipient=person, context={"ring": "het netwerk"})
    bundled(recipient=person, context={"ring": "de regio"})
    clock.at(2026, 3, 10, 16, 1)
    (pk,) = make_digests()
    assert deliver_digest(pk) == MailState.SENT
    (sent,) = mail.outbox
    assert sent.subject == "Vandaag in Expedu: 2 meldingen voor jou"
    assert "te zien in het netwerk" in sent.body
    assert "te zien in de regio" in sent.body


def test_before_four_nothing_is_bundled(clock):
    bundled()
    clock.at(2026, 3, 10, 15, 59)
    assert make_digests() == []


def test_what_is_told_after_four_waits_for_tomorrow(clock):
    clock.at(2026, 3, 10, 16, 30)
    bundled()
    assert make_digests() == []
    clock.at(2026, 3, 11, 16, 1)
    assert len(make_digests()) == 1


def test_two_people_get_a_mail_each(clock):
    bundled()
    bundled()
    clock.at(2026, 3, 10, 16, 1)
    assert len(make_digests()) == 2


def test_making_them_twice_makes_them_once(clock):
    bundled()
    clock.at(2026, 3, 10, 16, 1)
    make_digests()
    assert make_digests() == []
    assert Digest.objects.count() == 1


def test_nothing_running_at_four_is_made_good_later(clock):
    bundled()
    clock.at(2026, 3, 11, 9, 0)
    (pk,) = make_digests()
    assert deliver_digest(pk) == MailState.SENT


def test_the_number_of_queries_does_not_grow_with_the_lines(clock, django_assert_num_queries):
    counts = []
    for lines in (1, 3):
        person = UserFactory()
        for _ in range(lines):
            bundled(recipient=person)
        clock.at(2026, 3, 10 + lines, 16, 1)
        (pk,) = make_digests()
        with django_assert_num_queries(8):  # savepoint, row, refused, pause, where, lines, update, savepoint
            deliver_digest(pk)
        counts.append(len(mail.outbox))
        clock.at(2026, 3, 10 + lines, 9, 0)
    assert counts == [1, 2]


def test_a_repeated_daily_mail_holds_the_same(clock):
    person = bundled().recipient
    clock.at(2026, 3, 10, 16, 1)
    (pk,) = make_digests()
    with patch("core.outbox.note_attempt", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        deliver_digest(pk)
    bundled(recipient=person)
    make_digests()
    deliver_digest(pk)
    first, second = mail.outbox
    assert first.body == second.body
    assert first.message()["Message-ID"] == second.message()["Message-ID"] == f"<digest-{pk}@127.0.0.1>"


def test_someone_paused_gets_no_daily_mail(clock):
    person = bundled().recipient
    clock.at(2026, 3, 10, 16, 1)
    (pk,) = make_digests()
    mute(person, None)
    assert deliver_digest(pk) == MailState.NOT_WANTED
    assert mail.outbox == []


def test_made_late_in_the_evening_it_waits_for_the_morning(clock):
    bundled()
    clock.at(2026, 3, 10, 20, 0)
    (pk,) = make_digests()
    assert deliver_digest(pk) == MailState.WAITING
    clock.at(2026, 3, 11, 7, 30)
    assert deliver_digest(pk) == MailState.SENT


def test_what_is_wanted_weekly_waits_for_friday(clock):
    person = UserFactory()
    set_preferences(person, choices={WIDENED.kind: Delivery.WEEKLY})
    bundled(recipient=person)
    clock.at(2026, 3, 12, 16, 1)
    assert make_digests() == []
    clock.at(2026, 3, 13, 16, 1)
    (pk,) = make_digests()
    assert deliver_digest(pk) == MailState.SENT


def test_one_mail_holds_what_is_wanted_daily_and_weekly(clock):
    person = UserFactory()
    bundled(recipient=person)
    set_preferences(person, choices={WIDENED.kind: Delivery.WEEKLY})
    clock.at(2026, 3, 13, 10, 0)
    bundled(recipient=person)
    clock.at(2026, 3, 13, 16, 1)
    (pk,) = make_digests()
    assert Digest.objects.get(pk=pk).notifications.count() == 2


def test_a_weekly_mail_nothing_ran_for_is_made_on_monday(clock):
    person = UserFactory()
    set_preferences(person, choices={WIDENED.kind: Delivery.WEEKLY})
    bundled(recipient=person)
    clock.at(2026, 3, 16, 9, 0)
    assert len(make_digests()) == 1


def test_in_the_holidays_it_waits_for_the_first_school_day(clock):
    school = SchoolFactory(holiday_region=HolidayRegion.SOUTH)
    person = MembershipFactory(school=school).user
    SchoolHoliday.objects.create(
        holiday_region=HolidayRegion.SOUTH,
        name="Voorjaarsvakantie",
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 3, 15),
    )
    bundled(recipient=person)
    clock.at(2026, 3, 10, 16, 1)
    (pk,) = make_digests()
    assert deliver_digest(pk) == MailState.WAITING
    clock.at(2026, 3, 16, 7, 31)
    assert deliver_digest(pk) == MailState.SENT
