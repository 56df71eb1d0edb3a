"""The one message this app sends itself."""

from django.utils.translation import gettext_lazy as _

from notifications.registry import MessageType

TRIAL = MessageType(
    kind="notifications.trial",
    label=_("Proefmail"),
    subject=_("Dit is je proefmail"),
    text=_("Je vroeg om een proefmail. Komt hij niet aan? Kijk dan bij de ongewenste mail."),
    is_urgent=True,
    keeps_quiet_hours=False,
    is_optional=False,
)
