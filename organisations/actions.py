"""Every write to organisations: one verb each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations import leaving, reach
from organisations.calendar import is_school_day, school_year
from organisations.choices import NetworkSource, Ring, Role
from organisations.models import Board, Membership, Network, Region, School, SchoolBoardPeriod, SchoolHoliday, StudyDay
from organisations.reach import Move
from organisations.school_calendar import calendar_for
from users.models import User


@dataclass(frozen=True, slots=True)
class Policy:
    """What a board decides; days are school days."""

    ring_ceiling: Ring
    days_before_board: int
    days_before_network: int
    days_before_region: int
    days_before_national: int
    reminder_days: int
    escalation_days: int
    requester_budget_limit_cents: int
    freelancers_enabled: bool
    reviews_consent_on: date | None
    reviews_dpia_on: date | None


@transaction.atomic
def change_policy(board: Board, policy: Policy, *, by: User) -> Board:
    """Set a board's policy. A lower ceiling counts at once, because it is compared when somebody looks; a change of
    `reach_changed_at` tells the search index to catch up. A higher ceiling shows nobody further than they chose."""
    board = Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    reaches_differ = (board.ring_ceiling, board.freelancers_enabled) != (
        policy.ring_ceiling,
        policy.freelancers_enabled,
    )
    for name in Policy.__slots__:
        setattr(board, name, getattr(policy, name))
    if reaches_differ:
        board.reach_changed_at = timezone.now()
    board.save()
    return board


@transaction.atomic
def add_member(
    school: School, *, by: User, email: str, first_name: str, last_name: str, role: Role, job_title: str = ""
) -> Membership:
    """Give someone a place at a school from today. Who is not known yet gets a sign-in without a password; the name of
    who is known stays as it is. Raises NotAllowedNow when they have this role here already."""
    email = email.lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    elif not user.is_active:
        raise NotAllowedNow(_("Dit account is gesloten. Vraag de platformbeheerder wat er aan de hand is."))
    same = Membership.objects.not_ended().filter(user=user, school=school, role=role)
    if same.select_for_update(of=("self",)).exists():
        raise NotAllowedNow(_("%(name)s heeft deze rol al op deze school.") % {"name": user.full_name})
    return Membership.objects.create(user=user, school=school, role=role, job_title=job_title)


@transaction.atomic
def end_membership(membership: Membership, *, by: User, last_day: date) -> Membership:
    """Someone's place ends after `last_day` (today or later). Raises NotAllowedNow when it has ended."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.ends_on is not None and membership.ends_on < timezone.localdate():
        raise NotAllowedNow(_("Deze plek was al beëindigd."))
    membership.ends_on = max(last_day, membership.starts_on)
    membership.save()
    leaving.tell(membership)
    return membership


@transaction.atomic
def add_study_day(school: School, *, by: User, day: date, name: str = "") -> StudyDay:
    """A day without lessons at this school: nothing is booked on it and no deadline counts it. Raises NotAllowedNow
    for a day on which there is no school anyway."""
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if not is_school_day(day, calendar_for(school)):
        raise NotAllowedNow(_("Op %(day)s is er al geen les.") % {"day": date_format(day, "j F Y")})
    return StudyDay.objects.create(school=school, day=day, name=name)


@transaction.atomic
def remove_study_day(study_day: StudyDay, *, by: User) -> None:
    """There are lessons after all. Raises NotAllowedNow for a day that has been: deadlines have counted on it."""
    if study_day.day < timezone.localdate():
        raise NotAllowedNow(_("Deze dag is al geweest."))
    study_day.delete()


@transaction.atomic
def move_school(
    school: School, *, board: Board, network: Network | None, region: Region | None, by: User | None = None
) -> School:
    """Put a school under another board, network or region, by hand. Changes who sees its people: whoever registered
    with `reach` rebuilds that in this transaction. A network chosen by hand survives every import."""
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    before = school.place
    if network != school.network:
        school.network_source = NetworkSource.MANUAL
    school.board, school.network, school.region = board, network, region
    school.save()
    if school.place != before:
        if before.board_id != board.pk:
            begin_board_periods([school], timezone.localdate())
        reach.tell([Move(school.pk, before, school.place)])
    return school


def begin_board_periods(schools: Iterable[School], today: date) -> None:
    """Write in the history that these schools are on their present board from today."""
    schools = list(schools)
    open_periods = SchoolBoardPeriod.objects.filter(school__in=schools, ends_on__isnull=True)
    open_periods.filter(starts_on__gte=today).delete()
    open_periods.update(ends_on=today - timedelta(days=1))
    SchoolBoardPeriod.objects.bulk_create(
        [SchoolBoardPeriod(school=school, board_id=school.board_id, starts_on=today) for school in schools]
    )


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
