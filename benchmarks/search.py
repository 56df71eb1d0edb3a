"""Search at 10,000, 100,000 and up to EXPERTS people: the engine between its floor and what it replaces.

Every operation once a query, interleaved in one loop, so that the ratios of one run hold on another machine. Recall is
against the same score over everybody who passes the gates, before fairness and the newcomer's place.
"""

import json
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from benchmarks import plot
from benchmarks.queries import Query, mixed
from expedu.scale import build, tidy
from experts.actions import save_skills
from experts.choices import Level
from experts.matching import scored_of
from experts.models import Expert, Position
from experts.search import BEST_OF_LISTS, EVERYBODY, MOST_KEPT, SHORT_PAGE, _parameters, _read, candidates_of, find

SCALES = (10_000, 100_000, 1_000_000)
PAGE = 20
RECALL_QUERIES, ORM_QUERIES, WRITES = 100, 20, 50
RESULTS = Path(settings.BASE_DIR) / "benchmarks" / "results"
ENGINE, FLOOR, EXACT, ORM, WRITE = "engine", "20 rows by key", "exact", "plain ORM", "one profile change"
STATEMENT = "engine, statement only"


def run() -> list[str]:
    """A line an operation and scale; JSON and a picture beside it in benchmarks/results."""
    most = int(os.environ.get("EXPERTS", SCALES[1]))
    scales = [*(scale for scale in SCALES if scale < most), most]
    found = {scale: measure(scale) for scale in scales}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "search.json").write_text(json.dumps({str(scale): each for scale, each in found.items()}, indent=1))
    names = (FLOOR, STATEMENT, ENGINE, EXACT, ORM)
    series = {name: [each["ms"][name]["p95"] for each in found.values()] for name in names}
    (RESULTS / "search.svg").write_text(plot.lines("Search, p95", scales, series, "ms"))
    return table(found)


