"""Refusals that other floors catch."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from experts.choices import Part


class HalfDayTaken(NotAllowedNow):
    """This half-day of this expert is booked already."""

    def __init__(self, day: date, part: Part) -> None:
        self.day, self.part = day, Part(part)
        words = {"day": date_format(day, "l j F"), "part": self.part.label.lower()}
        super().__init__(_("%(day)s, %(part)s is al bezet. Kies een ander dagdeel.") % words)
