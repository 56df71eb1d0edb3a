"""How an invitation stands, in a word and a colour."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.outbox import MailState
from organisations.choices import InvitationState
from organisations.models import StaffInvitation


@dataclass(frozen=True, slots=True)
class Stand:
    """`kind` is of components/verdict.html; `hint` says more in a sentence, or nothing."""

    kind: str
    word: str
    hint: str = ""


def stand_of(invitation: StaffInvitation) -> Stand:
    """Needs `with_last_letter()`."""
    match invitation.state:
        case InvitationState.ACCEPTED:
            return Stand("ok", _("Zei ja"))
        case InvitationState.DECLINED:
            return Stand("stop", _("Zei nee"))
        case InvitationState.WITHDRAWN:
            return Stand("stop", _("Ingetrokken"))
    if not invitation.is_running:
        day = date_format(timezone.localdate(invitation.expires_at), "j F Y")
        return Stand("watch", _("Verlopen"), _("De link werkte tot %(day)s.") % {"day": day})
    return _stand_of_mail(invitation)


def _stand_of_mail(invitation: StaffInvitation) -> Stand:
    match invitation.last_mail_state:  # type: ignore[attr-defined]
        case MailState.FAILED:
            return Stand(
                "stop", _("Mail kwam niet aan"), _("Klopt het adres? Trek de uitnodiging in en maak een nieuwe.")
            )
        case MailState.UNSURE:
            return Stand("watch", _("Mail misschien niet weg"), _("Vraag het na, of verstuur hem opnieuw."))
        case MailState.SENT:
            mailed_on = timezone.localdate(invitation.last_mailed_at)  # type: ignore[attr-defined]
            return Stand(
                "watch", _("Wacht op antwoord"), _("Gemaild op %(day)s.") % {"day": date_format(mailed_on, "j F Y")}
            )
        case _:
            return Stand("watch", _("Mail gaat zo weg"))
