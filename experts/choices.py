"""Levels, half-days and ways to find time: the words of what someone can do and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Three modest sentences instead of stars; the lowest is enough to be found."""

    DOES = 1, _("Ik doe dit in mijn eigen klas")
    SHOWS = 2, _("Ik laat het graag zien")
    TEACHES = 3, _("Ik kan het anderen leren")


class Part(models.TextChoices):
    """Half a day: the unit of all time in Expedu."""

    MORNING = "am", _("Ochtend")
    AFTERNOON = "pm", _("Middag")


class TimeMode(models.TextChoices):
    """How the time is found; decides whether a class needs a replacement (DOMAIN 4.2)."""

    TEACHING = "teaching", _("Uit mijn lestijd")
    TASK = "task", _("Uit mijn taakuren")
    EXTENSION = "extension", _("Extra uren, tijdelijk")
    OWN = "own", _("In mijn eigen tijd")

    @property
    def leaves_a_class(self) -> bool:
        return self is TimeMode.TEACHING


class ReleaseState(models.TextChoices):
    """Where the director's release of someone stands."""

    NOT_ASKED = "not_asked", _("Niet gevraagd")
    ASKED = "asked", _("Gevraagd")
    GIVEN = "given", _("Gegeven")
    REFUSED = "refused", _("Nu niet")


class Often(models.TextChoices):
    """No, sometimes or yes: how often something goes with a form of help."""

    NO = "no", _("Nee")
    SOMETIMES = "sometimes", _("Soms")
    YES = "yes", _("Ja")


class Risk(models.TextChoices):
    """How likely the tax office sees a freelancer's work as employment; a signal, no judgement."""

    LOW = "low", _("Laag")
    MIDDLE = "middle", _("Midden")
    HIGH = "high", _("Hoog")


class EventKind(models.TextChoices):
    """One line of the history of how far someone may be seen."""

    STARTED = "started", _("Begonnen")
    SKILLS = "skills", _("Vaardigheden aangevinkt")
    HALF_DAYS = "half_days", _("Dagdelen gekozen")
    REACH = "reach", _("Kring gekozen")
    ASKED = "asked", _("Vrijgave gevraagd")
    RELEASED = "released", _("Vrijgegeven")
    REFUSED = "refused", _("Nu niet vrijgegeven")
    WITHDRAWN = "withdrawn", _("Vrijgave ingetrokken")
    PAUSED = "paused", _("Even gestopt")
    RESUMED = "resumed", _("Weer begonnen")
    CONFIRMED = "confirmed", _("Nagekeken")
    HIDDEN = "hidden", _("Verborgen")
    SHOWN = "shown", _("Weer zichtbaar")
    WIDER = "wider", _("Ja gezegd tegen verder")
    STAYED = "stayed", _("Gebleven waar het was")
    MOVED = "moved", _("De school hoort bij een ander bestuur, netwerk of regio")
    AGREED = "agreed", _("Ook op de nieuwe plek te zien")
    CLOSED = "closed", _("De school is gesloten")
    DECLINED = "declined", _("Niet op de nieuwe plek te zien")
