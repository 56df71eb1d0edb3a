"""Children by name; with their health, care or home beside it, or without."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from organisations.pupil_data import words
from organisations.pupil_data.passage import Span
from organisations.pupil_data.people import Name, Shape, is_rare_word
from organisations.pupil_data.rules.case import Case, Hit
from organisations.pupil_data.verdict import Level
from organisations.pupil_data.whose import Whose

# Shorter than this it is no sentence of its own but a note about who was just named: "ADHD, medicatie om 12 uur."
_FRAGMENT = 45
_HE_OR_SHE = re.compile(r"\W*(?:hij|zij|ze)\b")
_PERSON_AGAIN = re.compile(
    r"\b(?:hij|zij|ze|hem|haar|zijn|er is|bij hem|groep \d|diagnose|vastgesteld|vermoeden|zit|leerling|jongen|meisje"
    r"|kind)\b"
)


def named_children(case: Case) -> Iterator[Hit]:
    """A pupil's full name with health, care or home blocks; any other name of a child is held."""
    for name in case.names:
        is_certain = name.whose is Whose.GROWN_UP and (name.is_said or name.shape is Shape.FIRST)
        if is_certain or (name.whose is Whose.PARENT and name.shape is Shape.FIRST):
            continue
        level = _full_name_level(case, name) if name.shape is Shape.FULL else _first_name_level(case, name)
        if level is Level.BLOCK:
            rewrite = _(
                "Een naam bij een diagnose of zorg wijst één kind aan. Schrijf: ‘een kind met ...’, zonder naam."
            )
            yield Hit(level, name.start, name.end, rewrite)
        elif level is Level.WARN:
            yield Hit(level, name.start, name.end, _("Is dit de naam van een kind? Schrijf dan: ‘een leerling’."))


def _full_name_level(case: Case, name: Name) -> Level:
    is_child, is_grown_up = name.whose is Whose.CHILD, name.whose in (Whose.GROWN_UP, Whose.PARENT)
    sentence = case.passage.near(name.start, before=0, after=0)
    same = [
        match
        for match in words.SENSITIVE.finditer(case.low, sentence.start, sentence.end)
        if not _is_inside(match, name)
    ]
    personal = [match for match in same if not _is_topic(case, match, sentence, name)]
    if (personal and not is_grown_up) or (is_child and name.is_said and same):
        return Level.BLOCK
    if is_grown_up and any(match.start() > name.end for match in personal):
        return Level.WARN
    if same and not is_grown_up:
        return Level.WARN
    span = case.passage.near(name.start, before=1, after=3)
    around = [
        match for match in words.SENSITIVE.finditer(case.low, span.start, span.end) if not _is_inside(match, name)
    ]
    is_told = [
        match
        for match in around
        if not _is_topic(case, match, case.passage.near(match.start(), before=0, after=0), None)
    ]
    if is_child:
        return Level.BLOCK if around else Level.WARN
    if is_grown_up:
        return Level.WARN if any(_HE_OR_SHE.match(case.sentence_of(match.start())) for match in is_told) else Level.OK
    if is_told:
        said = case.sentence_of(is_told[0].start())
        is_same = _PERSON_AGAIN.search(said) or name.first in said or len(said) < _FRAGMENT
        return Level.BLOCK if is_same and not name.is_grown_up_name else Level.WARN
    # Nothing says whose name it is: then it is looked at again, unless few children are called so.
    if name.is_child_name or (around and not name.is_grown_up_name):
        return Level.WARN
    here = case.low[name.end : case.passage.near(name.end).end]
    is_told_of = _IS_OR_HAS.match(here) and not re.search(words.ROLE_WORDS, here)
    return Level.WARN if is_told_of else Level.OK


_IS_OR_HAS = re.compile(
    r"[^.!?\n]{0,60}[.!?\n]+\s*(?:hij|zij|ze) (?:heeft|is|krijgt|kreeg|lijdt|wordt|werd|moet|mag)\b"
)


