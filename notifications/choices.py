"""How a message reaches someone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.TextChoices):
    """How someone wants the mail of one type of message. In the app they always see it."""

    NOW = "now", _("Meteen")
    DAILY = "daily", _("Eens per dag")
    WEEKLY = "weekly", _("Eens per week")
    NONE = "none", _("Geen mail")

    @property
    def is_bundled(self) -> bool:
        return self in (Delivery.DAILY, Delivery.WEEKLY)
