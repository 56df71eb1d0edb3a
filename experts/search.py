"""Finds who passes every gate, in one SQL statement, and ranks them.

Hard rules (who may see whom, consent, pause, own maximum) and every filter a searcher can choose are gates in SQL, so
a filter never yields a false "nobody". What ends by date and the board's ceiling are joined live, whatever the index
says.
The rows come back ready for a card; `matching.rank` scores, orders and explains them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from experts.choices import Level
from experts.half_days import HALF_DAYS_PER_WEEK, bit_number, count, ordinal
from experts.matching import WEIGHTS, Candidate, OfferedSkill, Ranked, Wanted, rank
from experts.models import reads_english
from experts.postings import ANY_SKILL, SKILL_BITS
from experts.search_cards import skill_key
from experts.search_functions import Function
from experts.taxonomy import skill_names
from organisations.calendar import days_from, is_school_day
from organisations.choices import Ring
from organisations.models import School
from organisations.rings import KEYS_PER_RING, keys_by_ring, ring_of_key
from organisations.school_calendar import calendar_for

MOST_KEPT = 60
# An automatic invitation needs this share of the asked half-days.
SHARE_FOR_INVITATION = 0.6

# So many of each list are read, and so many people kept before the gates are asked (MATCHING section 7).
DEPTH = 400
# So many times that are looked at for people who are near enough to travel.
SCAN = 10
# Places in the lists are whole kilometres: this much further is still let through to the gate itself.
ROUGH_KM = 2
# Fewer people than this on a page, and somebody may have been missed below the depth: everything is read once.
SHORT_PAGE = 12

BY_SKILL = "c.skill_keys && %(skill_keys)s::bigint[]"
BY_AUDIENCE = "c.audience_keys && %(keys)s::int[]"
BY_LIST = "true"
# The nearest ring somebody shares with whoever looks: worked out, or known from the list they stand in.
NEAREST = """CROSS JOIN LATERAL (
    SELECT min(k) / %(keys_per_ring)s AS ring FROM unnest(c.audience_keys) k WHERE k = ANY(%(keys)s::int[])
  ) near"""
AS_LISTED = "JOIN cand near ON near.position_id = c.position_id"

# The best of at most five audiences times the skills asked, without a single gate that ends by date.
LISTED = """
numbers AS (
  SELECT coalesce(array_agg(number ORDER BY number), '{{}}') AS list, greatest(count(*), 1) AS n,
         coalesce(bit_or(set_bit({no_skill}, number, 1)), {no_skill}) AS bits
  FROM experts_skill WHERE id = ANY(%(skill_ids)s::int[])
),
listed AS (
  SELECT p.position_id, r.ring, p.is_near,
         -- As matching.skill_part: of "any of these" the best one counts as much as all together.
         p.score * CASE WHEN NOT %(has_skills)s OR %(needs_all)s THEN 1
                        ELSE (1 + bit_count(p.skills & numbers.bits) / numbers.n::float8) / 2 END
         + 250 * bit_count((p.half_days & %(asked_pattern)s)::int::bit(10)) / %(asked_bits)s::float8
         + CASE WHEN p.km IS NULL OR r.ring = 1 THEN {far_points} + 100 * (%(ring_shares)s::float8[])[r.ring]
                ELSE {far_points} * CASE WHEN NOT %(needs_travel)s THEN 1
                                         ELSE greatest(0.3, 1 - 0.7 * p.km / greatest(p.travel_km, 1)) END
                     + 50 * ((%(ring_shares)s::float8[])[r.ring] + exp(-p.km / {near_km})) END AS approx,
         p.place = %(depth)s OR p.scanned = %(scan)s AS is_cut
  FROM numbers
  CROSS JOIN LATERAL unnest(
    CASE WHEN NOT %(has_skills)s THEN ARRAY[{any_skill}] WHEN %(needs_all)s THEN numbers.list[1:1] ELSE numbers.list END
  ) AS w(skill_number)
  CROSS JOIN unnest(%(keys)s::int[], %(key_rings)s::int[]) AS r(audience_key, ring)
  CROSS JOIN LATERAL (
    -- Streams: nothing is read beyond the depth. The last that was looked at always stays, to tell that it was.
    SELECT q.*, row_number() OVER () AS place FROM (
      SELECT * FROM (SELECT s.*, s.km IS NULL OR (
               (NOT %(needs_travel)s OR r.ring = 1 OR s.km <= s.travel_km + {rough_km})
               AND (%(max_km)s::float8 IS NULL OR s.km <= %(max_km)s::float8 + {rough_km})) AS is_near
      FROM (
        SELECT position_id, score, half_days, skills, travel_km, row_number() OVER () AS scanned,
               sqrt((m.x_km - %(x)s::float8) ^ 2 + (m.y_km - %(y)s::float8) ^ 2) AS km
        FROM (
          SELECT * FROM experts_matchposting m
          WHERE m.skill_number = w.skill_number AND m.audience_key = r.audience_key
            AND (NOT %(has_skills)s OR m.level >= %(least_level)s)
            AND (NOT %(asks_time)s OR m.half_days & %(asked_pattern)s <> 0)
            AND (NOT %(needs_all)s OR m.skills & numbers.bits = numbers.bits)
          ORDER BY m.score DESC, m.position_id LIMIT %(scan)s
        ) m
      ) s) near WHERE near.is_near OR near.scanned = %(scan)s LIMIT %(depth)s
    ) q
  ) p
),
every AS (
  SELECT position_id, min(ring) AS ring, max(approx) AS approx
  FROM listed WHERE is_near GROUP BY position_id
),
cand AS (
  SELECT position_id, ring FROM every ORDER BY ring <= %(ring)s DESC, approx DESC, position_id LIMIT %(limit)s
)
"""

# One row per position that passes every gate but time.
HITS = """
hit AS MATERIALIZED (
  SELECT c.position_id, c.expert_id, near.ring, c.half_days, c.skill_ids, c.levels, c.confirmed_on, c.form_ids,
         c.target_group_ids, away.km, cover.covered, cover.strength, m.school_id IS NULL AS is_freelancer, c.per_week,
         u.first_name, u.last_name, e.travel_km, e.finished_count, e.rating, e.open_invitation_count, e.asked_count,
         e.yes_count, e.last_asked_at, e.headline, m.job_title, m.role, m.school_id, m.network_id, c.group_name,
         c.class_half_days,
         CASE
           WHEN NOT %(has_period)s THEN bit_count((c.half_days & %(pattern)s)::bit(10))
           ELSE (SELECT coalesce(sum(n), 0) FROM unnest(%(per_bit)s::int[]) WITH ORDINALITY AS w(n, i)
                 WHERE c.half_days >> (i - 1)::int & 1 = 1)
                - CASE WHEN c.taken = '{{}}' THEN 0
                       ELSE (SELECT count(*) FROM unnest(c.taken) t WHERE t = ANY(%(dated)s::int[])) END
                + CASE WHEN c.extra = '{{}}' THEN 0
                       ELSE (SELECT count(*) FROM unnest(c.extra) t WHERE t = ANY(%(dated)s::int[])) END
         END AS free
  FROM experts_searchcard c
  JOIN organisations_membership m ON m.id = c.membership_id
  JOIN experts_expert e ON e.id = c.expert_id
  JOIN users_user u ON u.id = e.user_id
  LEFT JOIN organisations_board b ON b.id = c.board_id
  {near}
  CROSS JOIN LATERAL (
    SELECT count(*) AS covered, coalesce(sum(l), 0) AS strength FROM unnest(c.skill_ids, c.levels) AS s(id, l)
    WHERE s.id = ANY(%(skill_ids)s::int[]) AND l >= %(least_level)s
  ) cover
  CROSS JOIN LATERAL (
    SELECT sqrt((c.x_km - %(x)s::float8) ^ 2 + (c.y_km - %(y)s::float8) ^ 2) AS km
  ) away
  WHERE {by_keys}
    AND near.ring IS NOT NULL
    AND (near.ring = 1 OR m.school_id IS NULL
         OR ((c.released_until IS NULL OR c.released_until >= %(today)s)
             AND b.ring_ceiling >= near.ring
             -- The index holds what people said yes to, unless their board is not caught up with yet.
             AND (b.reach_changed_at IS NULL
                  OR (SELECT p.agreed_ring FROM experts_position p WHERE p.id = c.position_id) >= near.ring)))
    AND u.is_active AND m.starts_on <= %(today)s AND (m.ends_on IS NULL OR m.ends_on >= %(today)s)
    AND NOT e.is_hidden AND e.confirmed_until >= %(today)s
    AND (e.paused_until IS NULL OR e.paused_until < %(today)s)
    AND NOT e.id = ANY(%(exclude)s::bigint[])
    AND (m.school_id IS NOT NULL OR NOT EXISTS (
         SELECT 1 FROM organisations_board o WHERE o.id = ANY(%(boards)s::bigint[]) AND NOT o.freelancers_enabled))
    AND cover.covered >= %(need)s
    AND (%(form_ids)s::int[] = '{{}}' OR c.form_ids = '{{}}' OR c.form_ids && %(form_ids)s::int[])
    AND (%(target_group_ids)s::int[] = '{{}}' OR c.target_group_ids = '{{}}'
         OR c.target_group_ids && %(target_group_ids)s::int[])
    AND (away.km IS NULL OR near.ring = 1 OR NOT %(needs_travel)s OR away.km <= e.travel_km)
    AND (%(max_km)s::float8 IS NULL OR away.km IS NULL OR away.km <= %(max_km)s::float8)
    AND (NOT %(for_invitation)s OR e.open_invitation_count < %(open_invitations)s)
)
"""

# One row per person: the union of the positions that may be seen, told by the nearest of them. Windows and not a join:
# the planner expects one row where there are a hundred.
PEOPLE = """
every_person AS (
  SELECT DISTINCT ON (expert_id) expert_id, position_id, min(ring) OVER one AS ring,
         bit_or(half_days) OVER one AS half_days, sum(free) OVER one AS free, sum(per_week) OVER one AS per_week,
         bit_or(class_half_days) OVER one AS class_half_days, min(km) OVER one AS km,
         max(covered) OVER one AS covered, max(strength) OVER one AS strength,
         bool_and(is_freelancer) OVER one AS is_freelancer, first_name, last_name, travel_km, skill_ids, levels,
         confirmed_on, form_ids, target_group_ids, finished_count, rating, open_invitation_count, asked_count,
         yes_count, last_asked_at,
         headline, job_title, role, school_id, network_id, group_name
  FROM hit WINDOW one AS (PARTITION BY expert_id) ORDER BY expert_id, hit.ring, position_id
),
person AS MATERIALIZED (SELECT * FROM every_person WHERE free >= %(least_free)s)
"""

# Exact counts, and nobody left out.
ALL_COUNTED = """
per_ring AS (
  SELECT array_agg(coalesce(n, 0) ORDER BY r) AS counts, false AS is_cut, false AS may_miss
  FROM generate_series(1, 5) r LEFT JOIN (SELECT ring, count(*) AS n FROM person GROUP BY ring) found ON found.ring = r
)
"""
# When more were listed than kept, each ring tells how many were listed; else how many passed every gate.
LISTED_COUNTED = """
cutting AS (
  SELECT coalesce(bool_or(is_cut), false) OR (SELECT count(*) FROM every) > %(limit)s AS is_cut,
         coalesce(bool_or(is_cut) FILTER (WHERE ring <= %(ring)s), false)
           OR (SELECT count(*) FROM every WHERE ring <= %(ring)s) > %(limit)s AS may_miss
  FROM listed
),
per_ring AS (
  SELECT array_agg(CASE WHEN cutting.is_cut THEN coalesce(l.n, 0) ELSE coalesce(f.n, 0) END ORDER BY r) AS counts,
         bool_or(cutting.is_cut) AS is_cut, bool_or(cutting.may_miss) AS may_miss
  FROM generate_series(1, 5) r CROSS JOIN cutting
  LEFT JOIN (SELECT ring, count(*) AS n FROM person GROUP BY ring) f ON f.ring = r
  LEFT JOIN (SELECT ring, count(*) AS n FROM every GROUP BY ring) l ON l.ring = r
)
"""

FIND = """
WITH {lists} {hits}, {people}, {counted},
kept AS MATERIALIZED (
  SELECT * FROM person WHERE ring <= %(ring)s
  ORDER BY is_freelancer, covered DESC, strength DESC, least(free, %(asked)s) DESC, ring, open_invitation_count,
           asked_count, expert_id
  LIMIT %(limit)s
)
SELECT per_ring.counts, per_ring.is_cut, per_ring.may_miss,
       kept.expert_id, kept.first_name, kept.last_name, kept.ring, kept.skill_ids,
       kept.levels, kept.confirmed_on, kept.half_days, kept.free, kept.per_week, kept.class_half_days, kept.km,
       kept.travel_km, kept.form_ids,
       kept.target_group_ids, forms.labels, kept.is_freelancer, kept.finished_count, kept.rating,
       kept.open_invitation_count, kept.asked_count, kept.yes_count, kept.last_asked_at, kept.job_title, kept.role,
       kept.group_name, kept.school_id, coalesce(s.name, n.name), kept.headline, kept.position_id
