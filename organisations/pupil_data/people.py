"""Which words are names, and of whom: a child, a grown-up, or nobody can tell.

A name is a capital that is no programme, school, town or ordinary word, or a common first name in small letters. Whose
it is follows from the words beside it ("leerling ...", "juf ...", "... slaat", "... geeft les"), then from what the
rest of the text says of the same name, then from the name it is mentioned together with.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from unicodedata import combining, normalize

from organisations.pupil_data import not_names
from organisations.pupil_data.first_names import CHILDREN, GROWN_UPS, IN_SMALL_LETTERS
from organisations.pupil_data.lists import read_list
from organisations.pupil_data.passage import Passage, Span
from organisations.pupil_data.whose import RELATIVES_AFTER, Reading, Whose, is_topic, whose_by_words
from organisations.pupil_data.words import SENSITIVE

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?")
_PARTICLES = read_list("particles")
_ORDINARY = read_list("no_family_names")
_FAMILY_NAME_FOLLOWED = re.compile(r"^\s?(?:[,.;:()!?]|$|(?:heeft|is|uit|met|in|zit|krijgt|kreeg|loopt|wordt|\d)\b)")
_SCHOOL_WORD = re.compile(r"(?:onderwijs|school|protocol|aanpak|methode|programma|training|groep|team|klas)$", re.I)
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.")
_AND = re.compile(r"^\s*(?:,|en|&|of|/|\+|, en)\s*$")


class Shape(StrEnum):
    FIRST = "first"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the passage. `first` in small letters; `is_said`: the words beside it say whose it is."""

    start: int
    end: int
    shape: Shape
    first: str
    whose: Whose
    is_said: bool = False

    @property
    def is_child_name(self) -> bool:
        return self.first in CHILDREN

    @property
    def is_grown_up_name(self) -> bool:
        return self.first in GROWN_UPS and self.first not in CHILDREN


def names_in(passage: Passage, known: Iterable[str] = ()) -> list[Name]:
    """Every name in order. `known`: names of grown-ups, full or only the first or last, in any case."""
    known_low = {name.lower() for name in known}
    names = []
    for start, end, shape, first in _shapes(passage):
        reading = _whose(passage, Span(start, end), shape, first, known_low)
        names.append(Name(start, end, shape, first, reading.whose, reading.is_said))
    return _together(passage, _same_person(names))


def _whose(passage: Passage, place: Span, shape: Shape, first: str, known: set[str]) -> Reading:
    words = passage.low[place.start : place.end].split()
    found = whose_by_words(passage, place)
    is_known = " ".join(words) in known or (first in known and (len(words) == 1 or " ".join(words[1:]) in known))
    # A colleague's first name may be a pupil's as well: with a diagnosis beside it, it is looked at again.
    sentence = passage.near(place.start, before=0, after=0)
    is_ill = found.whose is Whose.CHILD and bool(SENSITIVE.search(passage.low, place.end, sentence.end))
    if is_known and (shape is Shape.FULL or not (found.is_said or is_ill)):
        return Reading(Whose.GROWN_UP, is_said=True)
    return found


def _same_person(names: list[Name]) -> list[Name]:
    """What is clear of a name in one place holds for the same first name in another."""
    clear: dict[str, Whose] = {}
    for name in names:
        if name.whose is not Whose.UNKNOWN and clear.get(name.first) is not Whose.CHILD:
            clear[name.first] = name.whose
    return [
        replace(name, whose=clear.get(name.first, name.whose)) if name.whose is Whose.UNKNOWN else name
        for name in names
    ]


def _together(passage: Passage, names: list[Name]) -> list[Name]:
    """`Lotte en Noor`: who is mentioned together is taken together; from left to right, then back."""
    for step in (1, -1):
        ordered = range(1, len(names)) if step == 1 else range(len(names) - 2, -1, -1)
        for n in ordered:
            other = names[n - step]
            left, right = sorted((names[n], other), key=lambda name: name.start)
            if names[n].whose is Whose.UNKNOWN and _AND.match(passage.low[left.end : right.start]):
                names[n] = replace(names[n], whose=other.whose)
    return names


def _shapes(passage: Passage) -> Iterator[tuple[int, int, Shape, str]]:
    masked = [*not_names.programmes(passage.plain), *not_names.places(passage.plain)]
    tokens = list(_WORD.finditer(passage.plain))
    starts = {_first_sign(passage, span) for span in passage.sentences}
    n = 0
    while n < len(tokens):
        token = tokens[n]
        if _is_turned(passage, tokens, n) and not _is_in(token, masked):
            end = tokens[n + 1].end() - tokens[n + 1].group().endswith(".")
            yield token.start(), end, Shape.FULL, _first_name(tokens[n + 1].group())
            n += 2
            continue
        last = _family_name(passage, tokens, n)
        if token.start() in starts and last > n and _is_heading(tokens, n):
            n += 1
            continue
        if not _may_start(token, is_masked=_is_in(token, masked)) or (
            last == n and not _stands_alone(passage, token, is_first=token.start() in starts)
        ):
            n += 1
            continue
        end = tokens[last].end() - tokens[last].group().endswith(".") * (len(tokens[last].group()) > 2)
        shape = Shape.FULL if last > n else Shape.FIRST
        first = _first_name(token.group())
        yield token.start(), end, shape, first
        n = last + 1


