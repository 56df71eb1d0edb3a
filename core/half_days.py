"""A week of ten half-days as one number, and that number in words.

Bit order: Monday morning = bit 0, Monday afternoon = bit 1, ... Friday afternoon = bit 9. So a mask is 0..1023.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

COUNT = 10
ALL = (1 << COUNT) - 1
MORNINGS = 0b0101010101
AFTERNOONS = 0b1010101010

WEEKDAYS = (
    gettext_lazy("maandag"),
    gettext_lazy("dinsdag"),
    gettext_lazy("woensdag"),
    gettext_lazy("donderdag"),
    gettext_lazy("vrijdag"),
)
WEEKDAYS_SHORT = (
    pgettext_lazy("dag, kort", "ma"),
    pgettext_lazy("dag, kort", "di"),
    pgettext_lazy("dag, kort", "wo"),
    pgettext_lazy("dag, kort", "do"),
    pgettext_lazy("dag, kort", "vr"),
)
WEEKDAYS_LETTER = (
    pgettext_lazy("dag, letter", "m"),
    pgettext_lazy("dag, letter", "d"),
    pgettext_lazy("dag, letter", "w"),
    pgettext_lazy("dag, letter (donderdag)", "d"),
    pgettext_lazy("dag, letter", "v"),
)
PARTS = (gettext_lazy("Ochtend"), gettext_lazy("Middag"))
HALF_DAYS = (
    gettext_lazy("maandagochtend"),
    gettext_lazy("maandagmiddag"),
    gettext_lazy("dinsdagochtend"),
    gettext_lazy("dinsdagmiddag"),
    gettext_lazy("woensdagochtend"),
    gettext_lazy("woensdagmiddag"),
    gettext_lazy("donderdagochtend"),
    gettext_lazy("donderdagmiddag"),
    gettext_lazy("vrijdagochtend"),
    gettext_lazy("vrijdagmiddag"),
)
WHOLE_DAYS = (
    gettext_lazy("de hele maandag"),
    gettext_lazy("de hele dinsdag"),
    gettext_lazy("de hele woensdag"),
    gettext_lazy("de hele donderdag"),
    gettext_lazy("de hele vrijdag"),
)


def bits(mask: int) -> list[int]:
    """The half-days in `mask` as bit numbers 0..9, in the order of the week."""
    return [bit for bit in range(COUNT) if mask >> bit & 1]


def mask_of(numbers: Iterable[int]) -> int:
    """The mask of bit numbers 0..9."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def words(mask: int) -> str:
    """The half-days in words: "dinsdagmiddag en de hele donderdag". Empty for an empty week."""
    if mask & ALL == ALL:
        return _("de hele week")
    if mask == MORNINGS:
        return _("elke ochtend")
    if mask == AFTERNOONS:
        return _("elke middag")
    found = []
    for day in range(5):
        part = mask >> 2 * day & 0b11
        if part == 0b11:
            found.append(str(WHOLE_DAYS[day]))
        elif part:
            found.append(str(HALF_DAYS[2 * day + part - 1]))
    return joined(found)


def joined(found: list[str]) -> str:
    """A list as a person says it: "a, b en c"."""
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s en %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}
