"""The list the search reads first: per skill and audience who may be found there, best first (MATCHING, design P).

Derived from the search cards in one statement, in the transaction of the change; rebuildable at any time. A posting
holds what the first, rough ranking needs and nothing that ends by date: those gates are asked of the few people kept.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from experts.matching import WEIGHTS
from organisations.choices import Ring
from organisations.rings import KEYS_PER_RING

# Everybody is also listed under this number, for who searches without a skill.
ANY_SKILL = -1
SKILL_BITS = 256

# What a posting scores before anybody looks: the part of the school's side that is the same for every viewer, times
# 1000. Freelancers come after own people, whatever they score.
LEVEL_POINTS = [round(1000 * WEIGHTS.skill * share) for share in WEIGHTS.level]
QUALITY_POINTS = round(1000 * WEIGHTS.quality)
FREELANCER_POINTS = -1000

_SHOULD_BE = f"""
SELECT c.position_id, skill.number, key.audience_key,
       (skill.points + {QUALITY_POINTS} * least(1, greatest(0, (coalesce(e.rating, %(prior)s) - 1) / 9))
        + CASE WHEN c.board_id IS NULL THEN {FREELANCER_POINTS} ELSE 0 END)::smallint AS score,
       skill.level, (c.half_days | once.bits)::smallint AS half_days, own.bits AS skills,
       round(c.x_km)::smallint AS x_km, round(c.y_km)::smallint AS y_km, e.travel_km::smallint AS travel_km
FROM experts_searchcard c
JOIN experts_expert e ON e.id = c.expert_id
CROSS JOIN LATERAL (
  SELECT bit_or(set_bit(repeat('0', {SKILL_BITS})::bit({SKILL_BITS}), s.number, 1)) AS bits
  FROM experts_skill s WHERE s.id = ANY(c.skill_ids)
) own
CROSS JOIN LATERAL (
  -- Half-days outside the weekly pattern that are free this once (experts.half_days.ordinal): found too.
  SELECT coalesce(bit_or(1 << ((x / 2 + 6) %% 7 * 2 + x %% 2)), 0) AS bits FROM unnest(c.extra) AS x
) once
CROSS JOIN LATERAL (
  SELECT s.number, u.level::smallint, (%(points)s::int[])[u.level] AS points
  FROM unnest(c.skill_ids, c.levels) AS u(id, level) JOIN experts_skill s ON s.id = u.id
  UNION ALL
  SELECT {ANY_SKILL}, max(l)::smallint, (%(points)s::int[])[max(l)] FROM unnest(c.levels) AS l
) skill
CROSS JOIN LATERAL unnest(c.audience_keys) AS key(audience_key)
"""  # noqa: S608  numbers of ours
_COLUMNS = "position_id, skill_number, audience_key, score, level, half_days, skills, x_km, y_km, travel_km"


def rewrite(expert_ids: Iterable[int]) -> None:
    """Write the postings of these experts anew from their cards. Call in the transaction that wrote the cards."""
    values = _values() | {"ids": list(expert_ids)}
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM experts_matchposting m USING experts_position p"
            " WHERE m.position_id = p.id AND p.expert_id = ANY(%(ids)s)",
            values,
        )
        cursor.execute(
            f"INSERT INTO experts_matchposting ({_COLUMNS}) {_SHOULD_BE} WHERE c.expert_id = ANY(%(ids)s)",
            values,
        )


def rewrite_all() -> int:
    """Write every posting anew; returns how many. Far quicker than expert by expert, for a first fill."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM experts_matchposting")
        cursor.execute(f"INSERT INTO experts_matchposting ({_COLUMNS}) {_SHOULD_BE}", _values())
        return int(cursor.rowcount)


def strike_out_beyond(position_ids: Iterable[int], ring: Ring) -> None:
    """Take these positions out of every list beyond this ring."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM experts_matchposting WHERE position_id = ANY(%s) AND audience_key / %s > %s",
            [list(position_ids), KEYS_PER_RING, ring.value],
        )


def differences(expert_ids: Iterable[int]) -> list[str]:
    """Postings of these experts that are stored and should not be, or the reverse, as a line each."""
    values = _values() | {"ids": list(expert_ids)}
    stored = (
        f"SELECT {_COLUMNS} FROM experts_matchposting m WHERE m.position_id IN"  # noqa: S608
        " (SELECT id FROM experts_position WHERE expert_id = ANY(%(ids)s))"
    )
    true = f"{_SHOULD_BE} WHERE c.expert_id = ANY(%(ids)s)"
    lines = []
    with connection.cursor() as cursor:
        for word, first, second in (("too much", stored, true), ("missing", true, stored)):
            cursor.execute(f"({first}) EXCEPT ({second})", values)
            lines += [f"position {row[0]}: posting {row[1]}/{row[2]} {word}" for row in cursor.fetchall()]
    return lines


def _values() -> dict[str, Any]:
    return {"prior": WEIGHTS.prior_rating, "points": LEVEL_POINTS}
