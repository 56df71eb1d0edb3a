"""Every write to organisations: one verb each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from organisations.calendar import school_year
from organisations.models import SchoolHoliday


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A school holiday as reference data has it; both days included."""

    holiday_region: str
    name: str
    starts_on: date
    ends_on: date
    source: str


@transaction.atomic
def load_school_holidays(rows: Iterable[HolidayRow]) -> int:
    """Add or correct school holidays; a holiday is known by region, name and school year. Rows that a person has
    confirmed are left alone. Returns how many rows were written."""
    known = {
        (holiday.holiday_region, holiday.name, school_year(holiday.starts_on)): holiday
        for holiday in SchoolHoliday.objects.select_for_update()
    }
    written = 0
    for row in rows:
        holiday = known.get((row.holiday_region, row.name, school_year(row.starts_on)))
        if holiday is None:
            holiday = SchoolHoliday(holiday_region=row.holiday_region, name=row.name)
        wanted = (row.starts_on, row.ends_on, row.source)
        if holiday.is_confirmed or (holiday.starts_on, holiday.ends_on, holiday.source) == wanted:
            continue
        holiday.starts_on, holiday.ends_on, holiday.source = wanted
        holiday.save()
        written += 1
    return written
