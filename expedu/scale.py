"""A fictional country of any size, for measuring search: written with COPY into the scale database only.

Shaped by counts of the real schools (benchmarks/shape.json): board sizes, networks and regions. People are made up,
with the skew that matters for search: some skills ten times as common as others, most people seen close by, a few in
the whole country.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from experts import postings
from experts.choices import Level, ReleaseState, TimeMode
from experts.half_days import half_days_between, ordinal
from experts.models import Skill
from experts.school_year import confirmed_until
from experts.search_cards import skill_key
from organisations.choices import Ring, Role
from organisations.duo.schools import read_schools
from organisations.rings import Place

SHAPE = Path(settings.BASE_DIR) / "benchmarks" / "shape.json"
DATABASE = "expedu_scale"
# DUO's division that Expedu takes as region.
REGION_AREA = "onderwijsgebied"
RINGS = ((Ring.SCHOOL, 0.25), (Ring.BOARD, 0.30), (Ring.NETWORK, 0.20), (Ring.REGION, 0.15), (Ring.NATIONAL, 0.10))
SHARE_OF_FREELANCERS = 0.04
# Somebody has so many skills; the mean is 4.2.
SKILL_COUNTS, SKILL_WEIGHTS = (1, 2, 3, 4, 5, 6, 8, 12), (6, 14, 20, 22, 16, 12, 7, 3)
WEEKS_AHEAD = 12
BATCH = 20_000
# Everything a measurement made; reference data stays.
TABLES = (
    "experts_matchposting, experts_searchcard, experts_expertskill, experts_position, experts_expert,"
    " organisations_membership, organisations_school, organisations_board, organisations_network, organisations_region,"
    " users_user"
)


@dataclass(frozen=True, slots=True)
class SeededSchool:
    place: Place
    x_km: float
    y_km: float


def shape_of(data: bytes) -> dict[str, Any]:
    """The same counts from an address file of DUO; networks stay as they are, because the file does not tell them.

    Raises FileRefusedError for a file that is no list of schools.
    """
    rows = read_schools(data).rows
    boards = Counter(row.board_number for row in rows)
    regions = Counter(row.areas.get(REGION_AREA, "") for row in rows)
    return json.loads(SHAPE.read_text()) | {
        "schools": len(rows),
        "boards_by_size": dict(Counter(boards.values())),
        "schools_per_region": sorted(regions.values(), reverse=True),
    }


def is_scale_database() -> bool:
    """The only database this may empty."""
    return str(connection.settings_dict["NAME"]) == DATABASE


@transaction.atomic
def build(experts: int, *, seed: int = 1, shape: dict[str, Any] | None = None) -> None:
    """Empty the scale database and fill it with so many experts. Triggers and foreign keys are off meanwhile: what is
    written is right by itself, and `rebuild_search --check` says so."""
    random = Random(seed)  # noqa: S311  not for secrets
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"TRUNCATE {TABLES} CASCADE")
        schools = _schools(cursor, random, shape or json.loads(SHAPE.read_text()))
        people = _people(random, experts, schools, _weighted_skills(random))
        for first in range(1, experts + 1, BATCH):
            _write(cursor, [next(people) for _ in range(min(BATCH, experts + 1 - first))])
        for table in ("users_user", "organisations_membership", "experts_expert", "experts_position"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), %s)", [experts])
    postings.rewrite_all()


def tidy() -> None:
    """Fresh statistics and visibility map; a search reads lists without their table."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) experts_matchposting")
        cursor.execute("VACUUM (ANALYZE) experts_searchcard")
        cursor.execute("ANALYZE")


