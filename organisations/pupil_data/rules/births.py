"""Days on which a child was born, told apart from study days and first days of a project."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from organisations.pupil_data import numbers, words
from organisations.pupil_data.rules.case import Case, Hit
from organisations.pupil_data.verdict import Level
from organisations.pupil_data.whose import Whose

_SINCE = re.compile(r"\b(?:sinds|vanaf|op|per|tot|t/m|start\w*|van|voor|na|tussen|dd\.?|d\.d\.|datum:?)\s*$")
_OWN_BIRTH = re.compile(r"\b(?:ik|mijn|wijzelf|ikzelf)\b")
_BORN_IN_GENERAL = re.compile(
    r"\b(?:kinderen|leerlingen|kleuters|iedereen|peuters)\b[^.;]{0,40}\b(?:geboren|jarig)|geboren (?:tussen|voor|na"
    r"|vóór)\b"
)
_CHILD_TIED = re.compile(rf"\b{words.CHILD_WORDS}\b[^.;!?\n]{{0,25}}$")


def birth_dates(case: Case) -> Iterator[Hit]:
    """A day on which a child was born blocks, with or without a name; a day of long ago beside a child is held."""
    for found in numbers.days(case.passage.plain):
        level = _birth_level(case, found)
        if level is Level.BLOCK:
            rewrite = _("Dit lijkt een geboortedatum. Schrijf liever de groep: ‘een kind uit groep 5’.")
            yield Hit(level, found.start, found.end, rewrite)
        elif level is Level.WARN:
            rewrite = _("Is dit de geboortedatum van een kind? Haal de datum dan weg.")
            yield Hit(level, found.start, found.end, rewrite)


def _birth_level(case: Case, found: numbers.Day) -> Level:
    age = (case.today - found.day).days / 365.25
    sentence = case.passage.near(found.start, before=0, after=0)
    here = case.low[sentence.start : sentence.end]
    before = case.low[sentence.start : found.start]
    if not 1.5 <= age <= 100 or _BORN_IN_GENERAL.search(here):
        return Level.OK
    is_birth = bool(words.BORN.search(here))
    if age > 19:
        tied = is_birth and (case.has_child(sentence) or words.PARENT.search(here)) and not _OWN_BIRTH.search(here)
        return Level.WARN if tied else Level.OK
    if is_birth:
        return Level.BLOCK
    follows_name = any(0 <= found.start - name.end <= 12 and name.whose is not Whose.GROWN_UP for name in case.names)
    is_since = bool(_SINCE.search(before)) and not re.search(
        r"\b(?:is|jongen|meisje|leerling|kind|zoon|dochter) van\s*$", before
    )
    if not is_since and (follows_name or _CHILD_TIED.search(before)):
        return Level.BLOCK
    if re.search(r"\b(?:jongen|meisje|leerling|kind|zoon|dochter|kleuter|jongetje) van\s*$", before):
        return Level.BLOCK
    if re.search(r"\bis van\s*$", before) and (age <= 14 and not _OWN_BIRTH.search(here)):
        return Level.BLOCK
    if 3 <= age <= 14 and (case.has_child(sentence) or words.ONE_CHILD.search(here)):
        return Level.WARN
    near = case.passage.near(found.start)
    if not 3 <= age <= 14:
        return Level.OK
    if words.BORN.search(case.low, near.start, near.end):
        return Level.WARN if is_since else Level.BLOCK
    return Level.WARN if case.has_child(near) or not is_since else Level.OK
