"""Everything the skills are called by, ready to be looked up. Made once, about half a second for 140 skills."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log, sqrt

from experts.suggestion.words import LIGHT, content_words, stem_of, words_of

# How much the place a word stands in says about the skill.
NAME, TERM, DESCRIPTION = 1.0, 0.8, 0.3
PIECES = (3, 4, 5)
# A piece that more than this share of the skills has tells them not apart, and costs the most time.
EVERYWHERE = 0.7


@dataclass(frozen=True, slots=True)
class SkillWords:
    """A skill as the lexicon reads it: `keywords` of the taxonomy or an admin, `terms` as schools say it."""

    skill_id: int
    slug: str
    label: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def texts(self) -> list[tuple[str, float]]:
        """Every text about this skill, with what it is worth."""
        named = [(text, NAME) for text in (self.label, *self.keywords)]
        return [*named, (self.description, DESCRIPTION), *((text, TERM) for text in self.terms)]


@dataclass(frozen=True, slots=True)
class Phrase:
    """More words that belong together: "op de vingers tellen"."""

    stems: tuple[str, ...]
    skill_id: int
    worth: float


@dataclass(slots=True)
class Lexicon:
    skills: dict[int, SkillWords] = field(default_factory=dict)
    # Stem -> skill -> what that stem says about it (0..1).
    stems: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    # First stem of a phrase -> the phrases.
    phrases: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    # Folded word -> its stem, for typing errors.
    words: dict[str, str] = field(default_factory=dict)
    # Piece of a word (three to five letters) -> skills that have it, with the length of the skill taken out.
    pieces: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    piece_rarity: dict[str, float] = field(default_factory=dict)

    def rarity(self, stem: str) -> float:
        """How much one stem says: much when few skills have it."""
        known = len(self.stems.get(stem, ()))
        return log(1 + len(self.skills) / known) if known else 0.0


def make_lexicon(skills: Iterable[SkillWords]) -> Lexicon:
    """Read all skills once."""
    lexicon = Lexicon(skills={skill.skill_id: skill for skill in skills})
    for skill in lexicon.skills.values():
        for text, worth in skill.texts():
            _learn(lexicon, skill.skill_id, text, worth)
    _learn_pieces(lexicon)
    return lexicon


def _learn(lexicon: Lexicon, skill_id: int, text: str, worth: float) -> None:
    words = content_words(text) or words_of(text)
    stems = tuple(stem_of(word) for word in words)
    for word, stem in zip(words, stems, strict=True):
        lexicon.words.setdefault(word, stem)
        said = worth / sqrt(len(stems))  # one word of three is a third of the thought, and often an everyday one
        lexicon.stems[stem][skill_id] = max(said, lexicon.stems[stem].get(skill_id, 0.0))
    if len(stems) > 1 and worth > DESCRIPTION:
        lexicon.phrases[stems[0]].append(Phrase(stems, skill_id, worth))


def _learn_pieces(lexicon: Lexicon) -> None:
    counts = {
        pk: Counter(piece for text, _worth in skill.texts() for word in words_of(text) for piece in pieces_of(word))
        for pk, skill in lexicon.skills.items()
    }
    known_by = Counter(piece for counted in counts.values() for piece in counted)
    total = len(lexicon.skills)
    lexicon.piece_rarity = {piece: log((1 + total) / (1 + number)) + 1 for piece, number in known_by.items()}
    for pk, counted in counts.items():
        weights = {piece: (1 + log(number)) * lexicon.piece_rarity[piece] for piece, number in counted.items()}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        for piece, weight in weights.items():
            if known_by[piece] <= max(EVERYWHERE * total, 3):
                lexicon.pieces[piece][pk] = weight / length


def pieces_of(word: str) -> list[str]:
    """Pieces of three to five letters, edges included; none of a word that says nothing."""
    if word in LIGHT:
        return []
    edged = f" {word} "
    return [edged[start : start + size] for size in PIECES for start in range(len(edged) - size + 1)]