FROM per_ring
LEFT JOIN kept ON true
LEFT JOIN organisations_school s ON s.id = kept.school_id
LEFT JOIN organisations_network n ON n.id = kept.network_id
LEFT JOIN LATERAL (
  SELECT array_agg(CASE WHEN %(english)s THEN f.label_en ELSE f.label END ORDER BY f.position) AS labels
  FROM experts_helpform f
  WHERE %(form_ids)s::int[] <> '{{}}' AND f.id = ANY(kept.form_ids) AND f.id = ANY(%(form_ids)s::int[])
) forms ON true
"""

# Hits come without the gates of skill, form and group here: each choice is counted with the other two kept.
FACETS = """
WITH {hits}, {people}, near AS (
  SELECT hit.*, hit.covered >= %(chosen_need)s AS has_skill,
         %(chosen_forms)s::int[] = '{{}}' OR hit.form_ids = '{{}}'
           OR hit.form_ids && %(chosen_forms)s::int[] AS has_form,
         %(chosen_groups)s::int[] = '{{}}' OR hit.target_group_ids = '{{}}'
           OR hit.target_group_ids && %(chosen_groups)s::int[] AS has_group
  FROM hit JOIN person USING (expert_id) WHERE person.ring <= %(ring)s
)
SELECT 'skill', s.id, count(DISTINCT expert_id) FROM near, unnest(skill_ids, levels) AS s(id, l)
WHERE s.id = ANY(%(count_skill_ids)s::int[]) AND s.l >= %(least_level)s AND has_form AND has_group
  AND (has_skill OR NOT %(needs_all)s) GROUP BY s.id
