"""How Home says a number, a moment of the day and a day that has passed (pure)."""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

NUMBERS = (
    gettext_lazy("geen"),
    gettext_lazy("één"),
    gettext_lazy("twee"),
    gettext_lazy("drie"),
    gettext_lazy("vier"),
    gettext_lazy("vijf"),
    gettext_lazy("zes"),
    gettext_lazy("zeven"),
    gettext_lazy("acht"),
    gettext_lazy("negen"),
    gettext_lazy("tien"),
)


def greeting(hour: int) -> str:
    """What you say to someone at this hour (0..23)."""
    if hour < 6:
        return _("Hallo")
    if hour < 12:
        return _("Goedemorgen")
    return _("Goedemiddag") if hour < 18 else _("Goedenavond")


def things(count: int) -> str:
    """A number of things in words: "Drie dingen". From eleven on the number itself."""
    number = str(NUMBERS[count]) if count < len(NUMBERS) else str(count)
    words = capfirst(ngettext("%(number)s ding", "%(number)s dingen", count) % {"number": number})
    return words.replace("Éé", "Eé")  # Dutch writes "Eén": a capital keeps no accent here


def day_in_words(day: date, today: date) -> str:
    """A day in the past as someone says it: "Vandaag", "Gisteren", "Vrijdag", "Vorige week", "3 oktober"."""
    ago = (today - day).days
    if ago <= 0:
        return _("Vandaag")
    if ago == 1:
        return _("Gisteren")
    if ago < 7:
        return capfirst(date_format(day, "l"))
    if day.isocalendar()[:2] == (today.fromordinal(today.toordinal() - 7)).isocalendar()[:2]:
        return _("Vorige week")
    return date_format(day, "j F")
