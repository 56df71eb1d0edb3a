"""What points at one child: each rule reads the passage and says what it found. Pure; no rule knows another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from organisations.pupil_data import numbers, words
from organisations.pupil_data.passage import Passage, Span
from organisations.pupil_data.people import Name, Shape, is_rare_word
from organisations.pupil_data.verdict import Level
from organisations.pupil_data.whose import Whose


@dataclass(frozen=True)
class Case:
    """A passage with the names in it. `today` decides how old a date makes somebody."""

    passage: Passage
    names: tuple[Name, ...]
    today: date

    @property
    def low(self) -> str:
        return self.passage.low

    def around(self, start: int, end: int, *, before: int = 1, after: int = 1) -> str:
        """In small letters: the sentence this is in, with its neighbours."""
        span = self.passage.near(start, before=before, after=after)
        return self.low[span.start : max(end, span.end)]

    @cached_property
    def children(self) -> tuple[Name, ...]:
        return tuple(name for name in self.names if name.whose is Whose.CHILD)

    def is_named(self, text_start: int, text_end: int) -> bool:
        """Is a child named there?"""
        return any(text_start <= name.start < text_end for name in self.children)


@dataclass(frozen=True, slots=True)
class Hit:
    level: Level
    start: int
    end: int
    rewrite: str


# -- Numbers ------------------------------------------------------------------------------------------------------


def citizen_numbers(case: Case) -> Iterator[Hit]:
    """A number that passes the 11-test blocks, unless the text calls it an invoice or the like: then look again."""
    for number in numbers.citizen_numbers(case.passage.plain):
        place = (number.start, number.end)
        if number.passes and not number.is_other:
            yield Hit(Level.BLOCK, *place, _("Dit lijkt een burgerservicenummer. Haal het weg; het is hier nooit nodig."))
        elif number.passes or number.is_called_so:
            yield Hit(Level.WARN, *place, _("Is dit een burgerservicenummer? Haal het dan weg."))


_OWN_BEFORE = re.compile(
    r"\b(?:mijn|mij|me|ons|onze|ikzelf|ik ben|school|schoolnummer|kantoor|secretariaat|administratie|directie|receptie|werknummer|team)\b[^.;!?\n]{0,30}$"
)
_OWN_AFTER = re.compile(r"^[^.;!?\n]{0,12}\b(?:\(school\)|van school|van mij|is mijn)")
_THEIRS = re.compile(
    r"\b(?:(?:haar|zijn|hun|diens) (?:mobiele |eigen |nieuwe )?(?:nummer|telefoon\w*|mobiel|06|mail\w*|e-mail\w*|adres)"
    r"|(?:nummer|mail\w*|e-mail\w*|telefoon\w*|06) van (?:\w+ )?(?:\w*moeder|\w*vader|mama|papa|ouders|oma|opa|\w*voogd|gezin|familie|thuis)"
    r"|(?:moeder|vader|mama|papa|oma|opa|ouders?|voogd|gezin|familie)\W+(?:\w+\W+){0,3}$)"
)
_ROLE_MAIL = re.compile(
    r"^(?:info|directie|administratie|admin|ib|intern\w*|secretariaat|contact|aanmeld\w*|school|obs\w*|cbs\w*|team|ict|support|mr|or|ouderraad|bestuur)[.\d]*@"
)
_CONSUMER_MAIL = re.compile(
    r"(?:@|at\W+)(?:gmail|hotmail|live|outlook|ziggo|kpnmail|icloud|yahoo|upcmail|xs4all|planet|hetnet|home|casema|chello|msn|telfort|me|proton\w*|gmx|quicknet|solcon|online)\."
)


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
    wide = case.around(found.start, found.end)
    written = case.low[found.start : found.end]
    if _ROLE_MAIL.match(written):
        return Level.OK
    is_own = bool(_OWN_BEFORE.search(before) or _OWN_AFTER.match(after))
    if _THEIRS.search(before[-70:]) or _THEIRS.search(after[:50]):
        return Level.WARN if is_own and words.PARENTS_IN_GENERAL.search(here) else Level.BLOCK
    if is_own:
        return Level.OK
    if words.PARENTS_IN_GENERAL.search(here):
        return Level.WARN if _CONSUMER_MAIL.search(written) else Level.OK
    is_family = any(name.whose in (Whose.CHILD, Whose.PARENT) for name in case.names)
    if words.PARENT.search(here) or words.ONE_CHILD.search(here) or _has_child(case, sentence):
        return Level.BLOCK
    if words.PARENT.search(wide) and not words.PARENTS_IN_GENERAL.search(wide):
        return Level.BLOCK if re.search(r"\b(?:hij|zij|ze|haar|hem|hun|moeder|vader|bel\w*|mail\w*|app\w*)\b", wide) else Level.WARN
    if is_family or words.PARENT.search(case.low) or words.ONE_CHILD.search(case.low):
        return Level.WARN
    return Level.OK


def _has_child(case: Case, span: Span) -> bool:
    return any(span.start <= name.start < span.end for name in case.children)


# -- Birth dates --------------------------------------------------------------------------------------------------

_SINCE = re.compile(r"\b(?:sinds|vanaf|op|per|tot|t/m|start\w*|van|voor|na|tussen|dd\.?|d\.d\.|datum:?)\s*$")
_OWN_BIRTH = re.compile(r"\b(?:ik|mijn|wijzelf|ikzelf)\b")
_BORN_IN_GENERAL = re.compile(r"\b(?:kinderen|leerlingen|kleuters|iedereen|peuters)\b[^.;]{0,40}\b(?:geboren|jarig)|geboren (?:tussen|voor|na|vóór)\b")
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
        tied = is_birth and (_has_child(case, sentence) or words.PARENT.search(here)) and not _OWN_BIRTH.search(here)
        return Level.WARN if tied else Level.OK
    if is_birth:
        return Level.BLOCK
    follows_name = any(0 <= found.start - name.end <= 12 and name.whose is not Whose.GROWN_UP for name in case.names)
    is_since = bool(_SINCE.search(before)) and not re.search(r"\b(?:is|jongen|meisje|leerling|kind|zoon|dochter) van\s*$", before)
    if not is_since and (follows_name or _CHILD_TIED.search(before)):
        return Level.BLOCK
    if re.search(r"\b(?:jongen|meisje|leerling|kind|zoon|dochter|kleuter|jongetje) van\s*$", before):
        return Level.BLOCK
    if re.search(r"\bis van\s*$", before) and (age <= 14 and not _OWN_BIRTH.search(here)):
        return Level.BLOCK
    if 3 <= age <= 14 and (_has_child(case, sentence) or words.ONE_CHILD.search(here)):
        return Level.WARN
    near = case.passage.near(found.start)
    if not 3 <= age <= 14:
        return Level.OK
    if words.BORN.search(case.low, near.start, near.end):
        return Level.WARN if is_since else Level.BLOCK
    return Level.WARN if _has_child(case, near) else Level.OK


# -- Names --------------------------------------------------------------------------------------------------------

# Shorter than this it is no sentence of its own but a note about who was just named: "ADHD, medicatie om 12 uur."
_FRAGMENT = 45
_HE_OR_SHE = re.compile(r"\W*(?:hij|zij|ze)\b")
_PERSON_AGAIN = re.compile(r"\b(?:hij|zij|ze|hem|haar|zijn|er is|bij hem|groep \d|diagnose|vastgesteld|vermoeden|zit|leerling|jongen|meisje|kind)\b")


def named_children(case: Case) -> Iterator[Hit]:
    """A pupil's full name with health, care or home blocks; any other name of a child is held."""
    for name in case.names:
        if name.whose is Whose.PARENT or (name.whose is Whose.GROWN_UP and (name.is_said or name.shape is Shape.FIRST)):
            continue
        level = _full_name_level(case, name) if name.shape is Shape.FULL else _first_name_level(case, name)
        if level is Level.BLOCK:
            rewrite = _("Een naam bij een diagnose of zorg wijst één kind aan. Schrijf: ‘een kind met ...’, zonder naam.")
            yield Hit(level, name.start, name.end, rewrite)
        elif level is Level.WARN:
            yield Hit(level, name.start, name.end, _("Is dit de naam van een kind? Schrijf dan: ‘een leerling’."))