UNION ALL
SELECT 'form', f.id, count(DISTINCT expert_id) FROM near, experts_helpform f
WHERE has_skill AND has_group AND (form_ids = '{{}}' OR f.id = ANY(form_ids)) GROUP BY f.id
UNION ALL
SELECT 'group', g.id, count(DISTINCT expert_id) FROM near, experts_targetgroup g
WHERE has_skill AND has_form AND (target_group_ids = '{{}}' OR g.id = ANY(target_group_ids)) GROUP BY g.id
"""


NO_SKILL = f"repeat('0', {SKILL_BITS})::bit({SKILL_BITS})"
TYPES = {
    "keys": "int[]",
    "key_rings": "int[]",
    "keys_per_ring": "int",
    "has_skills": "bool",
    "needs_all": "bool",
    "depth": "int",
    "scan": "int",
    "asks_time": "bool",
    "asked_pattern": "int",
    "asked_bits": "int",
    "ring_shares": "float8[]",
    "boards": "bigint[]",
    "skill_ids": "int[]",
    "skill_keys": "bigint[]",
    "need": "int",
    "least_level": "int",
    "form_ids": "int[]",
    "target_group_ids": "int[]",
    "pattern": "int",
    "has_period": "bool",
    "per_bit": "int[]",
    "dated": "int[]",
    "asked": "int",
    "least_free": "int",
    "ring": "int",
    "max_km": "float8",
    "needs_travel": "bool",
    "x": "float8",
    "y": "float8",
    "for_invitation": "bool",
    "open_invitations": "int",
    "exclude": "bigint[]",
    "limit": "int",
    "today": "date",
    "english": "bool",
}
COLUMNS = {
    "counts": "bigint[]",
    "is_cut": "bool",
    "may_miss": "bool",
    "expert": "bigint",
    "first_name": "varchar",
    "last_name": "varchar",
    "nearest": "int",
    "skill_ids": "int[]",
    "levels": "smallint[]",
    "confirmed_on": "date[]",
    "half_days": "int",
    "free": "numeric",
    "per_week": "bigint",
    "class_half_days": "int",
    "km": "float8",
    "travel_km": "smallint",
    "forms": "int[]",
    "groups": "int[]",
    "form_labels": "varchar[]",
    "is_freelancer": "bool",
    "finished_count": "int",
    "rating": "float8",
    "open_invitation_count": "int",
    "asked_count": "int",
    "yes_count": "int",
    "last_asked_at": "timestamptz",
    "job_title": "varchar",
    "role": "varchar",
    "group_name": "varchar",
    "school": "bigint",
    "place": "varchar",
    "headline": "varchar",
    "position_pk": "bigint",
}
# So many columns tell of the whole search; the others of one person.
HEAD = 3
SKILL_IDS = list(COLUMNS).index("skill_ids") - HEAD
BEST_OF_LISTS = Function(
    "experts_best_of_lists",
    FIND.format(
        lists=LISTED.format(
            any_skill=ANY_SKILL,
            no_skill=NO_SKILL,
            rough_km=ROUGH_KM,
            near_km=WEIGHTS.near_km,
            # The expert's side weighs as much as the school's (harmonic mean).
            far_points=1000 * WEIGHTS.travel,
        )
        + ",",
        hits=HITS.format(by_keys=BY_LIST, near=AS_LISTED),
        people=PEOPLE,
        counted=LISTED_COUNTED,
    ),
    TYPES,
    COLUMNS,
)
# Without the lists, driven by the index that fits: are skills asked?
EVERYBODY = {
    asks_skills: Function(
        name,
        FIND.format(lists="", hits=HITS.format(by_keys=by_keys, near=NEAREST), people=PEOPLE, counted=ALL_COUNTED),
        TYPES,
        COLUMNS,
    )
    for asks_skills, name, by_keys in (
        (True, "experts_everybody_with_skill", BY_SKILL),
        (False, "experts_everybody_in_reach", BY_AUDIENCE),
    )
}
FUNCTIONS = (BEST_OF_LISTS, *EVERYBODY.values())


def create_functions(using: str = "default", **_signal: Any) -> None:
    """Make the functions this code calls; after every migrate, and harmless to repeat."""
    for function in FUNCTIONS:
        function.create(using)


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, best first, and how many there are.

    `per_ring` counts everyone per nearest ring, also beyond `wanted.ring`; `total` those within it. `is_capped` says
    that there are more than the kept `ranked`: refine the search.
    """

    ranked: list[Ranked]
    per_ring: dict[Ring, int]
    total: int
    is_capped: bool

    def up_to(self, ring: Ring) -> int:
        """How many people this ring and the nearer ones hold."""
        return sum(count for found, count in self.per_ring.items() if found <= ring)


