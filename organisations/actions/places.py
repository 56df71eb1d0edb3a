"""Where schools lie: their board, network and region."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations import reach
from organisations.choices import NetworkSource
from organisations.models import Board, Network, Region, School, SchoolBoardPeriod
from organisations.reach import Move
from users.models import User


@transaction.atomic
def move_school(
    school: School, *, board: Board, network: Network | None, region: Region | None, by: User | None = None
) -> School:
    """Put a school under another board, network or region, by hand. Changes who sees its people: whoever registered
    with `reach` rebuilds that in this transaction. A network chosen by hand survives every import."""
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    before, is_open = school.place, school.closed_on is None
    if network != school.network:
        school.network_source = NetworkSource.MANUAL
    school.board, school.network, school.region = board, network, region
    school.save()
    if school.place != before:
        if before.board_id != board.pk:
            begin_board_periods([school], timezone.localdate())
        if is_open:
            reach.tell([Move(school.pk, before, school.place)])
    return school


@transaction.atomic
def close_school(school: School, *, on: date, by: User | None = None) -> School:
    """Close a school by hand: from now on nobody sees its people and its questions rest. What people agreed to is kept
    for when it opens again. Raises NotAllowedNow when it is closed."""
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if school.closed_on is not None:
        raise NotAllowedNow(_("Deze school is al gesloten."))
    school.closed_on = on
    school.save(update_fields=["closed_on", "updated_at"])
    reach.tell([Move(school.pk, school.place, None)])
    return school


@transaction.atomic
def reopen_school(school: School, *, by: User | None = None) -> School:
    """Open a closed school again. Raises NotAllowedNow when it is open."""
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if school.closed_on is None:
        raise NotAllowedNow(_("Deze school is al open."))
    school.closed_on = None
    school.save(update_fields=["closed_on", "updated_at"])
    reach.tell([Move(school.pk, None, school.place)])
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
