"""From ordinary words to skills, with the words that led there. Pure.

Two kinds of evidence are added. **Words**: stems and phrases of the lexicon that stand in the text, rare ones counting
more; a compound counts by its known parts ("rekencoach"), an unknown word by one typing error. **Likeness**: pieces of
three to five letters the text shares with all that is said of a skill (cosine of tf-idf), which finds word forms,
compounds and spellings no list has. Measured on sentences kept apart, together they find more than either alone; see
`manage.py evaluate_skills`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import log, sqrt

from rapidfuzz import process
from rapidfuzz.distance import OSA

from experts.suggestion.lexicon import Lexicon, Phrase, pieces_of
from experts.suggestion.negation import without_what_it_is_not
from experts.suggestion.words import LIGHT, stem_of, words_of

MOST_SUGGESTIONS = 5
# A suggestion scoring under this share of the best one is noise.
SHARE_OF_BEST = 0.5
# Under this nothing in the text is about a skill: "wie heeft er koffie".
LEAST = 1.2

LIKENESS = 10.0
RARER = 1.5
LETTERS_FOR_A_TYPO = 5
LETTERS_FOR_A_PART = 4
TYPO, PART, FRONT_OF_PHRASE = 0.8, 0.6, 0.5
# A phrase may be spread over this many words more than it has itself.
ROOM_IN_PHRASE = 3
# Words that brought less than this share of a skill's score did not lead there.
LEAST_SHARE_OF_WORD = 0.12
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that the text may be about, and the words that led there, in the order of the text."""

    skill_id: int
    slug: str
    label: str
    score: float
    words: tuple[str, ...]


# Skill -> word of the text -> what that word brought.
Evidence = dict[int, dict[str, float]]


def suggest(
    text: str, lexicon: Lexicon, *, most: int = MOST_SUGGESTIONS, share: float = SHARE_OF_BEST, least: float = LEAST
) -> list[Suggestion]:
    """The skills this text is most likely about, best first, at most `most`; empty when it is about none.

    `share` leaves out what scores under that part of the best one, `least` what says too little by itself.
    """
    words = _known_hyphens(without_what_it_is_not(text), lexicon)
    by_words, likeness = _evidence_of_words(words, lexicon), Likeness.of(words, lexicon)
    scores = {pk: LIKENESS * alike for pk, alike in likeness.scores().items()}
    best = 1 + max((sum(brought.values()) for brought in by_words.values()), default=0.0)
    for pk, brought in by_words.items():
        scores[pk] = scores.get(pk, 0.0) + sum(brought.values()) / best
    found: list[Suggestion] = []
    for pk, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:most]:
        if score < max(least, share * (found[0].score if found else 0.0)):
            break
        of_words = by_words.get(pk, {})
        brought = {word: of_words.get(word, 0.0) / best + LIKENESS * likeness.brought_by(word, pk) for word in words}
        skill = lexicon.skills[pk]
        found.append(Suggestion(pk, skill.slug, skill.label, round(score, 2), _led_there(words, brought)))
    return found


def _led_there(words: list[str], brought: dict[str, float]) -> tuple[str, ...]:
    total = sum(brought.values())
    strongest = sorted((word for word in brought if word not in LIGHT), key=lambda word: -brought[word])[:MOST_WORDS]
    kept = {word for word in strongest if brought[word] >= LEAST_SHARE_OF_WORD * total}
    return tuple(dict.fromkeys(word for word in words if word in kept))


def _known_hyphens(text: str, lexicon: Lexicon) -> list[str]:
    """The words of the text; "pabo-studenten" is no word we know and becomes its parts."""
    words: list[str] = []
    for written in text.split():
        whole = words_of(written)
        known = all(stem_of(word) in lexicon.stems for word in whole)
        words += whole if known or "-" not in written else words_of(written.replace("-", " "))
    return words