def _is_turned(passage: Passage, tokens: list[re.Match[str]], n: int) -> bool:
    """`Kuijpers, Siem`: a family name, a comma and a child's first name."""
    if n + 1 == len(tokens) or passage.plain[tokens[n].end() : tokens[n + 1].start()] != ", ":
        return False
    family, first = tokens[n].group(), tokens[n + 1].group()
    is_name = _first_name(family) in CHILDREN | GROWN_UPS
    is_family = family[0].isupper() and not not_names.is_word(family) and not is_name
    ends = first.endswith(".") or re.match(r"\s?(?:[.,;:(/-]|\d|groep|$)", passage.low[tokens[n + 1].end() :])
    return is_family and first[0].isupper() and _first_name(first) in CHILDREN and bool(ends)


def _is_heading(tokens: list[re.Match[str]], n: int) -> bool:
    """`Verjaardag Sepp`: where a sentence begins, a word that is no first name before one that is."""
    return all(
        (_first_name(tokens[k].group()) in CHILDREN | GROWN_UPS) is is_name
        for k, is_name in ((n, False), (n + 1, True))
    )


def _may_start(token: re.Match[str], *, is_masked: bool) -> bool:
    word = token.group().rstrip(".")
    if is_masked or (_first_name(word) in _PARTICLES and not _INITIAL.fullmatch(token.group())):
        return False
    if not word[0].isupper():
        return _first_name(word) in CHILDREN | GROWN_UPS
    if _first_name(word) in CHILDREN and len(word) > 2:
        return True
    return not not_names.is_word(token.group())


def _stands_alone(passage: Passage, token: re.Match[str], *, is_first: bool) -> bool:
    """A single name. A capital where a sentence begins is not enough: it is a common name, or does what children do."""
    word = token.group()
    if len(word.rstrip(".")) == 1:
        return bool(whose_by_words(passage, Span(*token.span())).is_said)
    known = _first_name(word) in CHILDREN | GROWN_UPS
    if not word[0].isupper() and _first_name(word) not in IN_SMALL_LETTERS:
        reading = whose_by_words(passage, Span(*token.span()))
        return reading.is_said and reading.whose is Whose.CHILD
    if not is_first:
        return known or len(word.rstrip(".")) > 2
    if known:
        return True
    is_noun = RELATIVES_AFTER.match(passage.low[token.end() :]) and not word.endswith("s")
    is_noun = is_noun or is_topic(passage, Span(*token.span()))
    return not is_noun and whose_by_words(passage, Span(*token.span()), reach=30).whose is Whose.CHILD


def _family_name(passage: Passage, tokens: list[re.Match[str]], n: int) -> int:
    """The token a full name ends with, when token `n` begins it; else `n` itself."""
    is_small = not tokens[n].group()[0].isupper()
    m, last, parts = n, n, 0
    while m + 1 < len(tokens) and passage.plain[tokens[m].end() : tokens[m + 1].start()] in (" ", " '", "  "):
        if tokens[m].group().endswith(".") and not _INITIAL.fullmatch(tokens[m].group()):
            break
        word = tokens[m + 1].group()
        low = word.lower().rstrip(".")
        if low in _PARTICLES:
            m += 1
            parts += 1
            continue
        is_capital = word[0].isupper() and (not not_names.is_word(word) or _is_surname(word))
        if is_capital or (is_small and last == n and _is_small_family_name(passage, tokens[m + 1], parts)):
            m += 1
            last = m
            if is_small or last - n > 5:
                break
            continue
        break
    return last


def _is_small_family_name(passage: Passage, token: re.Match[str], parts: int) -> bool:
    word = token.group().rstrip(".")
    if len(word) < 3 or not_names.is_word(word) or word in _ORDINARY or (word.endswith(("en", "t")) and not parts):
        return False
    return parts > 0 or bool(_FAMILY_NAME_FOLLOWED.match(passage.low[token.start() + len(word) :]))


def _is_surname(word: str) -> bool:
    """Behind a first name a capital may be anything but an ordinary word: Groen, Dam, Visser, Koning."""
    is_ordinary = word.lower() in not_names.ORDINARY_WORDS or _SCHOOL_WORD.search(word)
    return len(word) > 3 and not word.isupper() and not is_ordinary


def is_rare_word(word: str) -> bool:
    """No word this package knows to be ordinary; rough, so good for holding only."""
    return not not_names.is_word(word) and word not in _ORDINARY


def _first_name(word: str) -> str:
    """In small letters without accents or the s of possession; of a double name the first: Zoë's, Emma-Louise."""
    low = _without_accents(word.lower().rstrip(".").removesuffix("'s").removesuffix("'"))
    known = CHILDREN | GROWN_UPS
    if low not in known and low.removesuffix("s") in known:
        return low.removesuffix("s")
    first = low.split("-")[0]
    return first if first in known else low


def _without_accents(word: str) -> str:
    return "".join(sign for sign in normalize("NFD", word) if not combining(sign))


def _first_sign(passage: Passage, span: Span) -> int:
    match = re.compile(r"[^\W\d_]").search(passage.plain, span.start, span.end)
    return match.start() if match else span.start


def _is_in(token: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start < token.end() and token.start() < end for start, end in spans)
