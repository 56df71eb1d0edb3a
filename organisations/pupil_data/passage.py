"""A text made easy to read for rules: plain signs, no shouting, equally long; and where its sentences are."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_SIGNS = str.maketrans(dict.fromkeys("‘’‛`´", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("–—‑−", "-"))
_STOP = re.compile(
    r"(?<!\bgeb)(?<!\bmw)(?<!\bdhr)(?<!\bdr)(?<!\bdrs)(?<!\bmevr)(?<!\bo\.a)(?<!\bbijv)(?<!\bnl)(?<!\btel)(?<!\bst)"
    r"(?<!\bgr)(?<!\b[a-z])[.!?]+[\"')]*\s+|\n+",
    re.I,
)
# Shorter is no sentence but an abbreviation in capitals.
_LETTERS_TO_SHOUT = 12


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """`plain` has the same length as what was written: a place in the one is a place in the other."""

    plain: str

    @classmethod
    def read(cls, text: str) -> "Passage":
        plain = "".join(_plain(sign) for sign in text.translate(_SIGNS))
        return cls(_small(plain) if _is_shouted(plain) else plain)

    @cached_property
    def low(self) -> str:
        return _small(self.plain)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return tuple(self._split())

    def sentence_at(self, place: int) -> int:
        """The number of the sentence `place` is in."""
        return next((n for n, span in enumerate(self.sentences) if place < span.end), len(self.sentences) - 1)

    def near(self, place: int, *, before: int = 1, after: int = 1) -> Span:
        """From `before` sentences earlier up to and including `after` sentences later."""
        number = self.sentence_at(place)
        last = min(number + after, len(self.sentences) - 1)
        return Span(self.sentences[max(0, number - before)].start, self.sentences[last].end)

    def _split(self) -> Iterator[Span]:
        start = 0
        for match in _STOP.finditer(self.plain):
            yield Span(start, match.end())
            start = match.end()
        yield Span(start, len(self.plain))


def _plain(sign: str) -> str:
    if sign == "\n" or sign.isascii():
        return sign
    if sign.isspace() or unicodedata.category(sign) in {"Cf", "Zs", "Zl", "Zp"}:
        return " "
    known = unicodedata.normalize("NFKC", sign)
    return known if len(known) == 1 else sign


def _small(text: str) -> str:
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def _is_shouted(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= _LETTERS_TO_SHOUT and sum(map(str.isupper, letters)) > 0.6 * len(letters)