def _evidence_of_words(words: list[str], lexicon: Lexicon) -> Evidence:
    evidence: Evidence = defaultdict(lambda: defaultdict(float))
    places: dict[str, list[int]] = defaultdict(list)
    counted: set[str] = set()
    for place, word in enumerate(words):
        for stem, certainty in [] if word in LIGHT else _meanings(word, lexicon):
            places[stem].append(place)
            if stem in counted:
                continue
            counted.add(stem)
            worth = certainty * lexicon.rarity(stem) ** RARER
            for pk, said in lexicon.stems[stem].items():
                evidence[pk][word] += worth * said
    for phrase, found_at in _phrases_in(places, lexicon):
        worth = FRONT_OF_PHRASE * phrase.worth * sum(lexicon.rarity(stem) for stem in phrase.stems)
        for place in found_at:
            evidence[phrase.skill_id][words[place]] += worth / len(phrase.stems) ** 1.3
    return evidence


def _meanings(word: str, lexicon: Lexicon) -> list[tuple[str, float]]:
    """Known stems this word may stand for, with how certain that is (0..1)."""
    stem = stem_of(word)
    if stem in lexicon.stems:
        return [(stem, 1.0)]
    if parts := _parts(word, lexicon):
        return [(part, PART) for part in parts]
    if len(word) < LETTERS_FOR_A_TYPO:
        return []
    close = process.extractOne(word, lexicon.words.keys(), scorer=OSA.distance, score_cutoff=1)
    return [(lexicon.words[close[0]], TYPO)] if close else []


def _parts(word: str, lexicon: Lexicon) -> list[str]:
    """Known stems at the front and the back of a compound: "rekencoach" has "reken" and "coach"."""
    found: dict[str, None] = {}
    for cut in range(len(word) - LETTERS_FOR_A_PART, LETTERS_FOR_A_PART - 1, -1):
        fronts = [stem_of(word[:cut]), *([stem_of(word[: cut - 1])] if word[cut - 1] in "sn" else [])]
        if front := next((stem for stem in fronts if len(stem) >= LETTERS_FOR_A_PART and stem in lexicon.stems), None):
            found[front] = None
            break
    for cut in range(LETTERS_FOR_A_PART, len(word) - LETTERS_FOR_A_PART + 1):
        back = stem_of(word[cut:])
        if len(back) >= LETTERS_FOR_A_PART and back in lexicon.stems:
            found[back] = None
            break
    return list(found)


def _phrases_in(places: dict[str, list[int]], lexicon: Lexicon) -> Iterator[tuple[Phrase, list[int]]]:
    """Phrases whose words all stand close together in the text, with where."""
    for stem, first_places in places.items():
        for phrase in lexicon.phrases.get(stem, ()):
            if not all(other in places for other in phrase.stems):
                continue
            near = [min(places[other], key=lambda place: abs(place - first_places[0])) for other in phrase.stems]
            if max(near) - min(near) <= len(phrase.stems) + ROOM_IN_PHRASE:
                yield phrase, near


@dataclass(frozen=True, slots=True)
class Likeness:
    """The pieces a text shares with the skills."""

    lexicon: Lexicon
    # Word -> its known pieces, with how often.
    pieces: dict[str, Counter[str]]
    # Piece -> what one occurrence of it is worth in this text.
    worth: dict[str, float]

    @classmethod
    def of(cls, words: list[str], lexicon: Lexicon) -> "Likeness":
        pieces: dict[str, Counter[str]] = {}
        for word in words:
            pieces.setdefault(word, Counter()).update(piece for piece in pieces_of(word) if piece in lexicon.pieces)
        total: Counter[str] = Counter()
        for counted in pieces.values():
            total.update(counted)
        weights = {piece: (1 + log(number)) * lexicon.piece_rarity[piece] for piece, number in total.items()}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return cls(lexicon, pieces, {piece: weight / length / total[piece] for piece, weight in weights.items()})

    def scores(self) -> dict[int, float]:
        """Skill -> likeness of the whole text (0..1)."""
        total: Counter[str] = Counter()
        for counted in self.pieces.values():
            total.update(counted)
        scores: dict[int, float] = defaultdict(float)
        for piece, number in total.items():
            worth = number * self.worth[piece]
            for pk, said in self.lexicon.pieces[piece].items():
                scores[pk] += worth * said
        return scores

    def brought_by(self, word: str, pk: int) -> float:
        """The part of a skill's likeness that comes from this word."""
        known = self.lexicon.pieces
        counted = self.pieces.get(word, Counter())
        return sum(number * self.worth[piece] * known[piece].get(pk, 0.0) for piece, number in counted.items())
