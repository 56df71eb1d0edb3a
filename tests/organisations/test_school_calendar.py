from datetime import date

import pytest
from django.utils import timezone

from organisations.calendar import is_school_day
from organisations.choices import HolidayRegion
from organisations.models import SchoolHoliday, StudyDay
from organisations.school_calendar import calendar_for, calendar_for_many, calendar_for_region
from tests.organisations.factories import SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def autumn(db: None) -> None:
    SchoolHoliday.objects.create(
        holiday_region=HolidayRegion.NORTH, name="Herfst", starts_on=date(2026, 10, 10), ends_on=date(2026, 10, 18)
    )
    SchoolHoliday.objects.create(
        holiday_region=HolidayRegion.SOUTH, name="Herfst", starts_on=date(2026, 10, 17), ends_on=date(2026, 10, 25)
    )


def test_a_school_has_the_holidays_of_its_region() -> None:
    calendar = calendar_for(SchoolFactory(holiday_region=HolidayRegion.NORTH))

    assert not is_school_day(date(2026, 10, 12), calendar)
    assert is_school_day(date(2026, 10, 19), calendar)


def test_a_study_day_is_of_one_school() -> None:
    school, sister = SchoolFactory(), SchoolFactory()
    StudyDay.objects.create(school=school, day=date(2026, 11, 24))

    calendars = calendar_for_many([school, sister])

    assert not is_school_day(date(2026, 11, 24), calendars[school.pk])
    assert is_school_day(date(2026, 11, 24), calendars[sister.pk])


@pytest.mark.parametrize("number", [1, 3])
def test_two_queries_however_many_schools(number: int, django_assert_num_queries) -> None:
    schools = SchoolFactory.create_batch(number)

    with django_assert_num_queries(2):
        calendar_for_many(schools)


def test_a_region_has_a_calendar_of_its_own() -> None:
    assert not is_school_day(date(2026, 10, 20), calendar_for_region(HolidayRegion.SOUTH))
    assert is_school_day(date(2026, 10, 20), calendar_for_region(HolidayRegion.NORTH))


def test_the_days_off_hold_this_years_public_holidays() -> None:
    assert date(timezone.localdate().year, 12, 25) in calendar_for(SchoolFactory()).days_off
