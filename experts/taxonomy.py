"""Reads the list of categories, skills, forms of help and target groups into the database."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

from django.db import models, transaction

from experts.models import Category, HelpForm, Skill, TargetGroup
from experts.suggestion import SkillWords

REFERENCE = Path(__file__).resolve().parent / "reference"
TAXONOMY_FILE = REFERENCE / "taxonomy.json"
# What schools say when they mean a skill: a line a skill, "slug: word, more words". One file a category.
WORDS = REFERENCE / "words"


@dataclass(slots=True)
class Counts:
    """What a load did, in rows."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        return f"new={self.new} changed={self.changed} unchanged={self.unchanged}"


@transaction.atomic
def load_taxonomy(path: Path = TAXONOMY_FILE) -> Counts:
    """Bring the tables in line with the file, by slug. Safe to repeat.

    Rows that a platform admin added stay. A slug that was merged into another skill (its alias) is left alone.
    Whether a skill can be chosen (`is_active`) is the admin's, never the file's.
    """
    data = json.loads(path.read_text(encoding="utf-8"))
    counts = Counts()
    merged = {alias for aliases in Skill.objects.values_list("aliases", flat=True) for alias in aliases}
    _bring_in_line(Category, _placed(data["categories"]), counts)
    categories = Category.objects.in_bulk(field_name="slug")
    skills = [
        row | {"category": categories[row["category"]]} for row in _placed(data["skills"]) if row["slug"] not in merged
    ]
    _bring_in_line(Skill, skills, counts)
    _bring_in_line(HelpForm, _placed(data["forms"]), counts)
    _bring_in_line(TargetGroup, _placed(data["target_groups"]), counts)
    return counts


def words_in_file(path: Path = TAXONOMY_FILE) -> list[SkillWords]:
    """The skills of the file with their words, for who has no database at hand."""
    skills = json.loads(path.read_text(encoding="utf-8"))["skills"]
    terms = terms_by_slug()
    return [
        SkillWords(
            skill["number"],
            skill["slug"],
            skill["label"],
            skill["description"],
            tuple(skill["keywords"]),
            terms.get(skill["slug"], ()),
        )
        for skill in skills
    ]


def skill_names(needed: Collection[int], *, in_english: bool) -> dict[int, str]:
    """Active skill -> its name. Remembered for a minute; read anew when one of `needed` is not known yet."""
    minute = int(monotonic() // 60)
    names = _skill_names(in_english, minute)
    if not names.keys() >= set(needed):
        _skill_names.cache_clear()
        names = _skill_names(in_english, minute)
    return names


@lru_cache(maxsize=4)
def _skill_names(in_english: bool, minute: int) -> dict[int, str]:
    rows = Skill.objects.filter(is_active=True)
    return dict(rows.values_list("pk", "label_en" if in_english else "label"))


@cache
def terms_by_slug() -> dict[str, tuple[str, ...]]:
    """What schools say when they mean a skill, by its slug; read once."""
    lines = (line for path in sorted(WORDS.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split(": ", 1) for line in lines if line.strip())
    return {slug: tuple(term.strip() for term in terms.split(",")) for slug, terms in pairs}


def _placed(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the place they have in the file."""
    return [row | {"position": place} for place, row in enumerate(rows, start=1)]


def _bring_in_line(model: type[models.Model], rows: list[dict[str, Any]], counts: Counts) -> None:
    stored = {row.slug: row for row in model._default_manager.all()}  # type: ignore[attr-defined]
    for row in rows:
        found = stored.get(row["slug"])
        if found is None:
            model._default_manager.create(**row)
            counts.new += 1
            continue
        cleaned = {
            name: model._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
            for name, value in row.items()
            if name != "category"
        }
        if "category" in row:
            cleaned["category"] = row["category"]
        if all(getattr(found, name) == value for name, value in cleaned.items()):
            counts.unchanged += 1
            continue
        for name, value in cleaned.items():
            setattr(found, name, value)
        found.save(update_fields=list(cleaned))
        counts.changed += 1
