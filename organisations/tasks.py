"""Doormen of this floor: ids in, one action each, safe to run twice."""

from celery import shared_task

from core import outbox
from organisations import actions
from organisations.duo import imports
from organisations.models import Letter


@shared_task
def deliver_letter(letter_id: int) -> None:
    """Mail one letter, and move the bar of the list it came from."""
    if actions.deliver_letter(letter_id) is not None:
        actions.follow_staff_import(letter_id)


@shared_task
def sweep_letters() -> None:
    """Every minute: queue what should be on its way but is not; and what was in somebody's hand when they died is for
    a person to look at. Never mails anything itself."""
    while pks := outbox.claim_missed(Letter):
        for pk in pks:
            deliver_letter.delay(pk)
    for pk in outbox.give_up_in_hand(Letter):
        actions.follow_staff_import(pk)


@shared_task
def sweep_staff_imports() -> None:
    """Every few minutes: a list whose last letter was settled while nobody could write that down is done."""
    actions.follow_all_staff_imports()


@shared_task
def read_duo_import(duo_import_id: int) -> None:
    imports.read_import(duo_import_id)


@shared_task
def apply_duo_import(duo_import_id: int) -> None:
    imports.apply_import(duo_import_id)


@shared_task
def sweep_duo_imports() -> None:
    """Every few minutes: queue again what a worker lost, clean up what is over."""
    imports.sweep_imports()
