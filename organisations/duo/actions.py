"""Bring the schools from DUO's files up to date, in one transaction. Touches only what came from DUO."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone

from organisations import reach
from organisations.actions import begin_board_periods
from organisations.choices import Source
from organisations.duo.brakes import brake_on
from organisations.duo.files import Files
from organisations.duo.memory import recall, remember
from organisations.duo.plan import Change, Known, Plan, Present, Recoded, make_plan
from organisations.duo.references import Tables
from organisations.models import Board, Network, Region, School, SchoolBoardPeriod
from organisations.reach import Move

BATCH = 500
# Any fixed number: one import at a time, the second waits.
_LOCK = 20_261_123
# Facts a file can tell, by the name in a plan; the last three are known by their code.
_PLAIN = (
    "name",
    "kind",
    "cluster",
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
    "area_codes",
    "network_source",
    "pupil_count",
    "pupil_year",
    "x_km",
    "y_km",
)
_LINKED = {"board": "board__number", "network": "network__code", "region": "region__code"}

# Called with how many schools are done, of how many.
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A plan with all it was made from. `fingerprint` is the same for the same differences."""

    plan: Plan
    tables: Tables
    board_names: Mapping[str, str]
    brake: str = ""
    fingerprint: str = field(default="")


def lock_imports() -> None:
    """One import at a time: wait for the one that is busy. Held until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def compare(files: Files, *, is_partial: bool = False) -> Comparison:
    """What these files would change now. Call inside a transaction, after `lock_imports`."""
    tables = recall().with_newer(files.fresh)
    present = _present()
    plan = make_plan(
        present, files.schools, tables=tables, fresh=files.fresh, area=settings.DUO_REGION, is_partial=is_partial
    )
    return Comparison(plan, tables, present.board_names, brake_on(plan), _fingerprint(plan, files.fresh))


def carry_out(
    comparison: Comparison, files: Files, *, today: date | None = None, progress: Progress = lambda done, total: None
) -> None:
    """Write a comparison made in this transaction."""
    today = today or timezone.localdate()
    plan, tables = comparison.plan, comparison.tables
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, plan.work)

    links = _Links(plan, files, tables)
    recoded = {again.code for again in plan.recoded} | {again.change.known.code for again in plan.recoded}
    moves = _follow_places(plan.recoded, links, today)
    moves += _write_new([(code, wanted) for code, wanted in plan.new if code not in recoded], links, today, count)
    changes = [change for change in plan.changes if change.known.code not in recoded]
    moves += _write_changes(changes, links, today, count)
    moves += _close([school for school in plan.closed if school.code not in recoded], today)
    _rename(Board, "number", {each.code: each.after for each in plan.board_names})
    _rename(Network, "code", {each.code: each.after for each in plan.network_names})
    remember(tables)
    reach.tell(moves)
    count(plan.unchanged + len(plan.recoded))


def _present() -> Present:
    names = dict(Board.objects.filter(source=Source.DUO).values_list("number", "name"))
    networks = dict(Network.objects.filter(source=Source.DUO).values_list("code", "name"))
    return Present(
        schools=list(_known_schools()),
        board_names=names,
        network_names=networks,
        taken_codes=frozenset(School.objects.exclude(source=Source.DUO).values_list("code", flat=True)),
        taken_boards=frozenset(Board.objects.exclude(source=Source.DUO).values_list("number", flat=True)),
    )


def _known_schools() -> Iterable[Known]:
    rows = School.objects.filter(source=Source.DUO).select_for_update(of=("self",)).order_by("code")
    linked = {f"_{name}": F(path) for name, path in _LINKED.items()}
    for row in rows.values("pk", "code", "closed_on", *_PLAIN, **linked):
        facts = {name: row[name] for name in _PLAIN} | {name: row[f"_{name}"] for name in _LINKED}
        facts["region"] = facts["region"].removeprefix(_region_prefix()) if facts["region"] else None
        yield Known(row["pk"], row["code"], row["closed_on"] is None, facts)


def _region_prefix() -> str:
    return f"{settings.DUO_REGION}-"


def _fingerprint(plan: Plan, fresh: Tables) -> str:
    """The same for the same differences to the same schools and tables, however they came about."""
    changes = [*plan.changes, *(again.change for again in plan.recoded)]
    parts = (
        plan.new,
        [(change.known.pk, change.before, change.after) for change in changes],
        [school.pk for school in plan.closed],
        [again.code for again in plan.recoded],
        [asdict(each) for each in [*plan.board_names, *plan.network_names]],
        asdict(fresh),
    )
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


class _Links:
    """Boards, regions and networks of a plan, made where they are new; code -> primary key."""

    def __init__(self, plan: Plan, files: Files, tables: Tables) -> None:
        changes = [*plan.changes, *(again.change for again in plan.recoded)]
        facts = [wanted for _code, wanted in plan.new] + [change.after for change in changes]
        area_names = {key: name for file in files.schools for key, name in file.area_names.items()}
        regions = {
            _region_prefix() + code: area_names.get((settings.DUO_REGION, code), code)
            for code in (fact["region"] for fact in facts if fact.get("region"))
        }
        numbers = {fact["board"] for fact in facts if "board" in fact}
        codes = {fact["network"] for fact in facts if fact.get("network")}
        self.boards = _ensure(Board, "number", {n: tables.board_names.get(n, f"Bestuur {n}") for n in numbers})
        self.regions = _ensure(Region, "code", regions)
        self.networks = _ensure(
            Network, "code", {code: tables.network_names.get(code, f"Samenwerkingsverband {code}") for code in codes}
        )

    def columns(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The facts of a plan as columns of the School model."""
        columns = {name: value for name, value in facts.items() if name not in _LINKED}
        if "board" in facts:
            columns["board_id"] = self.boards[facts["board"]]
        if "region" in facts:
            columns["region_id"] = self.regions[_region_prefix() + facts["region"]]
        if "network" in facts:
            columns["network_id"] = self.networks[facts["network"]] if facts["network"] else None
        return columns


