"""Children without a name who can be known all the same: details that add up, families, addresses."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from organisations.pupil_data import words
from organisations.pupil_data.rules.case import Case, Hit
from organisations.pupil_data.verdict import Level

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
            place = (
                span.start + (child.start() if child else 0),
                span.start + (child.end() if child else len(here.rstrip())),
            )
            yield Hit(Level.WARN, *place, rewrite)
        elif child and re.search(r"\bgezin (?:met|dat)\b", here) and re.search(r"\b(?:woont|kinderen)\b", here):
            yield Hit(Level.WARN, span.start + child.start(), span.start + child.end(), rewrite)


def weight(sentence: str) -> float:
    """How much the details of a sentence, in small letters, narrow down who is meant. Events add up."""
    total = sum(points for pattern, points in _WEIGHTS if pattern.search(sentence))
    return total + min(2, len({match.group() for match in words.EVENT.finditer(sentence)}))


_FAMILY = re.compile(
    r"\b(?:(?i:familie|fam\.|(?:het|ons|dit) gezin))\s(?:(?i:van|de|der|den|el|al|ben)\s)*[A-ZÀ-Þ][\w'-]+"
)
_ADDRESS = re.compile(
    r"\b[A-ZÀ-Þ]?[\w-]*(?:straat|laan|weg|plein|kade|gracht|hof|pad|dijk|singel|steeg)\s\d{1,4}\s?[a-zA-Z]?\b"
    r"|\b[1-9]\d{3}\s?[A-Z]{2}\b"
)
_LIVES = re.compile(r"\b(?:woont|wonen|adres|thuisadres|huisadres|woonachtig)\b")


def families(case: Case) -> Iterator[Hit]:
    """A family by name, and where a child lives."""
    for match in _FAMILY.finditer(case.passage.plain):
        yield Hit(Level.WARN, *match.span(), _("Noem geen familie bij naam. Schrijf: ‘een gezin’ of ‘de ouders’."))
    for match in _ADDRESS.finditer(case.passage.plain):
        sentence = case.passage.near(match.start(), before=0, after=0)
        here = case.low[sentence.start : sentence.end]
        if case.has_child(sentence) or (
            _LIVES.search(here) and (words.ONE_CHILD.search(here) or words.PARENT.search(here))
        ):
            yield Hit(Level.WARN, *match.span(), _("Is dit het adres van een kind? Haal het dan weg."))