_WHISPERED = re.compile(
    r"(?:^|\b(?:met|over|om|voor|bij|van|is|heet|leerling|jongen|meisje|kind|kleuter|dat|zit|kreeg|heeft)|[,:(])\s*"
    r"(?P<first>[a-zà-ÿ]{3,})\s(?:(?:van|de|der|den|het|'t|el|al|ten|ter|ben)\s)+(?P<last>[a-zà-ÿ]{3,})\b"
)

_WHISPERED_BARE = re.compile(
    r"(?:^|[\n.!?]\s*|\b(?:leerling|jongen|meisje|kind|kleuter|heet|betreft)[,:]?\s)"
    r"(?P<first>[a-zà-ÿ]{3,})\s(?P<last>[a-zà-ÿ]{3,})(?=,? \(?groep|,? \(|, \d|,? heeft|, (?:hij|zij|ze)\b)"
)


def whispered_names(case: Case) -> Iterator[Hit]:
    """Who writes no capitals at all: two words that may be a rare name, beside somebody's health or care, are held."""
    if sum(map(str.isupper, case.passage.plain)) > 1:
        return
    yield from _nobody_in_particular(case)
    for match in (*_WHISPERED.finditer(case.low), *_WHISPERED_BARE.finditer(case.low)):
        if not all(is_rare_word(match[part]) for part in ("first", "last")) or match["first"].endswith(("en", "s")):
            continue
        sentence = case.passage.near(match.start("first"), before=0, after=1)
        told = words.SENSITIVE.finditer(case.low, sentence.start, sentence.end)
        own = [(found, case.passage.near(found.start(), before=0, after=0)) for found in told]
        if any(not _is_topic(case, found, span, None) for found, span in own):
            yield Hit(
                Level.WARN,
                match.start("first"),
                match.end("last"),
                _("Is dit de naam van een kind? Schrijf dan: ‘een leerling’."),
            )


_TITLE_BEFORE = re.compile(r"^\W*(?:(?:wie|hulp|help|graag|vraag|tips?)\b[^.,]{0,30})?$")
_TITLE_AFTER = re.compile(
    r"^\s(?:in|voor|bij|uit) (?:de \w+bouw|(?:groep|gr\.?) \d(?:\s?(?:/|-|en|t/m)\s?\d)?)\s?(?:[:?!]|$)"
)
_SOMEBODY = re.compile(r"\b(?:hij|zij|ze|hem|haar)\b")


def _nobody_in_particular(case: Case) -> Iterator[Hit]:
    """No capitals, somebody's health, and no "een kind" it could be about: whoever it is was probably named."""
    if words.CHILD.search(case.low) or words.CHILDREN.search(case.low) or case.names:
        return
    for found in words.SENSITIVE.finditer(case.low):
        sentence = case.passage.near(found.start(), before=0, after=0)
        said = case.low[sentence.start : sentence.end]
        is_note = (len(said) < _FRAGMENT or said.count(",") > 1) and not _is_title(case, found, sentence)
        if not _is_topic(case, found, sentence, None) and (is_note or _SOMEBODY.search(case.low)):
            yield Hit(Level.WARN, *found.span(), _("Gaat dit over één kind? Schrijf dan: ‘een leerling’, zonder naam."))
            return


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


def _is_title(case: Case, match: re.Match[str], sentence: Span) -> bool:
    """`Dyslexie in groep 5`, `Wie helpt met adhd in de bovenbouw?`: the subject of a request, and nothing else."""
    before, after = case.low[sentence.start : match.start()], case.low[match.end() : sentence.end]
    return bool(_TITLE_BEFORE.match(before) and _TITLE_AFTER.match(after.rstrip(" .\n")))


def _is_inside(match: re.Match[str], name: Name) -> bool:
    return name.start <= match.start() < name.end
