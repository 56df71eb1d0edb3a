"""Writing down that an agreement was signed outside Expedu."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from secondments.actions.locking import locked, write
from secondments.agreement import has_agreement, reference_of
from secondments.choices import EventKind, SecondmentState
from secondments.models import Loan
from users.models import User


@transaction.atomic
def record_signing(loan: Loan, *, by: User, signed_on: date) -> Loan:
    """All parties signed this loan's agreement on `signed_on`; the reference says which text that was.

    Raises NotAllowedNow for a day to come, or as long as not everybody said yes.
    """
    secondment = locked(loan.secondment)
    loan = Loan.objects.with_people().get(pk=loan.pk)
    loan.secondment = secondment
    if secondment.state not in (SecondmentState.PLANNED, SecondmentState.FINISHED) or not has_agreement(loan):
        raise NotAllowedNow(_("Tekenen kan pas als iedereen ja heeft gezegd."))
    if signed_on > timezone.localdate():
        raise NotAllowedNow(_("Deze dag moet nog komen. Kies de dag waarop er getekend is."))
    loan.signed_on, loan.signing_recorded_by = signed_on, by
    loan.signed_reference = reference_of(loan)
    loan.save(update_fields=["signed_on", "signing_recorded_by", "signed_reference"])
    words = {"name": loan.expert, "reference": loan.signed_reference, "day": date_format(signed_on, "j F Y")}
    text = gettext_noop("schreef op dat de afspraak met %(name)s getekend is op %(day)s (kenmerk %(reference)s).")
    write(secondment, EventKind.SIGNED, text % words, by=by)
    return loan