@dataclass(frozen=True, slots=True)
class Facets:
    """How many people each choice would leave: primary key -> number, above zero only."""

    skills: dict[int, int]
    forms: dict[int, int]
    target_groups: dict[int, int]


def find(
    keys: Iterable[int],
    wanted: Wanted,
    *,
    origin_xy: tuple[float | None, float | None] | None = None,
    for_invitation: bool = False,
    exclude_expert_ids: Collection[int] = (),
    limit: int = MOST_KEPT,
    today: date | None = None,
    seed: object = None,
) -> Found:
    """Everyone who carries one of these audience keys and passes the gates, at most `limit`, ranked.

    `keys` are those of the school that searches (`school.place.keys(ring)`), `origin_xy` its place in kilometres on the
    national grid. `seed` decides between equals; by default it gives others a turn every week.
    """
    today = today or timezone.localdate()
    keys = sorted(keys)
    values = _parameters(keys, wanted, origin_xy, for_invitation, exclude_expert_ids, limit, today)
    found = _read(BEST_OF_LISTS, values)
    if found.may_miss and len(found.rows) < min(SHORT_PAGE, limit):
        found = _read(EVERYBODY[bool(wanted.skill_ids)], values)
    candidates = candidates_of(found.rows, wanted, today)
    total = sum(count for ring, count in found.per_ring.items() if ring <= wanted.ring)
    seed = f"{keys[:1]}:{today.toordinal() // 7}" if seed is None else seed
    ranked = rank(wanted, candidates, seed=seed, today=today)
    return Found(ranked, found.per_ring, max(total, len(ranked)), found.is_cut or total > len(candidates))