def _schools(cursor: Any, random: Random, shape: dict[str, Any]) -> list[SeededSchool]:
    """Boards of real sizes over networks of real sizes; a board's schools lie together, so that some cross a border."""
    now = timezone.now()
    regions, networks = len(shape["schools_per_region"]), len(shape["schools_per_network"])
    _copy(
        cursor,
        "organisations_region (id, created_at, updated_at, code, name, source)",
        ((pk, now, now, f"R{pk}", f"Regio {pk}", "manual") for pk in range(1, regions + 1)),
    )
    _copy(
        cursor,
        "organisations_network (id, created_at, updated_at, code, name, source)",
        ((pk, now, now, f"N{pk}", f"Netwerk {pk}", "manual") for pk in range(1, networks + 1)),
    )
    sizes = [int(size) for size, number in shape["boards_by_size"].items() for _ in range(number)]
    random.shuffle(sizes)
    borders = [pk for pk, size in enumerate(shape["schools_per_network"], start=1) for _ in range(size)]
    centres = {pk: (random.uniform(20, 270), random.uniform(310, 610)) for pk in range(1, networks + 1)}
    found: list[SeededSchool] = []
    rows, board_rows = [], []
    for board, size in enumerate(sizes, start=1):
        board_rows.append(
            (board, now, now, f"{board:05}", f"Bestuur {board}", "manual", 5, 2, 3, 5, 5, 3, 7, 50_000, True)
        )
        for _ in range(size):
            pk = len(found) + 1
            network = borders[min(len(found), len(borders) - 1)]
            region = 1 + (network - 1) * regions // networks
            x, y = (random.gauss(middle, 8) for middle in centres[network])
            found.append(SeededSchool(Place(pk, board, network, region), x, y))
            rows.append(
                (
                    pk,
                    now,
                    now,
                    f"{pk:04}SC",
                    f"School {pk}",
                    board,
                    network,
                    region,
                    "",
                    "manual",
                    "midden",
                    "bo",
                    *[""] * 9,
                    "{}",
                    "",
                    "",
                    200,
                    x,
                    y,
                )
            )
    _copy(
        cursor,
        "organisations_board (id, created_at, updated_at, number, name, source, ring_ceiling, days_before_board,"
        " days_before_network, days_before_region, days_before_national, reminder_days, escalation_days,"
        " requester_budget_limit_cents, freelancers_enabled)",
        board_rows,
    )
    _copy(
        cursor,
        "organisations_school (id, created_at, updated_at, code, name, board_id, network_id, region_id, network_source,"
        " source, holiday_region, kind, cluster, denomination, street, house_number, postcode, city, municipality_code,"
        " municipality, province, area_codes, phone, website, pupil_count, x_km, y_km)",
        rows,
    )
    return found


