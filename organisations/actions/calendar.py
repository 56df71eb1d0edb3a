"""School holidays and study days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations.calendar import school_days_in, school_year
from organisations.models import School, SchoolHoliday, StudyDay
from organisations.school_calendar import calendar_for
from users.models import User


@transaction.atomic
def add_study_days(school: School, *, by: User, first: date, last: date, name: str = "") -> list[StudyDay]:
    """Days without lessons at this school, both included: nothing is booked on them and no deadline counts them. Days
    without lessons anyway (weekends, holidays) are passed over; raises NotAllowedNow when that leaves none."""
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    days = school_days_in(first, last, calendar_for(school))
    if not days and first == last:
        raise NotAllowedNow(_("Op %(day)s is er al geen les.") % {"day": date_format(first, "j F Y")})
    if not days:
        raise NotAllowedNow(_("Op al deze dagen is er al geen les."))
    return StudyDay.objects.bulk_create([StudyDay(school=school, day=day, name=name) for day in days])


@transaction.atomic
def remove_study_day(study_day: StudyDay, *, by: User) -> None:
    """There are lessons after all. Raises NotAllowedNow for a day that has been: deadlines have counted on it."""
    if study_day.day < timezone.localdate():
        raise NotAllowedNow(_("Deze dag is al geweest."))
    study_day.delete()


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
