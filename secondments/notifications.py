"""The messages this app sends."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications import registry
from notifications.actions import Row, notify_many
from notifications.registry import MessageType
from secondments.models import Approval, Secondment
from users.models import User

STEP = MessageType(
    kind="secondments.step",
    label=_("Iemand vraagt jouw akkoord voor een inzet"),
    subject=_("Jouw akkoord gevraagd: %(title)s"),
    text=_("%(school)s vraagt jouw akkoord voor: %(title)s."),
)
REMINDER = MessageType(
    kind="secondments.reminder",
    label=_("Een inzet wacht nog op jou"),
    subject=_("Dit wacht nog op jou: %(title)s"),
    text=_("Er wacht nog een besluit op jou: %(title)s."),
)
ESCALATION = MessageType(
    kind="secondments.escalation",
    label=_("Een besluit over een inzet blijft liggen"),
    subject=_("Een besluit blijft liggen: %(title)s"),
    text=_("%(party)s heeft nog niet beslist over: %(title)s. Kun jij even helpen?"),
)
REPLACEMENT = MessageType(
    kind="secondments.replacement",
    label=_("Voor een inzet is nog vervanging nodig"),
    subject=_("Wie vangt de klas op? %(title)s"),
    text=_("Iedereen zei ja tegen: %(title)s. Er is nog geen vervanging voor de klas."),
)
NOT_NOW = MessageType(
    kind="secondments.not_now",
    label=_("Een inzet is nu niet mogelijk"),
    subject=_("Nu niet mogelijk: %(title)s"),
    text=_("%(title)s is nu niet mogelijk. Misschien kan iemand anders helpen."),
)
HALF_DAY_GONE = MessageType(
    kind="secondments.half_day_gone",
    label=_("Een dagdeel is ondertussen bezet"),
    subject=_("Kies een ander dagdeel: %(title)s"),
    text=_("%(reason)s Het gaat om: %(title)s."),
)
INFORMED = MessageType(
    kind="secondments.informed",
    label=_("Iemand van jouw school of bestuur helpt een andere school"),
    subject=_("Ter informatie: %(title)s"),
    text=_("%(school)s krijgt hulp van een collega van jullie: %(title)s. Je hoeft niets te doen."),
)
PLANNED = MessageType(
    kind="secondments.planned",
    label=_("Een inzet is afgesproken"),
    subject=_("Afgesproken: %(title)s"),
    text=_("Iedereen zei ja. %(title)s gaat door."),
    is_urgent=True,
)
STOPPED = MessageType(
    kind="secondments.stopped",
    label=_("Een inzet gaat niet door"),
    subject=_("Gaat niet door: %(title)s"),
    text=_("%(title)s gaat niet door."),
    is_urgent=True,
)
LEAVING = MessageType(
    kind="secondments.leaving",
    label=_("Iemand die helpt, gaat weg bij de eigen school"),
    subject=_("Spreek af hoe het verder gaat: %(title)s"),
    text=_("%(name)s werkt tot en met %(day)s bij de eigen school. Daarna staan er nog dagdelen voor: %(title)s."),
)
DIFFERENT = MessageType(
    kind="secondments.different",
    label=_("Twee scholen zeggen iets anders over een dagdeel"),
    subject=_("Klopt dit? %(title)s"),
    text=_("De andere kant zegt iets anders over een dagdeel van: %(title)s. Kijk er samen even naar."),
)
RECALLED = MessageType(
    kind="secondments.recalled",
    label=_("Een expert wordt teruggehaald voor een dagdeel"),
    subject=_("Gaat deze keer niet door: %(title)s"),
    text=_("De eigen school heeft de expert zelf nodig, vanaf %(day)s. Het gaat om: %(title)s."),
    is_urgent=True,
    keeps_quiet_hours=False,
)
FINISHED = MessageType(
    kind="secondments.finished",
    label=_("Een inzet is klaar"),
    subject=_("Klaar: %(title)s"),
    text=_("%(title)s is klaar. Dank je wel."),
)

MESSAGES = (
    STEP,
    REMINDER,
    ESCALATION,
    REPLACEMENT,
    NOT_NOW,
    HALF_DAY_GONE,
    INFORMED,
    PLANNED,
    STOPPED,
    LEAVING,
    DIFFERENT,
    RECALLED,
    FINISHED,
)


def register() -> None:
    registry.register(*MESSAGES)


def tell(message: MessageType, secondment: Secondment, users: Iterable[User], *, about: str = "", **more: str) -> None:
    """Tell these people about a secondment; `about` says what differs when a kind is told more than once."""
    about = f"secondment:{secondment.pk}:{about}" if about else f"secondment:{secondment.pk}"
    words = {"title": secondment.title, "school": secondment.borrower.name, **more}
    url = secondment.get_absolute_url()
    people = {user.pk: user for user in users}
    notify_many(message=message, rows=[Row(user, about, url, words) for user in people.values()])


def tell_helpers(approval: Approval, users: Iterable[User]) -> None:
    """Tell who can help a step along, without deciding it: the link leads to the story."""
    _tell_about_step(ESCALATION, approval, users, approval.secondment.get_absolute_url())


def tell_deciders(message: MessageType, approval: Approval, users: Iterable[User]) -> None:
    """Tell these people about one step; the link leads to the decision."""
    _tell_about_step(message, approval, users, reverse("secondments:approval_decide", args=[approval.pk]))


def _tell_about_step(message: MessageType, approval: Approval, users: Iterable[User], url: str) -> None:
    secondment = approval.secondment
    words = {"title": secondment.title, "school": secondment.borrower.name, "party": approval.party}
    notify_many(message=message, rows=[Row(user, f"approval:{approval.pk}", url, words) for user in users])
