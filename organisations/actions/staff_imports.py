"""Reading a list of people, and inviting everybody on it in the background."""

from core import progress
from core.progress import WorkState
from organisations.models import Letter, StaffImport


def follow_staff_import(letter_pk: int) -> None:
    """One letter of a list was settled: move the bar, and with the last one the list is done. Safe to repeat."""
    staff_import = StaffImport.objects.filter(letters=letter_pk, state=WorkState.RUNNING).first()
    if staff_import is not None:
        _follow(staff_import)


def follow_all_staff_imports() -> None:
    """As `follow_staff_import`, for every list that is being mailed."""
    for staff_import in StaffImport.objects.filter(state=WorkState.RUNNING):
        _follow(staff_import)


def _follow(staff_import: StaffImport) -> None:
    left = Letter.objects.filter(staff_import=staff_import).unsettled().count()
    if left:
        progress.report(staff_import, staff_import.total - left)
    else:
        progress.finish(staff_import)