def _ensure(model: type[Board] | type[Region] | type[Network], key: str, names: Mapping[str, str]) -> dict[str, int]:
    """Primary keys by code, after making what is not there yet."""
    manager: Any = model._default_manager
    there = set(manager.filter(**{f"{key}__in": names}).values_list(key, flat=True))
    manager.bulk_create(
        [model(**{key: code, "name": names[code], "source": Source.DUO}) for code in sorted(names.keys() - there)]
    )
    return dict(manager.filter(**{f"{key}__in": names}).values_list(key, "pk"))


def _write_new(
    new: Sequence[tuple[str, Mapping[str, Any]]], links: _Links, today: date, count: Callable[[int], None]
) -> list[Move]:
    moves: list[Move] = []
    for start in range(0, len(new), BATCH):
        schools = School.objects.bulk_create(
            [
                School(code=code, source=Source.DUO, **links.columns(wanted))
                for code, wanted in new[start : start + BATCH]
            ]
        )
        SchoolBoardPeriod.objects.bulk_create(
            [SchoolBoardPeriod(school=school, board_id=school.board_id, starts_on=today) for school in schools]
        )
        moves += [Move(school.pk, None, school.place) for school in schools]
        count(len(schools))
    return moves


def _write_changes(changes: Sequence[Change], links: _Links, today: date, count: Callable[[int], None]) -> list[Move]:
    moves: list[Move] = []
    for start in range(0, len(changes), BATCH):
        batch = changes[start : start + BATCH]
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
                moves.append(Move(school.pk, before, school.place, lies_elsewhere="x_km" in change.after))
            if "board" in change.after:
                moved.append(school)
        School.objects.bulk_update(schools.values(), sorted(names), batch_size=BATCH)
        begin_board_periods(moved, today)
        count(len(batch))
    return moves


def _follow_places(recoded: Sequence[Recoded], links: _Links, today: date) -> list[Move]:
    """A place that goes on under another code keeps its row, with its people; the old code is left closed."""
    moves: list[Move] = []
    for again in recoded:
        known = again.change.known
        place = School.objects.get(pk=known.pk)
        left = School.objects.filter(code=again.code).first()
        before = place.place
        if left is None:
            left = School.objects.get(pk=known.pk)
            left.pk, left._state.adding = None, True
        School.objects.filter(pk=place.pk).update(code="~")  # both codes are free for a moment
        left.code, left.closed_on = known.code, today
        left.save()
        for name, value in (links.columns(again.change.after) | {"code": again.code}).items():
            setattr(place, name, value)
        place.save()
        if "board" in again.change.after:
            begin_board_periods([place], today)
        moves.append(Move(place.pk, before, place.place, lies_elsewhere="x_km" in again.change.after))
    return moves


def _close(schools: Sequence[Known], today: date) -> list[Move]:
    rows = School.objects.filter(pk__in=[school.pk for school in schools])
    moves = [Move(school.pk, school.place, None) for school in rows]
    rows.update(closed_on=today, updated_at=timezone.now())
    return moves


def _rename(model: type[Board] | type[Network], key: str, names: Mapping[str, str]) -> None:
    """Give DUO's boards and networks their names; the number or code stays what identifies them."""
    manager: Any = model._default_manager
    found = list(manager.filter(source=Source.DUO, **{f"{key}__in": names}))
    for each in found:
        each.name, each.updated_at = names[getattr(each, key)], timezone.now()
    manager.bulk_update(found, ["name", "updated_at"], batch_size=BATCH)