@dataclass(frozen=True, slots=True)
class Read:
    """What one statement gave. `is_cut`: lists were longer than was read, so `per_ring` counts who was listed.
    `may_miss`: also within the furthest ring that was asked, so that somebody who fits may not be among the rows."""

    rows: list[tuple[Any, ...]]
    per_ring: dict[Ring, int]
    is_cut: bool
    may_miss: bool


def _read(function: Function, values: dict[str, Any]) -> Read:
    rows = function.read(values)
    counts, is_cut, may_miss = rows[0][:HEAD]
    people = [row[HEAD:] for row in rows if row[HEAD] is not None]
    return Read(people, dict(zip(Ring, counts, strict=True)), is_cut, may_miss)


def facets(
    keys: Iterable[int],
    wanted: Wanted,
    *,
    skill_ids: Collection[int] = (),
    origin_xy: tuple[float | None, float | None] | None = None,
    exclude_expert_ids: Collection[int] = (),
    today: date | None = None,
) -> Facets:
    """How many people each of `skill_ids`, each form and each target group has, with the other wishes kept.

    Ticking one more of a kind adds people ("any of these"), so a kind is counted without its own choice; except for
    skills that must all be there.
    """
    today = today or timezone.localdate()
    parameters = _parameters(sorted(keys), wanted, origin_xy, False, exclude_expert_ids, 0, today)
    parameters |= {
        "count_skill_ids": list(skill_ids),
        "needs_all": wanted.needs_all_skills,
        "chosen_need": parameters["need"],
        "chosen_forms": parameters["form_ids"],
        "chosen_groups": parameters["target_group_ids"],
        "need": 0,
        "form_ids": [],
        "target_group_ids": [],
    }
    counts: dict[str, dict[int, int]] = {"skill": {}, "form": {}, "group": {}}
    with connection.cursor() as cursor:
        cursor.execute(FACETS.format(hits=HITS.format(by_keys=BY_AUDIENCE, near=NEAREST), people=PEOPLE), parameters)
        for kind, pk, count in cursor.fetchall():
            counts[kind][pk] = count
    return Facets(counts["skill"], counts["form"], counts["group"])


