"""From ordinary words to skills (pure after a lexicon is made): Dutch stems, keywords, one typing error, compounds.

Words are compared without capitals, accents, hyphens and apostrophes. A whole keyword in the text says most, then words
of the label, of keywords and of the description; a rare word says more than one that many skills share.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

import snowballstemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_SUGGESTIONS = 6
# A suggestion scoring under this share of the best one is noise.
SHARE_OF_BEST = 0.34
LETTERS_FOR_A_TYPO = 5
LETTERS_FOR_A_PART = 4

PHRASE = 2.5
WHOLE_TEXT = 2.0
LABEL, KEYWORD, DESCRIPTION = 1.0, 0.9, 0.35
TYPO, PART = 0.8, 0.6
# "spelling" and "spel" have one stem; who writes the very word means it.
SAME_STEM = 0.7

STOPWORDS = frozenset(
    """aan al alle als bij ben ik dan dat de den der deze die dit doe door dus een en er ergens ga gaan gaat graag haar
    had heb hebben heeft heel hem het hier hij hoe hun iemand iets ik in is ja jaar je jij jou jouw kan kom komt kunnen
    kunt maar me meer met mij mijn moet moeten na naar nog nu of om onder ons onze ook op over past school te tegen toch
    tot u uit uw van veel voor waar wat we wel werd wie wij wil willen worden wordt zal ze zich zij zijn zo zoals zoek
    zoeken zou zoals hulp helpen help nodig vraag onze hebt zodat want toen omdat waarom welke even samen weer steeds
    echt beetje vaak soms goed goede beter leerkracht leraar juf meester collega collega's niet geen nooit erg heel zeer
    veel weinig andere anderen elkaar twee drie vier vijf eerste tweede derde week weken dag dagen meisje meisjes jongen
    jongens zitten staat staan lopen loopt maken zetten gebruiken weten vinden ziet zien wordt krijgt krijgen
    waardoor hun die a an and are for from how of on our that the their this to we what who with""".split()  # noqa: SIM905
)
# Words that nearly every question has: on their own they say little, in a whole keyword they count in full.
EVERYDAY = frozenset("groep groepen klas klassen kind kinderen leerling leerlingen team ouders ouder les".split())  # noqa: SIM905
EVERYDAY_WORTH = 0.3
# "Groep 3" tells where, not what; unless there is nothing else.
YEAR_GROUP = re.compile(r"^groep \d")
# "Het gaat niet om rekenen, maar om taal": what follows is not asked, up to a comma, a full stop or "maar".
NOT_ABOUT = re.compile(r"\bniet (?:om|over)\b.*?(?=[,.;!?]|\bmaar\b|\bwel\b|$)", re.IGNORECASE)
WORD = re.compile(r"[a-z0-9&:+]+")

_stemmer = snowballstemmer.stemmer("dutch")


@dataclass(frozen=True, slots=True)
class SkillWords:
    """A skill as the lexicon reads it."""

    skill_id: int
    slug: str
    label: str
    description: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that the text may be about, and the words that led there."""

    skill_id: int
    slug: str
    label: str
    score: float
    words: tuple[str, ...]


@dataclass(slots=True)
class Lexicon:
    """Every word of every skill, ready to be looked up."""

    skills: dict[int, SkillWords] = field(default_factory=dict)
    # Stem -> skill -> weight of the best field it stands in.
    weights: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    # Stems of a whole label or keyword -> skills.
    phrases: dict[tuple[str, ...], set[int]] = field(default_factory=lambda: defaultdict(set))
    # Words as they are written, whole labels and keywords, with their skill.
    written: set[tuple[int, tuple[str, ...]]] = field(default_factory=set)
    # Folded word -> its stem, for typing errors.
    words: dict[str, str] = field(default_factory=dict)
    longest_phrase: int = 1

    def rarity(self, stem: str) -> float:
        """How much one stem says: much when few skills have it."""
        return log(1 + len(self.skills) / max(1, len(self.weights.get(stem, ()))))


def make_lexicon(skills: Iterable[SkillWords]) -> Lexicon:
    """Read all skills once; about a tenth of a second for 140 of them."""
    lexicon = Lexicon()
    for skill in skills:
        lexicon.skills[skill.skill_id] = skill
        for text in (skill.label, *skill.keywords):
            for version in {text, text.replace("-", " ")}:
                _learn(lexicon, skill.skill_id, version, LABEL if text == skill.label else KEYWORD, is_phrase=True)
        _learn(lexicon, skill.skill_id, skill.description, DESCRIPTION, is_phrase=False)
    return lexicon


def _learn(lexicon: Lexicon, skill_id: int, text: str, weight: float, *, is_phrase: bool) -> None:
    words = content_words(text)
    stems = tuple(stem_of(word) for word in words)
    for word, stem in zip(words, stems, strict=True):
        lexicon.words.setdefault(word, stem)
        lexicon.weights[stem][skill_id] = max(weight, lexicon.weights[stem].get(skill_id, 0.0))
    if is_phrase and stems:
        lexicon.phrases[stems].add(skill_id)
        lexicon.written.add((skill_id, tuple(words)))
        lexicon.longest_phrase = max(lexicon.longest_phrase, len(stems))


