"""Handing in a list of people, and inviting everybody on it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import progress
from core.errors import NotAllowedNow
from core.progress import WorkState
from organisations.actions.invitations import Asked, Offer, Person, invite_people
from organisations.giving import giver_at
from organisations.models import Board, Letter, School, StaffImport
from organisations.staff_lists import StaffLine, judge, read_staff_list
from users.models import User

LONGEST_NAME = 120


@transaction.atomic
def upload_staff_list(board: Board, *, by: User, file_name: str, data: bytes, school: School | None) -> StaffImport:
    """Keep what the file says, to be looked at. Nobody is invited yet. Raises FileRefusedError when it is no list."""
    rows, ignored = read_staff_list(data)
    notes = [_("Deze kolommen gebruiken we niet: %(names)s.") % {"names": ", ".join(ignored[:20])}] if ignored else []
    return StaffImport.objects.create(
        board=board,
        school=school,
        made_by=by,
        file_name=file_name[-LONGEST_NAME:],
        rows=rows,
        row_count=len(rows),
        notes=notes,
    )


def judge_staff_import(staff_import: StaffImport, *, by: User) -> list[StaffLine]:
    """Every row as it would be taken now; reads only."""
    giver = giver_at(by, staff_import.board)
    return judge(staff_import.rows, board=staff_import.board, giver=giver, school=staff_import.school)


@transaction.atomic
def confirm_staff_import(staff_import: StaffImport, *, by: User, skip_wrong: bool = False) -> StaffImport:
    """Invite everybody on the list, each by one mail, and let go of the list itself.

    Raises NotAllowedNow when it was confirmed before, or when a row is wrong and `skip_wrong` does not say that such
    rows are left out: then nobody is invited.
    """
    staff_import = StaffImport.objects.select_for_update(of=("self",)).select_related("board").get(pk=staff_import.pk)
    if staff_import.confirmed_at is not None:
        raise NotAllowedNow(_("Deze lijst is al verstuurd."))
    lines = judge_staff_import(staff_import, by=by)
    good = [line for line in lines if not line.problems]
    if len(good) < len(lines) and not skip_wrong:
        wrong = len(lines) - len(good)
        raise NotAllowedNow(
            ngettext(
                "%(n)s regel klopt nog niet. Verbeter je lijst, of zet een vinkje om die regel over te slaan.",
                "%(n)s regels kloppen nog niet. Verbeter je lijst, of zet een vinkje om die regels over te slaan.",
                wrong,
            )
            % {"n": wrong}
        )
    if not good:
        raise NotAllowedNow(_("Er staat niemand in de lijst die we kunnen uitnodigen."))
    people = [
        Person(line.email, line.first_name, line.last_name, (Offer(line.role, line.school, line.job_title),))
        for line in good
    ]
    asked = invite_people(staff_import.board, by=by, people=people, staff_import=staff_import)
    _settle(staff_import, asked, skipped=len(lines) - len(good))
    return staff_import


@transaction.atomic
def discard_staff_import(staff_import: StaffImport, *, by: User) -> None:
    """Throw the list away, with everybody on it. Raises NotAllowedNow once people were invited."""
    staff_import = StaffImport.objects.select_for_update(of=("self",)).get(pk=staff_import.pk)
    if staff_import.confirmed_at is not None:
        raise NotAllowedNow(_("Deze lijst is al verstuurd."))
    staff_import.delete()


def follow_staff_import(letter_pk: int) -> None:
    """One letter of a list was settled: move the bar, and with the last one the list is done. Safe to repeat."""
    staff_import = StaffImport.objects.filter(letters=letter_pk, state=WorkState.RUNNING).first()
    if staff_import is not None:
        _follow(staff_import)


def follow_all_staff_imports() -> None:
    """As `follow_staff_import`, for every list that is being mailed."""
    for staff_import in StaffImport.objects.filter(state=WorkState.RUNNING):
        _follow(staff_import)


def _settle(staff_import: StaffImport, asked: Asked, *, skipped: int) -> None:
    staff_import.confirmed_at, staff_import.rows = timezone.now(), []
    staff_import.invited_count = len(asked.invitations) + len(asked.added_to)
    staff_import.given_count, staff_import.skipped_count = len(asked.given), skipped
    staff_import.save()
    mails = Letter.objects.filter(staff_import=staff_import).count()
    progress.begin(staff_import, total=mails)
    if not mails:
        progress.finish(staff_import)


def _follow(staff_import: StaffImport) -> None:
    left: int = Letter.objects.filter(staff_import=staff_import).unsettled().count()
    if left:
        progress.report(staff_import, staff_import.total - left)
    else:
        progress.finish(staff_import)