def _full_name_level(case: Case, name: Name) -> Level:
    is_child, is_grown_up = name.whose is Whose.CHILD, name.whose is Whose.GROWN_UP
    sentence = case.passage.near(name.start, before=0, after=0)
    same = [match for match in words.SENSITIVE.finditer(case.low, sentence.start, sentence.end) if not _is_inside(match, name)]
    personal = [match for match in same if not _is_topic(case, match, sentence, name)]
    if personal and not is_grown_up or (is_child and same):
        return Level.BLOCK
    if is_grown_up and any(_is_told_of(case, match, name) for match in personal):
        return Level.WARN
    if same and not is_grown_up:
        return Level.WARN
    span = case.passage.near(name.start, before=1, after=3)
    around = [match for match in words.SENSITIVE.finditer(case.low, span.start, span.end) if not _is_inside(match, name)]
    is_told = [match for match in around if not _is_topic(case, match, case.passage.near(match.start(), before=0, after=0), None)]
    if is_child:
        return Level.BLOCK if around else Level.WARN
    if is_grown_up:
        return Level.WARN if any(_HE_OR_SHE.match(_sentence_of(case, match)) for match in is_told) else Level.OK
    if is_told:
        said = _sentence_of(case, is_told[0])
        is_same = _PERSON_AGAIN.search(said) or name.first in said or len(said) < _FRAGMENT
        return Level.BLOCK if is_same and not name.is_grown_up_name else Level.WARN
    near = case.around(name.start, name.end)
    return Level.WARN if name.is_child_name and _SCHOOL_LIFE.search(near) else Level.OK


