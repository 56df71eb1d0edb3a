"""The messages about being seen beyond the own school."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import MessageType

RELEASE_ASKED = MessageType(
    kind="experts.release_asked",
    label=_("Een collega wil ook buiten de school gezien worden"),
    subject=_("%(name)s wil ook buiten %(school)s gezien worden"),
    text=_("%(name)s wil ook buiten %(school)s gezien worden. Vind je dat goed?"),
)
RELEASE_GIVEN = MessageType(
    kind="experts.release_given",
    label=_("Je directeur geeft je vrij"),
    subject=_("%(school)s vindt het goed dat anderen je zien"),
    text=_("%(school)s vindt het goed dat anderen je zien: %(ring)s."),
)
RELEASE_REFUSED = MessageType(
    kind="experts.release_refused",
    label=_("Je directeur geeft je nu niet vrij"),
    subject=_("%(school)s geeft je nu niet vrij"),
    text=_("%(school)s geeft je nu niet vrij. Je eigen school ziet je wel."),
)
RELEASE_WITHDRAWN = MessageType(
    kind="experts.release_withdrawn",
    label=_("Je vrijgave is gestopt"),
    subject=_("Alleen %(school)s ziet je nu nog"),
    text=_("Je vrijgave is gestopt. Alleen %(school)s ziet je nu nog. Vraag je directeur gerust waarom."),
)
REACH_WIDER = MessageType(
    kind="experts.reach_wider",
    label=_("Je mag verder gezien worden, als je wilt"),
    subject=_("Wil je verder gezien worden?"),
    text=_("Je bestuur laat nu toe dat je verder gezien wordt: %(ring)s. Zonder jouw ja verandert er niets."),
)

SCHOOL_MOVED = MessageType(
    kind="experts.school_moved",
    label=_("Je school hoort bij een ander bestuur, netwerk of regio"),
    subject=_("%(school)s hoort nu ergens anders bij. Wie mag jou daar zien?"),
    text=_("%(school)s hoort nu ergens anders bij. Nieuwe scholen zien jou pas als jij dat goed vindt."),
)
SCHOOL_CLOSED = MessageType(
    kind="experts.school_closed",
    label=_("Je school is gesloten"),
    subject=_("%(school)s is gesloten: niemand vindt je daar meer"),
    text=_("%(school)s is gesloten. Niemand vindt je daar meer. Ga je ergens anders werken, vraag daar om een plek."),
)

MESSAGES = (
    RELEASE_ASKED,
    RELEASE_GIVEN,
    RELEASE_REFUSED,
    RELEASE_WITHDRAWN,
    REACH_WIDER,
    SCHOOL_MOVED,
    SCHOOL_CLOSED,
)
