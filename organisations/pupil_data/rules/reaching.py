"""Numbers that point at a child or reach its parents."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from organisations.pupil_data import numbers, words
from organisations.pupil_data.rules.case import Case, Hit
from organisations.pupil_data.verdict import Level
from organisations.pupil_data.whose import Whose


def citizen_numbers(case: Case) -> Iterator[Hit]:
    """A number that passes the 11-test blocks, unless the text calls it an invoice or the like: then look again."""
    for number in numbers.citizen_numbers(case.passage.plain):
        place = (number.start, number.end)
        if number.passes and not number.is_other:
            yield Hit(
                Level.BLOCK, *place, _("Dit lijkt een burgerservicenummer. Haal het weg; het is hier nooit nodig.")
            )
        elif number.passes or number.is_called_so:
            yield Hit(Level.WARN, *place, _("Is dit een burgerservicenummer? Haal het dan weg."))


_OWN_BEFORE = re.compile(
    r"\b(?:mijn|mij|me|ons|onze|ikzelf|ik ben|school|schoolnummer|kantoor|secretariaat|administratie|directie|receptie"
    r"|werknummer|team)\b[^.;!?\n]{0,30}$"
)
_OWN_AFTER = re.compile(r"^[^.;!?\n]{0,12}\b(?:\(school\)|van school|van mij|is mijn)")
_OF_PARENTS = re.compile(
    r"\b(?:(?:nummer|mail\w*|e-mail\w*|telefoon\w*|06) van (?:\w+ )?(?:\w*moeder|\w*vader|mama|papa|ouders|oma|opa"
    r"|\w*voogd|gezin|familie|thuis)"
    r"|(?:moeder|vader|mama|papa|oma|opa|ouders?|voogd|gezin|familie)\W+(?:\w+\W+){0,3}$)"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:haar|zijn|hun|diens) (?:mobiele |eigen |nieuwe )?(?:nummer|telefoon\w*|mobiel|06|mail\w*|e-mail\w*|adres)"
)
_ROLE_MAIL = re.compile(
    r"^(?:info|directie|administratie|admin|ib|intern\w*|secretariaat|contact|aanmeld\w*|school|obs\w*|cbs\w*|team|ict"
    r"|support|mr|or|ouderraad|bestuur)[.\d]*@"
)
_CONSUMER_MAIL = re.compile(
    r"(?:@|at\W+)(?:gmail|hotmail|live|outlook|ziggo|kpnmail|icloud|yahoo|upcmail|xs4all|planet|hetnet|home|casema"
    r"|chello|msn|telfort|me|proton\w*|gmx|quicknet|solcon|online)\."
)


# A mobile number or a mail address as people have at home: of a parent more often than of a school.
_PRIVATE = re.compile(rf"^(?:\(?0|(?:\+|00)\s?31\W*)\W?6|{_CONSUMER_MAIL.pattern}")


def reaching_parents(case: Case) -> Iterator[Hit]:
    """A phone number or mail address of a parent or a child blocks; one of nobody in particular near them is held."""
    for found in (*numbers.phones(case.passage.plain), *numbers.mails(case.passage.plain)):
        level = _reach_level(case, found)
        if level is Level.BLOCK:
            rewrite = _("Zet hier geen telefoonnummer of mailadres van een ouder of kind. Schrijf: ‘de ouders’.")
            yield Hit(level, found.start, found.end, rewrite)
        elif level is Level.WARN:
            rewrite = _("Is dit van een ouder of kind? Haal het dan weg. Van jezelf of van school mag het blijven.")
            yield Hit(level, found.start, found.end, rewrite)


def _reach_level(case: Case, found: numbers.Found) -> Level:
    sentence = case.passage.near(found.start, before=0, after=0)
    before, after = case.low[sentence.start : found.start], case.low[found.end : sentence.end]
    here = case.low[sentence.start : sentence.end]
    written = case.low[found.start : found.end]
    if _ROLE_MAIL.match(written):
        return Level.OK
    is_own = bool(_OWN_BEFORE.search(before) or _OWN_AFTER.match(after))
    is_general = bool(words.PARENTS_IN_GENERAL.search(here))
    if _of_a_colleague(case, sentence.start, found.start):
        is_about_parents = words.PARENT.search(case.around(found.start, found.end))
        return Level.WARN if _PRIVATE.search(written) and is_about_parents else Level.OK
    if _OF_PARENTS.search(before[-70:]) or _OF_PARENTS.search(after[:50]):
        return Level.WARN if is_own and is_general else Level.BLOCK
    if is_own:
        return Level.OK
    if is_general:
        return Level.WARN if _CONSUMER_MAIL.search(written) else Level.OK
    if words.PARENT.search(here) or words.ONE_CHILD.search(here) or case.has_child(sentence):
        return Level.BLOCK
    return _reach_level_by_neighbours(case, found, is_somebody=bool(_OF_SOMEBODY.search(before[-70:])))


_TALKS = re.compile(r"\b(?:hij|zij|ze|haar|hem|hun|moeder|vader|bel\w*|mail\w*|app\w*)\b")


def _reach_level_by_neighbours(case: Case, found: numbers.Found, *, is_somebody: bool) -> Level:
    """The sentence itself does not say whose it is: the ones beside it may."""
    wide = case.around(found.start, found.end)
    near = case.passage.near(found.start)
    if words.PARENT.search(wide) and not words.PARENTS_IN_GENERAL.search(wide):
        return Level.BLOCK if _TALKS.search(wide) else Level.WARN
    if is_somebody and case.has_child(near):
        return Level.BLOCK
    is_family = any(name.whose in (Whose.CHILD, Whose.PARENT) for name in case.names)
    if is_family or words.PARENT.search(case.low) or words.ONE_CHILD.search(case.low) or "thuis" in wide:
        return Level.WARN
    is_colleague = any(name.whose is Whose.GROWN_UP for name in case.names) or words.ROLE.search(wide)
    is_private = _PRIVATE.search(case.low[found.start : found.end])
    return Level.WARN if is_private and not is_colleague else Level.OK


def _of_a_colleague(case: Case, start: int, end: int) -> bool:
    """Is the last person named before it somebody of a school: `voor ouders is de ib'er bereikbaar op ...`?"""
    before = case.low[start:end]
    colleagues = [match.start() for match in words.ROLE.finditer(before)]
    said = [name for name in case.names if name.whose is Whose.GROWN_UP and name.is_said]
    colleagues += [name.start - start for name in said if start <= name.start < end]
    family = [match.start() for pattern in (words.PARENT, words.CHILD) for match in pattern.finditer(before)]
    family += [name.start - start for name in case.children if start <= name.start < end]
    return bool(colleagues) and max(colleagues) > max(family, default=-1)
