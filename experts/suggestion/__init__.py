"""From ordinary words to skills: "ze kennen de tafels niet" is about Automatiseren en tafels. Pure after a lexicon is
made; `experts.lexicon` makes it of the skills in the database."""

from experts.suggestion.lexicon import Lexicon, SkillWords, make_lexicon
from experts.suggestion.score import MOST_SUGGESTIONS, SHARE_OF_BEST, Suggestion, suggest
from experts.suggestion.words import content_words

__all__ = [
    "MOST_SUGGESTIONS",
    "SHARE_OF_BEST",
    "Lexicon",
    "SkillWords",
    "Suggestion",
    "content_words",
    "make_lexicon",
    "suggest",
]
