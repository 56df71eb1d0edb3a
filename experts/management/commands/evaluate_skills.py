"""Measure how well ordinary sentences lead to skills, on a file with one sentence a line. Needs no database."""

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from experts.suggestion import Lexicon, SkillWords, Suggestion, content_words, make_lexicon, suggest
from experts.taxonomy import words_in_file


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence, the skills it asks for (most important first; none when it asks for nothing) and what was found."""

    text: str
    skills: tuple[str, ...]
    has_keyword: bool
    found: tuple[Suggestion, ...]
    milliseconds: float

    def is_in_top(self, most: int) -> bool:
        return self.skills[0] in [suggestion.slug for suggestion in self.found[:most]]


class Command(BaseCommand):
    help = (
        "Measure the proposed skills on FILE: a JSON object a line with `text` and `skills` (the most important first)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--misses", action="store_true", help="also print every sentence that is not in the top 3")

    def handle(self, *args: Any, **options: Any) -> None:
        skills = {skill.slug: skill for skill in words_in_file()}
        sentences = read_sentences(options["file"], set(skills))
        judged = judge(sentences, skills, make_lexicon(skills.values()))
        asking = [each for each in judged if each.skills]
        silent = [each for each in judged if not each.skills]
        self.stdout.write(f"{figures(asking)} ms_p95={percentile_95([each.milliseconds for each in judged]):.1f}")
        self.stdout.write(f"zonder trefwoord: {figures([each for each in asking if not each.has_keyword])}")
        if silent:
            quiet = sum(1 for each in silent if not each.found)
            self.stdout.write(f"zonder hulpvraag: n={len(silent)} stil={quiet / len(silent):.3f}")
        if options["misses"]:
            for each in judged:
                if each.found if not each.skills else not each.is_in_top(3):
                    self.stdout.write(miss(each))


def read_sentences(path: Path, slugs: set[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Every sentence with its skills; a line that is wrong is named, and then nothing is measured."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error
    sentences, wrong = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, wanted = row["text"], tuple(row["skills"])
        except (ValueError, KeyError, TypeError) as error:
            wrong.append(f"regel {number}: {type(error).__name__}: {error}")
            continue
        if not isinstance(text, str) or not text.strip():
            wrong.append(f"regel {number}: geen tekst")
        elif unknown := [slug for slug in wanted if slug not in slugs]:
            wrong.append(f"regel {number}: onbekende vaardigheid {', '.join(map(str, unknown))}")
        else:
            sentences.append((text, wanted))
    if wrong:
        raise CommandError("\n".join(wrong))
    if not sentences:
        raise CommandError(f"{path}: geen zinnen")
    return sentences


def judge(
    sentences: list[tuple[str, tuple[str, ...]]], skills: dict[str, SkillWords], lexicon: Lexicon
) -> list[Judged]:
    suggest(sentences[0][0], lexicon)
    judged = []
    for text, wanted in sentences:
        start = perf_counter()
        found = suggest(text, lexicon)
        milliseconds = (perf_counter() - start) * 1000
        has_keyword = bool(wanted) and holds_keyword(text, skills[wanted[0]])
        judged.append(Judged(text, wanted, has_keyword, tuple(found), milliseconds))
    return judged


def holds_keyword(text: str, skill: SkillWords) -> bool:
    """Whether the label or a keyword of the skill stands in the text, word for word."""
    words = f" {' '.join(content_words(text))} "
    return any(f" {' '.join(content_words(each))} " in words for each in (skill.label, *skill.keywords))


def figures(judged: list[Judged]) -> str:
    n = len(judged)
    top1, top3 = (sum(1 for each in judged if each.is_in_top(most)) for most in (1, 3))
    return f"n={n} top1={top1 / max(1, n):.3f} top3={top3 / max(1, n):.3f}"


def percentile_95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def miss(each: Judged) -> str:
    found = ", ".join(f"{s.slug} ({' '.join(s.words)})" for s in each.found[:3])
    return f"- {each.text}\n    wil: {', '.join(each.skills) or 'niets'}\n    kreeg: {found or 'niets'}"