def measure(scale: int) -> dict[str, Any]:
    """Fill the scale database with so many people and time everything on it."""
    started = time.perf_counter()
    build(scale)
    tidy()
    filled = time.perf_counter() - started
    today, queries = timezone.localdate(), mixed()
    for query in queries[:40]:
        _find(query, today)
    times: dict[str, list[float]] = defaultdict(list)
    for number, query in enumerate(queries):
        times[FLOOR].append(_ms(lambda number=number: _by_key(number, scale)))
        times[STATEMENT].append(_ms(lambda query=query: _best(query, today)))
        times[ENGINE].append(_ms(lambda query=query: _find(query, today)))
        if number < RECALL_QUERIES:
            times[EXACT].append(_ms(lambda query=query: _everybody(query, today)))
        if number < ORM_QUERIES:
            times[ORM].append(_ms(lambda query=query: _plain(query)))
    times[WRITE] = [_ms(lambda pk=pk: _change(pk)) for pk in range(1, scale, max(1, scale // WRITES))]
    return {
        "filled_seconds": round(filled, 1),
        "ms": {name: _percentiles(values) for name, values in times.items()},
        "quality": _quality(queries[:RECALL_QUERIES], today),
    }


def table(found: dict[int, dict[str, Any]]) -> list[str]:
    lines = [f"{'experts':>9} {'what':<24}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'p95 / floor p50':>17}"]
    for scale, each in found.items():
        floor = each["ms"][FLOOR]["p50"]
        for name, ms in each["ms"].items():
            ratio = ms["p95"] / floor
            lines.append(f"{scale:>9} {name:<24}{ms['p50']:>9.2f}{ms['p95']:>9.2f}{ms['p99']:>9.2f}{ratio:>17.1f}")
        quality = each["quality"]
        lines.append(
            f"{scale:>9} recall at {PAGE}: {quality['recall']:.3f}, score lost {quality['lost']:.5f}, read again "
            f"{quality['again']:.0%}, filled in {each['filled_seconds']} s"
        )
    first, last = next(iter(found.values())), list(found.values())[-1]
    for name in (STATEMENT, ENGINE):
        lines.append(f"growth of p95, {name}: {last['ms'][name]['p95'] / first['ms'][name]['p95']:.1f} x")
    lines.append(f"plain ORM / engine, p95, at the most: {last['ms'][ORM]['p95'] / last['ms'][ENGINE]['p95']:.0f} x")
    return lines


def _find(query: Query, today: date) -> Any:
    return find(query.keys, query.wanted, origin_xy=query.origin_xy, today=today)


def _values(query: Query, today: date, limit: int = MOST_KEPT) -> dict[str, Any]:
    return _parameters(query.keys, query.wanted, query.origin_xy, False, (), limit, today)


def _best(query: Query, today: date) -> Any:
    return _read(BEST_OF_LISTS, _values(query, today))


def _everybody(query: Query, today: date) -> Any:
    return _read(EVERYBODY[bool(query.wanted.skill_ids)], _values(query, today, limit=10**6))


def _by_key(number: int, scale: int) -> None:
    keys = [1 + (number * 7919 + i * 104729) % scale for i in range(PAGE)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM experts_searchcard WHERE position_id = ANY(%s)", [keys])
        cursor.fetchall()


def _plain(query: Query) -> None:
    """As one would write it first: joins, a page of twenty and a count. It asks for the same skills, level, half-days
    and audience; not for what is booked already, distance or fairness, so it is still the easier question."""
    wanted = query.wanted
    experts = Expert.objects.reaching(query.keys)
    asked = Q(expert_skills__level__gte=wanted.least_level)
    if wanted.skill_ids:
        asked &= Q(expert_skills__skill__in=wanted.skill_ids)
    experts = experts.annotate(covered=Count("expert_skills__skill", filter=asked, distinct=True))
    experts = experts.filter(covered__gte=len(wanted.skill_ids) if wanted.needs_all_skills else 1)
    if wanted.half_days:
        fits = Position.objects.alias(common=F("half_days").bitand(wanted.half_days)).filter(common__gt=0)
        experts = experts.filter(Exists(fits.filter(expert=OuterRef("pk"))))
    page = (
        experts.order_by("-covered", "pk")
        .select_related("user")
        .prefetch_related("expert_skills__skill", "positions__membership__school__board")
    )
    list(page[:PAGE])
    experts.count()


def _change(pk: int) -> None:
    expert = Expert.objects.select_related("user").get(pk=pk)
    levels = dict.fromkeys(list(expert.expert_skills.values_list("skill_id", flat=True)), Level.SHOWS)
    save_skills(expert, by=expert.user, levels=levels)


def _quality(queries: Sequence[Query], today: date) -> dict[str, float]:
    """Share of the true best twenty that was found, and the mean score lost on those places."""
    recalls, lost, again = [], [], 0
    for query in queries:
        true = _best_twenty(_everybody(query, today).rows, query, today)
        if not true:
            continue
        kept = _best(query, today)
        again += kept.may_miss and len(kept.rows) < SHORT_PAGE
        mine = _best_twenty([], query, today, found=_find(query, today))
        recalls.append(len(true.keys() & mine.keys()) / len(true))
        lost.append((sum(true.values()) - sum(sorted(mine.values(), reverse=True)[: len(true)])) / len(true))
    return {
        "recall": statistics.mean(recalls),
        "lost": statistics.mean(lost),
        "again": again / len(recalls),
    }


def _best_twenty(rows: list[Any], query: Query, today: date, found: Any = None) -> dict[int, float]:
    candidates = [each.candidate for each in found.ranked] if found else candidates_of(rows, query.wanted, today)
    scored = [scored_of(query.wanted, candidate, today=today) for candidate in candidates]
    best = sorted(scored, key=lambda each: (each.candidate.is_freelancer, -each.score, each.candidate.expert_id))
    return {each.candidate.expert_id: each.score for each in best[:PAGE]}


def _percentiles(values: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=100)
    return {"p50": statistics.median(values), "p95": cuts[94], "p99": cuts[98], "n": len(values)}


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000