def _weighted_skills(random: Random) -> tuple[list[int], list[float]]:
    """Every skill, the most common ten times the rarest."""
    ids = list(Skill.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    random.shuffle(ids)
    return ids, [10 ** (1 - place / max(1, len(ids) - 1)) for place in range(len(ids))]


@dataclass(frozen=True, slots=True)
class SeededPerson:
    pk: int
    school: SeededSchool
    is_freelancer: bool
    ring: Ring
    half_days: int
    levels: dict[int, int]
    taken: list[int]
    rating: float | None


def _people(
    random: Random, experts: int, schools: list[SeededSchool], skills: tuple[list[int], list[float]]
) -> Iterator[SeededPerson]:
    ids, weights = skills
    rings, ring_weights = [ring for ring, _share in RINGS], [share for _ring, share in RINGS]
    start = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    for pk in range(1, experts + 1):
        chosen = set(random.choices(ids, weights, k=random.choices(SKILL_COUNTS, SKILL_WEIGHTS)[0]))
        half_days = random.getrandbits(10) & random.getrandbits(10) or 1
        is_freelancer = random.random() < SHARE_OF_FREELANCERS
        yield SeededPerson(
            pk=pk,
            school=random.choice(schools),
            is_freelancer=is_freelancer,
            ring=Ring.NATIONAL if is_freelancer else random.choices(rings, ring_weights)[0],
            half_days=half_days,
            levels={skill: random.choices(list(Level), (5, 3, 2))[0].value for skill in sorted(chosen)},
            taken=_taken(random, half_days, start) if random.random() < 0.4 else [],
            rating=round(random.gauss(7.8, 0.6), 2) if random.random() < 0.3 else None,
        )


def _taken(random: Random, half_days: int, start: date) -> list[int]:
    """A few half-days of the coming weeks on which somebody is away."""
    every = half_days_between(half_days, start, start + timedelta(weeks=WEEKS_AHEAD))
    return sorted(ordinal(day, part) for day, part in random.sample(every, min(len(every), random.randint(1, 6))))


def _write(cursor: Any, people: list[SeededPerson]) -> None:
    now, today = timezone.now(), timezone.localdate()
    until = confirmed_until(today)
    _copy(
        cursor,
        "users_user (id, password, is_superuser, email, first_name, last_name, is_active, is_staff, joined_at)",
        ((p.pk, "!", False, f"m{p.pk}@expedu.test", f"Voornaam{p.pk}", "Meting", True, False, now) for p in people),
    )
    _copy(
        cursor,
        "organisations_membership (id, created_at, updated_at, user_id, role, school_id, network_id, job_title,"
        " is_deputy, starts_on)",
        ((p.pk, now, now, p.pk, *_where(p), "", False, today - timedelta(days=400)) for p in people),
    )
    _copy(
        cursor,
        "experts_expert (id, created_at, updated_at, user_id, headline, wanted_ring, travel_km, onboarded_at,"
        " confirmed_until, is_hidden, finished_count, open_invitation_count, asked_count, yes_count, rating)",
        ((p.pk, now, now, p.pk, "", p.ring.value, 25, now, until, False, 0, 0, p.pk % 7, 0, p.rating) for p in people),
    )
    _copy(
        cursor,
        "experts_position (id, created_at, updated_at, expert_id, membership_id, half_days, max_half_days_per_week,"
        " time_mode, group_name, agreed_ring, release_state, released_ring, release_conditions, audience_keys)",
        (
            (
                p.pk,
                now,
                now,
                p.pk,
                p.pk,
                p.half_days,
                4,
                TimeMode.TASK.value,
                "",
                p.ring.value,
                ReleaseState.GIVEN.value,
                p.ring.value,
                "",
                _array(_keys(p)),
            )
            for p in people
        ),
    )
    _copy(
        cursor,
        "experts_expertskill (expert_id, skill_id, level, confirmed_at)",
        ((p.pk, skill, level, now) for p in people for skill, level in p.levels.items()),
    )
    _copy(
        cursor,
        "experts_availabilityexception (expert_id, day, part, is_free)",
        ((p.pk, *_moment(number), False) for p in people for number in p.taken),
    )
    _copy(
        cursor,
        "experts_searchcard (position_id, expert_id, board_id, audience_keys, skill_keys, skill_ids, levels,"
        " confirmed_on, form_ids, target_group_ids, half_days, class_half_days, group_name, per_week,"
        " membership_id, taken, extra, x_km, y_km)",
        (
            (
                p.pk,
                p.pk,
                None if p.is_freelancer else p.school.place.board_id,
                _array(_keys(p)),
                _array(sorted(skill_key(key, skill) for key in _keys(p) for skill in p.levels)),
                _array(p.levels),
                _array(p.levels.values()),
                "{" + ",".join([today.isoformat()] * len(p.levels)) + "}",
                "{}",
                "{}",
                p.half_days,
                0,
                "",
                4,
                p.pk,
                _array(p.taken),
                "{}",
                None if p.is_freelancer else p.school.x_km,
                None if p.is_freelancer else p.school.y_km,
            )
            for p in people
        ),
    )


def _where(person: SeededPerson) -> tuple[str, int | None, int | None]:
    """Role, school and network."""
    if person.is_freelancer:
        return Role.FREELANCER.value, None, person.school.place.network_id
    return Role.STAFF.value, person.school.place.school_id, None


def _keys(person: SeededPerson) -> list[int]:
    place = person.school.place
    if person.is_freelancer:
        place = Place(None, None, place.network_id, None)
    return sorted(place.keys(person.ring))


def _moment(number: int) -> tuple[date, str]:
    """Day and part of an ordinal (experts.half_days.ordinal)."""
    day = date.fromordinal(number // 2)
    return day, "pm" if number % 2 else "am"


def _array(numbers: Iterable[int]) -> str:
    return "{" + ",".join(map(str, numbers)) + "}"


def _copy(cursor: Any, into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
