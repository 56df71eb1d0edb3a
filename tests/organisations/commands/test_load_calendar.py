from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from organisations.choices import HolidayRegion
from organisations.models import SchoolHoliday

pytestmark = pytest.mark.django_db


def load() -> str:
    out = StringIO()
    call_command("load_calendar", stdout=out)
    return out.getvalue()


def test_five_holidays_for_three_regions_in_every_school_year() -> None:
    load()

    christmas = SchoolHoliday.objects.filter(name="Kerstvakantie", starts_on=date(2026, 12, 19))
    assert SchoolHoliday.objects.filter(starts_on__range=(date(2026, 8, 1), date(2027, 7, 31))).count() == 15
    assert {holiday.holiday_region for holiday in christmas} == set(HolidayRegion)


def test_every_row_names_its_source_and_waits_for_a_person() -> None:
    load()

    assert not SchoolHoliday.objects.filter(source="").exists()
    assert not SchoolHoliday.objects.filter(is_confirmed=True).exists()


def test_loading_twice_changes_nothing() -> None:
    load()
    before = list(SchoolHoliday.objects.order_by("pk").values())

    assert load().startswith("0 van ")
    assert list(SchoolHoliday.objects.order_by("pk").values()) == before


def test_what_a_person_confirmed_stays() -> None:
    load()
    summer = SchoolHoliday.objects.get(holiday_region=HolidayRegion.SOUTH, starts_on=date(2027, 7, 24))
    summer.starts_on, summer.ends_on, summer.is_confirmed = date(2027, 7, 19), date(2027, 8, 27), True
    summer.save()

    load()

    summer.refresh_from_db()
    assert summer.starts_on == date(2027, 7, 19)
    assert SchoolHoliday.objects.filter(name="Zomervakantie", holiday_region="zuid", starts_on__year=2027).count() == 1
