"""The types of message Expedu can send. Each app registers its own in `AppConfig.ready()`.

INVITED = MessageType(
    kind="helprequests.invited",
    label=_("Iemand vraagt jou om hulp"),
    is_urgent=True,
    subject=_("%(school)s vraagt of jij wilt helpen"),
    text=_("%(school)s zoekt iemand voor %(skill)s en denkt aan jou."),
)
registry.register(INVITED)
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from notifications.choices import Delivery

# What fills the named fields of a message: words and numbers only, nothing that needs a later look-up.
Context = Mapping[str, str | int | Promise]

_FIELD = re.compile(r"%\((\w+)\)s")


class UnknownMessage(LookupError):
    """A message whose kind nobody registered."""


class WrongContext(ValueError):
    """A message whose named fields and context do not match."""


@dataclass(frozen=True, slots=True)
class MessageType:
    """One type of message.

    `subject` is the sentence of the mail, `text` the line in the app; both Dutch with named fields (`%(school)s`).
    `label` names the type on the preferences page. Urgent messages skip the daily mail; only what may not wait for
    the morning (a recall) sets `keeps_quiet_hours` to False. `is_optional` False keeps a type off the preferences page.
    """

    kind: str
    label: str | Promise
    subject: str | Promise
    text: str | Promise
    is_urgent: bool = False
    keeps_quiet_hours: bool = True
    is_optional: bool = True

    @property
    def default_delivery(self) -> Delivery:
        return Delivery.NOW if self.is_urgent else Delivery.DAILY

    @property
    def deliveries(self) -> list[Delivery]:
        """What someone may choose for this type; a day's wait makes no sense for what is urgent."""
        return [each for each in Delivery if not each.is_bundled or not self.is_urgent]

    def clean_context(self, context: Context | None) -> dict[str, str | int]:
        """The context as it is stored. Raises WrongContext when a field is missing or is not words or a number."""
        clean: dict[str, str | int] = {}
        for name, value in (context or {}).items():
            if isinstance(value, Promise):
                with translation.override(settings.LANGUAGE_CODE):  # mails are in Dutch, whatever the sender reads
                    value = str(value)
            if not isinstance(value, str | int):
                raise WrongContext(f"{self.kind}: {name} is {type(value).__name__}, not words or a number")
            clean[name] = value
        missing = set(_FIELD.findall(f"{self.subject} {self.text}")) - set(clean)
        if missing:
            raise WrongContext(f"{self.kind}: context lacks {', '.join(sorted(missing))}")
        return clean


_messages: dict[str, MessageType] = {}


def register(*messages: MessageType) -> None:
    """Add types of message. The same one twice changes nothing; two different ones of one kind is an error."""
    for message in messages:
        known = _messages.setdefault(message.kind, message)
        if known != message:
            raise ValueError(f"two different messages are called {message.kind}")


def get(kind: str) -> MessageType:
    """The type of message of this kind. Raises UnknownMessage."""
    try:
        return _messages[kind]
    except KeyError:
        raise UnknownMessage(f"{kind} is not registered; do so in AppConfig.ready()") from None


def optional_messages() -> list[MessageType]:
    """Every type someone can choose about, in the order of their kinds, so grouped per app."""
    return [_messages[kind] for kind in sorted(_messages) if _messages[kind].is_optional]
