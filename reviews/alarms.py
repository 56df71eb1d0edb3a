"""Patterns in marks a moderator should look at (pure; LESSONS 3). None is proof, and nothing happens by itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import mean

TOP_MARK = 10
MUTUAL_TENS = 2  # each way
MINUTES = timedelta(minutes=10)
QUICK_MARKS = 3
ONE_SCHOOL_SHARE = 0.8
LEAST_MARKS = 4
RECENT = 3
RISE = 2.0


class Pattern(StrEnum):
    MUTUAL = "mutual"
    QUICK = "quick"
    ONE_SCHOOL = "one_school"
    RISE = "rise"


@dataclass(frozen=True, slots=True)
class Given:
    """One mark: which school gave it for whose help, who wrote it, and which school that expert is of."""

    school: str
    expert: str
    author_id: int
    lender: str
    mark: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was seen, between or about whom (names of schools, of an expert, or both)."""

    pattern: Pattern
    about: tuple[str, ...]
    marks: int


def alarms_in(given: Iterable[Given]) -> list[Alarm]:
    """Every pattern, each once, in a fixed order."""
    rows = sorted(given, key=lambda each: (each.at, each.school, each.expert))
    found = {*_mutual(rows), *_quick(rows), *_one_school(rows), *_rises(rows)}
    return sorted(found, key=lambda alarm: (alarm.pattern, alarm.about))


def _mutual(rows: Sequence[Given]) -> Iterator[Alarm]:
    """Two schools that keep giving each other's people the highest mark."""
    tens: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row.mark == TOP_MARK and row.lender and row.lender != row.school:
            tens[row.school, row.lender] += 1
    for (first, second), count in tens.items():
        back = tens.get((second, first), 0)
        if first < second and min(count, back) >= MUTUAL_TENS:
            yield Alarm(Pattern.MUTUAL, (first, second), count + back)


def _quick(rows: Sequence[Given]) -> Iterator[Alarm]:
    """Somebody who marks several people within minutes."""
    by_author: dict[int, list[Given]] = defaultdict(list)
    for row in rows:
        by_author[row.author_id].append(row)
    for mine in by_author.values():
        for first, last in zip(mine, mine[QUICK_MARKS - 1 :], strict=False):
            if last.at - first.at <= MINUTES:
                yield Alarm(Pattern.QUICK, (first.school,), QUICK_MARKS)
                break


def _one_school(rows: Sequence[Given]) -> Iterator[Alarm]:
    """Nearly all marks of somebody come from one school."""
    for expert, mine in _per_expert(rows).items():
        counts: dict[str, int] = defaultdict(int)
        for row in mine:
            counts[row.school] += 1
        school, most = max(counts.items(), key=lambda item: (item[1], item[0]))
        if len(mine) >= LEAST_MARKS and most / len(mine) > ONE_SCHOOL_SHARE:
            yield Alarm(Pattern.ONE_SCHOOL, (expert, school), most)


def _rises(rows: Sequence[Given]) -> Iterator[Alarm]:
    """The last few marks lie far above those before."""
    for expert, mine in _per_expert(rows).items():
        before, after = mine[:-RECENT], mine[-RECENT:]
        if len(before) < RECENT:
            continue
        if mean(row.mark for row in after) - mean(row.mark for row in before) >= RISE:
            yield Alarm(Pattern.RISE, (expert,), len(after))


def _per_expert(rows: Sequence[Given]) -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = defaultdict(list)
    for row in rows:
        found[row.expert].append(row)
    return found