def suggest(
    text: str, lexicon: Lexicon, *, most: int = MOST_SUGGESTIONS, share: float = SHARE_OF_BEST
) -> list[Suggestion]:
    """The skills this text is most likely about, best first, at most `most`; empty when no word is known.

    `share` leaves out what scores under that part of the best one.
    """
    words = content_words(_without_unknown_hyphens(NOT_ABOUT.sub(" ", text), lexicon))
    scores: dict[int, float] = defaultdict(float)
    led: dict[int, dict[str, None]] = defaultdict(dict)
    known = {word: _meanings(word, lexicon) for word in words}
    for phrase, its_words in _phrases_in(words, known, lexicon):
        worth = PHRASE * sum(lexicon.rarity(stem) for stem in phrase)
        if YEAR_GROUP.match(" ".join(its_words)) and len(its_words) < len(words):
            worth *= EVERYDAY_WORTH**2
        if len(its_words) == len(words):
            worth *= WHOLE_TEXT
        for skill_id in lexicon.phrases[phrase]:
            is_written = (skill_id, tuple(its_words)) in lexicon.written
            scores[skill_id] += worth if is_written else SAME_STEM * worth
            led[skill_id] |= dict.fromkeys(its_words)
    for word in dict.fromkeys(words):
        best: dict[int, float] = {}
        for stem, certainty in known[word]:
            for skill_id, weight in lexicon.weights.get(stem, {}).items():
                certain = certainty * (EVERYDAY_WORTH if word in EVERYDAY else 1.0)
                best[skill_id] = max(best.get(skill_id, 0.0), certain * weight * lexicon.rarity(stem))
        for skill_id, worth in best.items():
            scores[skill_id] += worth
            led[skill_id] |= {word: None}
    ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [
        Suggestion(pk, lexicon.skills[pk].slug, lexicon.skills[pk].label, round(score, 2), tuple(led[pk]))
        for pk, score in ordered[:most]
        if score >= share * ordered[0][1]
    ]


def _without_unknown_hyphens(text: str, lexicon: Lexicon) -> str:
    """ "pabo-studenten" is no word we know, its parts are; "zij-instroom" is a word of its own."""

    def known_or_parts(found: re.Match[str]) -> str:
        word = "".join(content_words(found[0]))
        return found[0] if stem_of(word) in lexicon.weights else found[0].replace("-", " ")

    return re.sub(r"\w+(?:-\w+)+", known_or_parts, text)


def _phrases_in(
    words: list[str], known: dict[str, list[tuple[str, float]]], lexicon: Lexicon
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Every whole label or keyword in the text, with the words it was found by. Each word counts by its best stem."""
    stems = [known[word][0][0] if known[word] and known[word][0][1] >= TYPO else word for word in words]
    for start in range(len(words)):
        for length in range(1, min(lexicon.longest_phrase, len(words) - start) + 1):
            phrase = tuple(stems[start : start + length])
            if phrase in lexicon.phrases:
                yield phrase, words[start : start + length]
        # "zij instroom" is how some write "zij-instroom".
        joined = "".join(words[start : start + 2])
        if start + 1 < len(words) and (stem_of(joined),) in lexicon.phrases:
            yield (stem_of(joined),), words[start : start + 2]


def _meanings(word: str, lexicon: Lexicon) -> list[tuple[str, float]]:
    """Known stems this word may stand for, with how certain that is (0..1), most certain first."""
    stem = stem_of(word)
    if stem in lexicon.weights:
        return [(stem, 1.0)]
    # The stemmer leaves the t of "huilt" and the d of "begeleid".
    bare = stem_of(word[:-1]) if len(word) > LETTERS_FOR_A_PART and word[-1] in "td" else ""
    if bare in lexicon.weights:
        return [(bare, TYPO)]
    if len(word) >= LETTERS_FOR_A_TYPO:
        close = process.extract(word, lexicon.words.keys(), scorer=OSA.distance, score_cutoff=1, limit=3)
        if close:
            return list({lexicon.words[found]: TYPO for found, _distance, _index in close}.items())
    return [(part, PART) for part in _parts(word, lexicon)]


def _parts(word: str, lexicon: Lexicon) -> list[str]:
    """Known stems at the front and the back of a compound: "rekencoach" has "reken" and "coach"."""
    found: dict[str, None] = {}
    for cut in range(len(word) - LETTERS_FOR_A_PART, LETTERS_FOR_A_PART - 1, -1):
        front, back = stem_of(word[:cut]), stem_of(word[cut:])
        if front in lexicon.weights and not any(other.startswith(front) for other in found):
            found[front] = None
        if back in lexicon.weights:
            found[back] = None
    return list(found)[:3]


def content_words(text: str) -> list[str]:
    """The folded words of a text that carry meaning, in order."""
    folded = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    folded = re.sub(r"[-'\u2019\u2010\u2011]", "", folded)
    return [word for word in WORD.findall(folded) if word not in STOPWORDS]


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """The Dutch stem of a folded word; short words stay as they are."""
    return str(_stemmer.stemWord(word)) if len(word) > 3 else word
