"""The calendar of a school: the holidays of its region, public holidays and its own study days, from the database."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from organisations.calendar import Calendar, calendar_of, public_holidays
from organisations.choices import HolidayRegion
from organisations.models import Membership, School, SchoolHoliday, StudyDay
from users.models import User


def calendar_for(school: School) -> Calendar:
    """The calendar of one school, in two queries."""
    return calendar_for_many([school])[school.pk]


def calendar_for_many(schools: Iterable[School]) -> dict[int, Calendar]:
    """School primary key -> calendar, in two queries however many schools."""
    schools = list(schools)
    periods = _holiday_periods({school.holiday_region for school in schools})
    study_days: dict[int, list[date]] = {school.pk: [] for school in schools}
    for school_id, day in StudyDay.objects.filter(school__in=study_days).values_list("school_id", "day"):
        study_days[school_id].append(day)
    of_region = {region: calendar_of(found, _public_holidays_around_now()) for region, found in periods.items()}
    return {
        school.pk: Calendar(of_region[school.holiday_region].days_off | frozenset(study_days[school.pk]))
        for school in schools
    }


def calendar_for_region(holiday_region: str) -> Calendar:
    """The calendar of a holiday region, for who waits for somebody without a school (a board, a network). One query."""
    return calendar_of(_holiday_periods({holiday_region})[holiday_region], _public_holidays_around_now())


def calendar_of_person(user: User) -> Calendar:
    """The holidays of where this person works; of a board or network those of one of its schools. At most three
    queries. Study days count as work."""
    here = Membership.objects.active().filter(user=user).order_by("starts_on", "pk")
    membership = here.select_related("school").first()
    if membership is None:
        return Calendar(frozenset(_public_holidays_around_now()))
    school = membership.school
    if school is None:
        owned = School.objects.order_by("pk")
        of_board, of_network = owned.filter(board=membership.board_id), owned.filter(network=membership.network_id)
        school = of_board.first() if membership.board_id else of_network.first()
    return calendar_for_region(school.holiday_region if school else HolidayRegion.MIDDLE)


def _public_holidays_around_now() -> set[date]:
    """Last year to three years ahead, so that who compares days with `days_off` itself misses none."""
    year = timezone.localdate().year
    return {day for number in range(year - 1, year + 4) for day in public_holidays(number)}


def _holiday_periods(regions: set[str]) -> dict[str, list[tuple[date, date]]]:
    periods: dict[str, list[tuple[date, date]]] = {region: [] for region in regions}
    rows = SchoolHoliday.objects.filter(holiday_region__in=regions)
    for region, first, last in rows.values_list("holiday_region", "starts_on", "ends_on"):
        periods[region].append((first, last))
    return periods
