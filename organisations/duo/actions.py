"""Bring the schools from DUO's files up to date, in one transaction. Touches only what came from DUO."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from organisations import reach
from organisations.actions import begin_board_periods
from organisations.choices import Source
from organisations.duo.plan import Known, Plan, check_brakes, make_plan
from organisations.duo.tables import NetworkTable, SchoolFile
from organisations.models import Board, DuoImport, Network, Region, School, SchoolBoardPeriod
from organisations.reach import Move

BATCH = 500
# Any fixed number: one import at a time, the second waits.
_LOCK = 20_261_123
# Facts a file can tell, by the name in a plan; the last three are known by their code.
_PLAIN = (
    "name",
    "street",
    "house_number",
    "postcode",
    "city",
    "municipality_code",
    "municipality",
    "province",
    "denomination",
    "phone",
    "website",
    "holiday_region",
    "network_source",
    "x_km",
    "y_km",
)
_LINKED = {"board": "board__number", "network": "network__code", "region": "region__code"}
_REGION_PREFIX = "onderwijsgebied-"

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Files:
    """What was read; only the schools are always there."""

    schools: SchoolFile
    board_names: Mapping[str, str]
    networks: NetworkTable | None = None
    coordinates: Mapping[str, tuple[float, float]] | None = None


@transaction.atomic
def import_duo(
    files: Files,
    *,
    file_name: str,
    is_partial: bool = False,
    is_dry_run: bool = False,
    today: date | None = None,
    progress: Progress = lambda done: None,
) -> Plan:
    """Add, change, close and reopen DUO's schools. Returns what changed, or with `is_dry_run` what would.

    `progress` is called with the number of schools written each time. Raises FileRefusedError (nothing has changed)
    when the file would close too many schools.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    today = today or timezone.localdate()
    known = list(_known_schools())
    plan = make_plan(
        files.schools,
        known,
        taken_codes=frozenset(School.objects.exclude(source=Source.DUO).values_list("code", flat=True)),
        taken_boards=frozenset(Board.objects.exclude(source=Source.DUO).values_list("number", flat=True)),
        networks=files.networks,
        coordinates=files.coordinates,
        is_partial=is_partial,
    )
    last = DuoImport.objects.order_by("-imported_at").first()
    check_brakes(plan, sum(school.is_open for school in known), last.row_count if last else None)
    if is_dry_run:
        return plan
    links = _Links(plan, files)
    moves = [*_write_new(plan, links, today, progress), *_write_changes(plan, links, today, progress)]
    moves += _close(plan.closed, today)
    _name_boards(files.board_names)
    reach.tell(moves)
    progress(plan.unchanged)
    DuoImport.objects.create(
        file_name=file_name[-255:],
        row_count=plan.row_count,
        new_count=len(plan.new),
        changed_count=len(plan.changed),
        renamed_count=len(plan.renamed),
        closed_count=len(plan.closed),
        reopened_count=len(plan.reopened),
        unchanged_count=plan.unchanged,
        error_count=len(plan.errors),
    )
    return plan


def _known_schools() -> Iterable[Known]:
    rows = School.objects.filter(source=Source.DUO).select_for_update(of=("self",))
    linked = {f"_{name}": F(path) for name, path in _LINKED.items()}
    for row in rows.values("pk", "code", "closed_on", *_PLAIN, **linked):
        facts = {name: row[name] for name in _PLAIN} | {name: row[f"_{name}"] for name in _LINKED}
        facts["region"] = facts["region"].removeprefix(_REGION_PREFIX) if facts["region"] else None
        yield Known(row["pk"], row["code"], row["closed_on"] is None, facts)


