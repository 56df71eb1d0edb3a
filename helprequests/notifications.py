"""The messages this floor sends. No words of a request or message stand in them: a mail is a link."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import MessageType

INVITED = MessageType(
    kind="helprequests.invited",
    label=_("Een school vraagt of jij wilt helpen"),
    is_urgent=True,
    subject=_("Wil jij helpen met %(skill)s?"),
    text=_("Wil jij helpen met %(skill)s? %(school)s zoekt iemand en denkt aan jou."),
)
ASKED_AGAIN = MessageType(
    kind="helprequests.asked_again",
    label=_("Een vraag die je later nog eens wilde horen"),
    subject=_("Je vroeg ons om je later nog eens te vragen"),
    text=_("%(school)s zoekt nog iemand voor %(skill)s. Je vroeg ons om je nu nog eens te vragen."),
)
EXPIRED = MessageType(
    kind="helprequests.expired",
    label=_("Een vraag die je niet hebt beantwoord"),
    subject=_("We vragen nu ook anderen"),
    text=_("Je had geen tijd om te antwoorden op een vraag over %(skill)s. Geen probleem: we vragen nu ook anderen."),
)
NOT_NEEDED = MessageType(
    kind="helprequests.not_needed",
    label=_("Je hulp is niet meer nodig"),
    subject=_("Dank je wel dat je wilde helpen"),
    text=_("%(school)s is eruit en heeft je hulp nu niet nodig. Dank je wel dat je ja zei."),
)
SAID_YES = MessageType(
    kind="helprequests.said_yes",
    label=_("Iemand wil helpen met jullie vraag"),
    is_urgent=True,
    subject=_("%(expert)s wil helpen"),
    text=_("%(expert)s wil helpen met jullie vraag: %(title)s."),
)
WITHDREW = MessageType(
    kind="helprequests.withdrew",
    label=_("Iemand die ja zei, kan toch niet"),
    subject=_("%(expert)s kan toch niet helpen"),
    text=_("%(expert)s kan toch niet helpen met jullie vraag: %(title)s. We zoeken verder."),
)
WIDENED = MessageType(
    kind="helprequests.widened",
    label=_("Jullie vraag gaat een kring verder"),
    subject=_("Jullie vraag gaat een kring verder"),
    text=_("Jullie vraag gaat een kring verder (%(ring)s): %(title)s."),
)
CHOSEN = MessageType(
    kind="helprequests.chosen",
    label=_("Een school wil met jou praten"),
    is_urgent=True,
    subject=_("%(school)s wil graag met jou praten"),
    text=_("%(school)s is blij met je ja en wil graag met je praten."),
)
MESSAGE_RECEIVED = MessageType(
    kind="helprequests.message_received",
    label=_("Iemand schreef jou een bericht"),
    is_urgent=True,
    subject=_("Nieuw bericht van %(author)s"),
    text=_("Nieuw bericht van %(author)s, %(place)s."),
)
SCHOOL_MOVED = MessageType(
    kind="helprequests.school_moved",
    label=_("Jullie school hoort nu ergens anders bij"),
    subject=_("%(school)s hoort nu ergens anders bij. Wie mag jullie vraag daar zien?"),
    text=_(
        "%(school)s hoort nu ergens anders bij. Nieuwe scholen zien jullie vraag pas als jij dat goed vindt: %(title)s."
    ),
)

REPORTED = MessageType(
    kind="helprequests.reported",
    label=_("Een bericht is gemeld"),
    subject=_("Een gemeld bericht wacht op een besluit"),
    text=_("Iemand meldde een bericht. Wil je ernaar kijken? Je hebt vijf schooldagen."),
)
REPORT_LATE = MessageType(
    kind="helprequests.report_late",
    label=_("Een gemeld bericht wacht te lang"),
    subject=_("Een gemeld bericht wacht al vijf schooldagen"),
    text=_("Over een gemeld bericht is na vijf schooldagen nog niet besloten. Wil jij ernaar kijken?"),
)
REPORT_DECIDED = MessageType(
    kind="helprequests.report_decided",
    label=_("Besluit over een gemeld bericht"),
    subject=_("De moderator heeft besloten"),
    text=_("De moderator keek naar een gemeld bericht en besloot: %(verdict)s. %(reason)s"),
)

ALL = (
    INVITED,
    ASKED_AGAIN,
    EXPIRED,
    NOT_NEEDED,
    SAID_YES,
    WITHDREW,
    WIDENED,
    CHOSEN,
    MESSAGE_RECEIVED,
    SCHOOL_MOVED,
    REPORTED,
    REPORT_LATE,
    REPORT_DECIDED,
)
