"""How a message reaches someone, and where its mail is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.TextChoices):
    """How someone wants the mail of one type of message. In the app they always see it."""

    NOW = "now", _("Meteen")
    DAILY = "daily", _("Eens per dag")
    NONE = "none", _("Geen mail")


class MailState(models.TextChoices):
    """Where the mail of a row of the outbox is. Moves from WAITING only, except that an admin repeats a FAILED one."""

    WAITING = "waiting", _("Wacht op verzending")
    BUNDLED = "bundled", _("Gaat mee in de dagmail")
    SENT = "sent", _("Verstuurd")
    NOT_WANTED = "not_wanted", _("Geen mail gewenst")
    FAILED = "failed", _("Niet gelukt")
