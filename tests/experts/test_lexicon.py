from typing import Any

from django.utils import translation

from experts.lexicon import suggest_skills
from experts.models import Skill
from tests.experts.factories import SkillFactory


def slugs(text: str) -> list[str]:
    return [s.slug for s in suggest_skills(text)]


def test_a_new_keyword_works_at_once(db: None) -> None:
    skill = SkillFactory(slug="jongleren", label="Jongleren")
    assert slugs("circus") == []
    Skill.objects.filter(pk=skill.pk).update(keywords=["circus"])
    assert slugs("circus") == ["jongleren"]


def test_a_skill_that_cannot_be_chosen_is_not_proposed(db: None) -> None:
    SkillFactory(label="Jongleren", is_active=False)
    assert slugs("jongleren") == []


def test_one_query(db: None, django_assert_num_queries: Any) -> None:
    SkillFactory()
    with django_assert_num_queries(1):
        slugs("jongleren")


def test_an_english_reader_finds_by_english_words(db: None) -> None:
    SkillFactory(slug="jongleren", label="Jongleren", label_en="Juggling")
    assert slugs("juggling") == []
    with translation.override("en"):
        assert [(s.slug, s.label) for s in suggest_skills("juggling")] == [("jongleren", "Juggling")]
