"""Words of a text: folded, split and stemmed. Pure.

Words are compared without capitals, accents, hyphens and apostrophes, by the stem of the Dutch Snowball stemmer and a
few spelling rules it leaves out (huilt/huilen, vrees/vrezen).
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# Words that say nothing about a need, alone or in a phrase.
LIGHT = frozenset(
    """de het een en of van in op aan te ten ter bij met voor tot om als dan dat die dit deze is zijn was wordt worden
    we wij ze zij ik je jij jullie ons onze hun haar hem hij u er nog ook al maar wel door over uit naar toe heeft
    hebben heb kan kunnen wil willen moet moeten gaat gaan ga zo hoe wat wie waar wanneer welke want omdat
    a i an and are for from how of on our that the their this to what who with""".split()  # noqa: SIM905
)
_APOSTROPHES = re.compile("['\u2019\u2018`]")
_HYPHENS = re.compile("[\u2010\u2011\u2012\u2013]")
_WORD = re.compile(r"[a-z0-9&:+!/]+(?:-[a-z0-9]+)*")
_DOUBLE_END = re.compile(r"(.)\1$")

_stemmer = snowballstemmer.stemmer("dutch")


def fold(text: str) -> str:
    """Small letters without accents and apostrophes."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return _HYPHENS.sub("-", _APOSTROPHES.sub("", "".join(c for c in apart if not unicodedata.combining(c))))


def words_of(text: str) -> list[str]:
    """The folded words of a text in order; a hyphen joins ("zij-instroom" is one word)."""
    found = (match.strip("/:!") for match in _WORD.findall(fold(text)))
    return [word.replace("-", "") for word in found if word]


def content_words(text: str) -> list[str]:
    """The folded words that carry meaning, in order."""
    return [word for word in words_of(text) if word not in LIGHT]


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The Dutch stem of a folded word; words of three letters or less stay as they are."""
    stem = str(_stemmer.stemWord(word)) if len(word) > 3 else word
    if len(stem) > 4 and stem[-1] in "td" and word[-1] in "td":
        stem = stem[:-1]
    stem = _DOUBLE_END.sub(r"\1", stem)
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
