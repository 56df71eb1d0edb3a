"""What every action on a secondment starts and ends with."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from secondments.choices import SECONDMENT_STEPS, EventKind, SecondmentState
from secondments.models import Approval, Event, Secondment
from users.models import User


def locked(secondment: Secondment) -> Secondment:
    """The secondment as it is now, its row locked until the end of the transaction, and after it its steps."""
    fresh = Secondment.objects.select_for_update(of=("self",)).select_related("borrower__board", "proposed_by")
    found = fresh.get(pk=secondment.pk)
    list(Approval.objects.select_for_update(of=("self",)).filter(secondment=found).order_by("pk"))
    return found


def move_to(secondment: Secondment, state: SecondmentState) -> None:
    """Take one allowed step from state to state. Raises NotAllowedNow."""
    if state not in SECONDMENT_STEPS[SecondmentState(secondment.state)]:
        raise NotAllowedNow(_("Dat kan nu niet: deze inzet is al veranderd. Kijk hoe het er nu voor staat."))
    secondment.state = state
    if state == SecondmentState.PLANNED:
        secondment.planned_at = timezone.now()
    secondment.save()


def write(
    secondment: Secondment,
    kind: EventKind,
    text: str | Promise,
    *,
    by: User | None = None,
    is_for_lender_only: bool = False,
) -> None:
    """One line of the story. With `by` the line reads as a sentence after the name: "Noor" + "zei ja".

    Others read it too, so it is kept in Dutch (`gettext_noop`), whatever the language of who acts.
    """
    Event.objects.create(
        secondment=secondment, kind=kind, by=by, text=str(text)[:300], is_for_lender_only=is_for_lender_only
    )
