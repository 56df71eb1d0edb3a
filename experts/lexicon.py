"""The lexicon of the skills in the database, kept in memory and made anew when a word changes."""

from dataclasses import replace
from functools import lru_cache

from experts.models import Skill, reads_english
from experts.suggestion import MOST_SUGGESTIONS, SHARE_OF_BEST, Lexicon, SkillWords, Suggestion, make_lexicon, suggest
from experts.taxonomy import terms_by_slug


def lexicon() -> Lexicon:
    """Every skill that can be chosen. One query; reading the words costs time only after a change.

    Who reads English also finds by the English label; the Dutch words stay, for who mixes the two.
    """
    skills = Skill.objects.filter(is_active=True).order_by("pk")
    rows = skills.values_list("pk", "slug", "label", "description", "keywords", "label_en")
    in_english = reads_english()
    return _made_of(tuple((*row, (*words, english) if in_english else tuple(words)) for *row, words, english in rows))


def suggest_skills(text: str, *, most: int = MOST_SUGGESTIONS, share: float = SHARE_OF_BEST) -> list[Suggestion]:
    """The skills these words are most likely about, best first; see `experts.suggestion.suggest`."""
    found = suggest(text, lexicon(), most=most, share=share)
    if not reads_english():
        return found
    english = dict(Skill.objects.filter(pk__in=[each.skill_id for each in found]).values_list("pk", "label_en"))
    return [replace(each, label=english[each.skill_id]) for each in found]


@lru_cache(maxsize=2)
def _made_of(rows: tuple[tuple[int, str, str, str, tuple[str, ...]], ...]) -> Lexicon:
    terms = terms_by_slug()
    return make_lexicon(SkillWords(*row, terms.get(row[1], ())) for row in rows)