_SCHOOL_LIFE = re.compile(r"\b(?:leerling|klas|groep \d|juf|meester|hij|zij|ouders|moeder|vader|gedrag|meisje|jongen)\b")


_TELLS = re.compile(
    r"(?:^\W+(?:heeft|kreeg|krijgt|is|had|met|zijn|haar|gebruikt|slikt)|\b(?:zijn|haar|(?:hij|zij|ze|die) (?:heeft|kreeg|krijgt|is|had)))\b[^.,;]{0,30}$"
)


def _sentence_of(case: Case, match: re.Match[str]) -> str:
    span = case.passage.near(match.start(), before=0, after=0)
    return case.low[span.start : span.end]


def _is_told_of(case: Case, match: re.Match[str], name: Name) -> bool:
    """Does the name's own verb say it: `Robin van Zanten heeft ADD`?"""
    return match.start() > name.end and bool(_TELLS.search(case.low[name.end : match.start()]))


_WHISPERED = re.compile(
    r"(?:^|\b(?:met|over|om|voor|bij|van|is|heet|leerling|jongen|meisje|kind|kleuter|dat|zit|kreeg|heeft)|[,:(])\s*"
    r"(?P<first>[a-zà-ÿ]{3,})\s(?:(?:van|de|der|den|het|'t|el|al|ten|ter|ben)\s)+(?P<last>[a-zà-ÿ]{3,})\b"
)

_WHISPERED_BARE = re.compile(
    r"(?:^|[\n.!?]\s*|\b(?:leerling|jongen|meisje|kind|kleuter|heet|betreft)[,:]?\s)"
    r"(?P<first>[a-zà-ÿ]{3,})\s(?P<last>[a-zà-ÿ]{3,})(?=,? \(?groep|,? \(|, \d|,? heeft|, (?:hij|zij|ze)\b)"
)


def whispered_names(case: Case) -> Iterator[Hit]:
    """Who writes no capitals at all: two words that look like a rare name, beside somebody's health or care, are held."""
    if sum(map(str.isupper, case.passage.plain)) > 1:
        return
    for match in (*_WHISPERED.finditer(case.low), *_WHISPERED_BARE.finditer(case.low)):
        if not all(is_rare_word(match[part]) for part in ("first", "last")) or match["first"].endswith(("en", "s")):
            continue
        sentence = case.passage.near(match.start("first"), before=0, after=1)
        told = [found for found in words.SENSITIVE.finditer(case.low, sentence.start, sentence.end)]
        if any(not _is_topic(case, found, sentence, None) for found in told):
            yield Hit(Level.WARN, match.start("first"), match.end("last"), _("Is dit de naam van een kind? Schrijf dan: ‘een leerling’."))


def _first_name_level(case: Case, name: Name) -> Level:
    if name.whose is Whose.CHILD:
        return Level.WARN
    if not name.is_child_name:
        return Level.OK
    sentence = case.passage.near(name.start, before=0, after=0)
    here = case.low[sentence.start : sentence.end]
    return Level.WARN if words.ONE_CHILD.search(here) and not words.CHILDREN.search(here) else Level.OK


def _is_topic(case: Case, match: re.Match[str], sentence: Span, name: Name | None) -> bool:
    """Is it about the subject and not about somebody? What follows a name directly is about that person."""
    begin = name.end if name and sentence.start <= name.end <= match.start() else sentence.start
    before, after = case.low[begin : match.start()], case.low[match.end() : match.end() + 25]
    is_compound = words.TOPIC_COMPOUND.search(match.group())
    return bool(is_compound or words.TOPIC_BEFORE.search(before) or words.TOPIC_AFTER.match(after))


def _is_inside(match: re.Match[str], name: Name) -> bool:
    return name.start <= match.start() < name.end