class _Links:
    """Boards, regions and networks of a plan, made where they are new; code -> primary key."""

    def __init__(self, plan: Plan, files: Files) -> None:
        facts = [wanted for _code, wanted in plan.new] + [change.after for change in plan.changes]
        regions = {f"{_REGION_PREFIX}{row.region[0]}": row.region[1] for row in files.schools.rows if row.region}
        networks = files.networks.names if files.networks else {}
        self.boards = _ensure(
            Board, "number", {fact["board"]: f"Bestuur {fact['board']}" for fact in facts if "board" in fact}
        )
        self.regions = _ensure(
            Region,
            "code",
            {code: regions[code] for fact in facts if "region" in fact for code in [_REGION_PREFIX + fact["region"]]},
        )
        codes = {fact["network"] for fact in facts if fact.get("network")}
        self.networks = _ensure(
            Network, "code", {code: networks.get(code, f"Samenwerkingsverband {code}") for code in codes}
        )

    def columns(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The facts of a plan as columns of the School model."""
        columns = {name: value for name, value in facts.items() if name not in _LINKED}
        if "board" in facts:
            columns["board_id"] = self.boards[facts["board"]]
        if "region" in facts:
            columns["region_id"] = self.regions[_REGION_PREFIX + facts["region"]]
        if "network" in facts:
            columns["network_id"] = self.networks[facts["network"]]
        return columns


def _ensure(model: type[Board] | type[Region] | type[Network], key: str, names: Mapping[str, str]) -> dict[str, int]:
    """Primary keys by code, after making what is not there yet."""
    manager: Any = model._default_manager
    there = set(manager.filter(**{f"{key}__in": names}).values_list(key, flat=True))
    manager.bulk_create(
        [model(**{key: code, "name": names[code], "source": Source.DUO}) for code in sorted(names.keys() - there)]
    )
    return dict(manager.filter(**{f"{key}__in": names}).values_list(key, "pk"))


def _write_new(plan: Plan, links: _Links, today: date, progress: Progress) -> list[Move]:
    moves: list[Move] = []
    for start in range(0, len(plan.new), BATCH):
        batch = plan.new[start : start + BATCH]
        schools = School.objects.bulk_create(
            [School(code=code, source=Source.DUO, **links.columns(wanted)) for code, wanted in batch]
        )
        SchoolBoardPeriod.objects.bulk_create(
            [SchoolBoardPeriod(school=school, board_id=school.board_id, starts_on=today) for school in schools]
        )
        moves += [Move(school.pk, None, school.place) for school in schools]
        progress(len(batch))
    return moves


def _write_changes(plan: Plan, links: _Links, today: date, progress: Progress) -> list[Move]:
    moves: list[Move] = []
    for start in range(0, len(plan.changes), BATCH):
        batch = plan.changes[start : start + BATCH]
        schools = School.objects.in_bulk([change.known.pk for change in batch])
        names = {"closed_on", "updated_at"}
        moved: list[School] = []
        for change in batch:
            school = schools[change.known.pk]
            before = school.place if change.known.is_open else None
            columns = links.columns(change.after) | {"closed_on": None, "updated_at": timezone.now()}
            names |= columns.keys()
            for name, value in columns.items():
                setattr(school, name, value)
            if change.is_move:
                moves.append(Move(school.pk, before, school.place))
            if "board" in change.after:
                moved.append(school)
        School.objects.bulk_update(schools.values(), sorted(names), batch_size=BATCH)
        begin_board_periods(moved, today)
        progress(len(batch))
    return moves


def _close(schools: Sequence[Known], today: date) -> list[Move]:
    rows = School.objects.filter(pk__in=[school.pk for school in schools])
    moves = [Move(school.pk, school.place, None) for school in rows]
    rows.update(closed_on=today, updated_at=timezone.now())
    return moves


def _name_boards(names: Mapping[str, str]) -> None:
    """Give DUO's boards their names; the number stays what identifies them."""
    boards = [
        board
        for board in Board.objects.filter(source=Source.DUO, number__in=names)
        if board.name != names[board.number]
    ]
    for board in boards:
        board.name, board.updated_at = names[board.number], timezone.now()
    Board.objects.bulk_update(boards, ["name", "updated_at"], batch_size=BATCH)