def days_off(school: School, starts_on: date, ends_on: date) -> frozenset[date]:
    """Days in the period on which this school has no lessons, for `Wanted.days_off`; two queries."""
    calendar = calendar_for(school)
    return frozenset(day for day in days_from(starts_on, ends_on) if not is_school_day(day, calendar))


def depth_for(wanted: Wanted) -> int:
    """How many of each list are read: fewer of each when several skills are asked."""
    lists = 1 if wanted.needs_all_skills else max(1, len(wanted.skill_ids))
    return max(DEPTH // 4, DEPTH // lists)


def _parameters(
    keys: list[int],
    wanted: Wanted,
    origin_xy: tuple[float | None, float | None] | None,
    for_invitation: bool,
    exclude_expert_ids: Collection[int],
    limit: int,
    today: date,
) -> dict[str, Any]:
    x, y = origin_xy or (None, None)
    dated = wanted.dated_half_days()
    asked = wanted.asked()
    least_free = min(asked, 1)
    if for_invitation:
        least_free = ceil(asked * SHARE_FOR_INVITATION)
    numbers = [ordinal(day, part) for day, part in dated]
    per_bit = [0] * HALF_DAYS_PER_WEEK
    for number in numbers:
        per_bit[bit_number(number)] += 1
    pattern = sum(1 << bit for bit, times in enumerate(per_bit) if times) if wanted.has_period else wanted.pattern
    return {
        "keys": keys,
        "key_rings": [ring_of_key(key).value for key in keys],
        "keys_per_ring": KEYS_PER_RING,
        "has_skills": bool(wanted.skill_ids),
        "needs_all": wanted.needs_all_skills,
        "depth": depth_for(wanted),
        "scan": depth_for(wanted) * SCAN,
        "asks_time": asked > 0,
        "asked_pattern": pattern,
        "asked_bits": max(1, count(pattern)),
        "ring_shares": list(WEIGHTS.ring),
        "boards": [key % KEYS_PER_RING for key in keys_by_ring(keys).get(Ring.BOARD, [])],
        "skill_ids": list(wanted.skill_ids),
        "skill_keys": [skill_key(key, pk) for key in keys for pk in wanted.skill_ids],
        "need": len(wanted.skill_ids) if wanted.needs_all_skills else min(1, len(wanted.skill_ids)),
        "least_level": int(wanted.least_level),
        "form_ids": list(wanted.form_ids),
        "target_group_ids": list(wanted.target_group_ids),
        "pattern": wanted.pattern,
        "has_period": wanted.has_period,
        "per_bit": per_bit,
        "dated": numbers,
        "asked": asked,
        "least_free": least_free,
        "ring": int(wanted.ring),
        "max_km": wanted.max_km,
        "needs_travel": wanted.needs_travel,
        "x": x,
        "y": y,
        "for_invitation": for_invitation,
        "open_invitations": settings.INVITATIONS_OPEN_AT_MOST,
        "exclude": list(exclude_expert_ids),
        "limit": limit,
        "today": today,
        "english": reads_english(),
    }


def candidates_of(rows: Sequence[tuple[Any, ...]], wanted: Wanted, today: date) -> list[Candidate]:
    """The people of these rows, as `_read` gives them."""
    names = skill_names({pk for row in rows for pk in row[SKILL_IDS]}, in_english=reads_english())
    return [_candidate(row, wanted.skill_ids, names, today) for row in rows]


LEVELS = {level.value: level for level in Level}


def _offered(
    ids: Sequence[int], levels: Sequence[int], days: Sequence[date], asked: Collection[int], names: Mapping[int, str]
) -> tuple[OfferedSkill, ...]:
    """What was asked first, then what they do best."""
    found = [
        OfferedSkill(pk, names[pk], LEVELS[level], day)
        for pk, level, day in zip(ids, levels, days, strict=True)
        if pk in names
    ]
    return tuple(sorted(found, key=lambda skill: (skill.skill_id not in asked, -skill.level, skill.label)))


def _candidate(row: tuple[Any, ...], asked: Collection[int], names: Mapping[int, str], today: date) -> Candidate:
    (
        expert_id,
        first_name,
        last_name,
        ring,
        skill_ids,
        levels,
        confirmed_on,
        half_days,
        free,
        per_week,
        class_half_days,
        km,
        travel_km,
        form_ids,
        target_group_ids,
        forms,
        is_freelancer,
        finished_count,
        rating,
        open_invitation_count,
        asked_count,
        yes_count,
        last_asked_at,
        job_title,
        role,
        group_name,
        school_id,
        school_name,
        headline,
        position_id,
    ) = row
    offered = _offered(skill_ids, levels, confirmed_on, asked, names)
    return Candidate(
        expert_id=expert_id,
        first_name=first_name,
        last_name=last_name,
        ring=Ring(ring),
        skills=offered,
        half_days=half_days,
        free_half_days=int(free),
        max_half_days_per_week=int(per_week),
        class_half_days=class_half_days,
        distance_km=None if ring == Ring.SCHOOL else km,
        travel_km=travel_km,
        form_ids=frozenset(form_ids),
        target_group_ids=frozenset(target_group_ids),
        forms=tuple(forms or ()),
        is_freelancer=is_freelancer,
        finished_count=finished_count,
        rating=rating,
        open_invitation_count=open_invitation_count,
        asked_count=asked_count,
        yes_count=yes_count,
        asked_days_ago=_days_ago(last_asked_at, today),
        confirmed_on=max((skill.confirmed_on for skill in offered if skill.confirmed_on), default=None),
        job_title=job_title,
        role=role,
        group_name=group_name,
        school_id=school_id,
        school_name=school_name or "",
        headline=headline,
        position_id=position_id,
    )


def _days_ago(moment: datetime | None, today: date) -> int | None:
    return None if moment is None else (today - timezone.localdate(moment)).days
