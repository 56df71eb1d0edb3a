"""Measure the pupil-data guard on a file of labelled texts. Needs no database."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.pupil_data import Level, Verdict, check

# Of harmless texts at most this share may be blocked; of texts that must be blocked none may pass.
MOST_BLOCKED = 1 / 20


@dataclass(frozen=True, slots=True)
class Judged:
    """One text, what a human says of it, and what the guard says."""

    text: str
    expect: Level
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        return self.verdict.level is self.expect


class Command(BaseCommand):
    help = "Measure the pupil-data guard on FILE: a JSON object a line with `text` and `expect` (block, warn or ok)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--misses", action="store_true", help="also print every text that is answered otherwise")

    def handle(self, *args: Any, **options: Any) -> None:
        judged = [Judged(text, expect, check(text)) for text, expect in read_texts(options["file"])]
        for line in (*table(judged), "", *targets(judged)):
            self.stdout.write(line)
        if options["misses"]:
            for each in judged:
                if not each.is_right:
                    self.stdout.write(miss(each))


def read_texts(path: Path) -> list[tuple[str, Level]]:
    """Every text with its label; all wrong lines are named, and then nothing is measured."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error
    texts, wrong = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, expect = row["text"], Level(row["expect"])
        except (ValueError, KeyError, TypeError) as error:
            wrong.append(f"regel {number}: {type(error).__name__}: {error}")
            continue
        if isinstance(text, str):
            texts.append((text, expect))
        else:
            wrong.append(f"regel {number}: geen tekst")
    if wrong:
        raise CommandError("\n".join(wrong))
    if not texts:
        raise CommandError(f"{path}: geen teksten")
    return texts


def table(judged: list[Judged]) -> list[str]:
    """The confusion table: a row for what was expected, a column for what the guard answered."""
    counts = Counter((each.expect, each.verdict.level) for each in judged)
    levels = (Level.BLOCK, Level.WARN, Level.OK)
    lines = [f"{'verwacht':<10}" + "".join(f"{level:>8}" for level in levels) + f"{'samen':>8}"]
    for expect in levels:
        row = [counts[expect, answer] for answer in levels]
        lines.append(f"{expect:<10}" + "".join(f"{n:>8}" for n in row) + f"{sum(row):>8}")
    return lines


def targets(judged: list[Judged]) -> list[str]:
    """The two figures the guard is held to, and how often it says exactly what a human says."""
    right = sum(each.is_right for each in judged)
    must_block = [each for each in judged if each.expect is Level.BLOCK]
    harmless = [each for each in judged if each.expect is Level.OK]
    passed = sum(each.verdict.is_ok for each in must_block)
    blocked = sum(each.verdict.level is Level.BLOCK for each in harmless)
    share = blocked / max(1, len(harmless))
    return [
        f"block_answered_ok={passed}/{len(must_block)} {'goed' if not passed else 'FOUT'}",
        f"ok_answered_block={blocked}/{len(harmless)} ({share:.1%}) {'goed' if share <= MOST_BLOCKED else 'FOUT'}",
        f"n={len(judged)} precies_goed={right / len(judged):.3f}",
    ]


def miss(each: Judged) -> str:
    found = "; ".join(f"{finding.level}: {finding.found}" for finding in each.verdict.findings)
    return f"- {each.text}\n    wil: {each.expect}\n    kreeg: {each.verdict.level} ({found or 'niets'})"