# -- Descriptions -------------------------------------------------------------------------------------------------

# What each kind of detail weighs; a description is held from ENOUGH on. A common diagnosis with a group says little in
# a school of two hundred; a wheelchair with a group says who.
_WEIGHTS: tuple[tuple[re.Pattern[str], float], ...] = (
    (words.UNIQUE, 2),
    (words.RARE, 1.5),
    (words.HOME, 1.5),
    (words.ORIGIN, 1.5),
    (words.GROUP, 1),
    (words.AGE, 1),
    (words.DISORDER, 1),
    (words.CARE, 1),
    (words.ABUSE, 1),
    (words.PRESENT, 0.5),
    (re.compile(r"\b(?:jongen|jongetje|meisje|zoon|dochter)\b"), 0.25),
    (re.compile(rf"\b(?:de|het|ons|onze|mijn|dit|deze|die)\s(?:\w+\s)?{words.CHILD_WORDS}\b"), 0.5),
)
ENOUGH = 2.5
_ASKED_IN_GENERAL = re.compile(r"\b(?:elk|ieder) (?:kind|leerling)\b")


def descriptions(case: Case) -> Iterator[Hit]:
    """Details that together fit one child of a small school ("het enige dove kind in groep 5")."""
    rewrite = _("Op een kleine school is dit kind zo te herkennen. Laat de groep, de leeftijd of het bijzondere weg.")
    for match in words.RELATIVE_OF.finditer(case.low):
        yield Hit(Level.WARN, *match.span(), rewrite)
    for number, span in enumerate(case.passage.sentences):
        here = case.low[span.start : span.end]
        child = words.ONE_CHILD.search(here) or re.search(r"\bgezin (?:met|dat|van|el|de)\b", here)
        if not child and not re.search(r"\b(?:hij|zij|enige)\b", here):
            continue
        if words.CHILDREN.search(here) and not words.ONE_CHILD.search(here):
            continue
        start = case.passage.sentences[max(0, number - 1)].start
        wide = case.low[start : span.end]
        if weight(here) >= ENOUGH or (re.match(r"\W*(?:hij|zij|ze|zijn|haar)\b", here) and weight(wide) >= ENOUGH):
            place = span.start + (child.start() if child else 0), span.start + (child.end() if child else len(here.rstrip()))
            yield Hit(Level.WARN, *place, rewrite)
        elif child and re.search(r"\bgezin (?:met|dat)\b", here) and re.search(r"\b(?:woont|kinderen)\b", here):
            yield Hit(Level.WARN, span.start + child.start(), span.start + child.end(), rewrite)


def weight(sentence: str) -> float:
    """How much the details of a sentence, in small letters, narrow down who is meant. Events add up."""
    total = sum(points for pattern, points in _WEIGHTS if pattern.search(sentence))
    return total + min(2, len({match.group() for match in words.EVENT.finditer(sentence)}))


_FAMILY = re.compile(r"\b(?:(?i:familie|fam\.|(?:het|ons|dit) gezin))\s(?:(?i:van|de|der|den|el|al|ben)\s)*[A-ZÀ-Þ][\w'-]+")
_ADDRESS = re.compile(
    r"\b[A-ZÀ-Þ]?[\w-]*(?:straat|laan|weg|plein|kade|gracht|hof|pad|dijk|singel|steeg)\s\d{1,4}\s?[a-zA-Z]?\b|\b[1-9]\d{3}\s?[A-Z]{2}\b"
)
_LIVES = re.compile(r"\b(?:woont|wonen|adres|thuisadres|huisadres|woonachtig)\b")


def families(case: Case) -> Iterator[Hit]:
    """A family by name, and where a child lives."""
    for match in _FAMILY.finditer(case.passage.plain):
        yield Hit(Level.WARN, *match.span(), _("Noem geen familie bij naam. Schrijf: ‘een gezin’ of ‘de ouders’."))
    for match in _ADDRESS.finditer(case.passage.plain):
        sentence = case.passage.near(match.start(), before=0, after=0)
        here = case.low[sentence.start : sentence.end]
        if _has_child(case, sentence) or (_LIVES.search(here) and (words.ONE_CHILD.search(here) or words.PARENT.search(here))):
            yield Hit(Level.WARN, *match.span(), _("Is dit het adres van een kind? Haal het dan weg."))


RULES: tuple[Callable[[Case], Iterator[Hit]], ...] = (
    citizen_numbers,
    reaching_parents,
    birth_dates,
    named_children,
    whispered_names,
    descriptions,
    families,
)
