"""What files would change, compared with what is known: values in, values out. Nothing is written here."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from organisations.choices import NetworkSource, SchoolKind
from organisations.duo.references import Tables
from organisations.duo.schools import SchoolFile, SchoolRow, codes_in
from organisations.errors import FileRefusedError
from organisations.tables import RowError

_STRENGTH = [NetworkSource.UNKNOWN, NetworkSource.POSTCODE, NetworkSource.LIST, NetworkSource.MANUAL]
# Written with or without accents and in capitals from one file to the next; what counts is beside them, a number.
_SPELLED_FREELY = frozenset(["city", "municipality", "province"])
# Schools of these denominations may be in a national network of their own (WPO, article 18a).
NATIONAL_DENOMINATIONS = ("Reformatorisch",)
ADDRESS = ("street", "house_number", "postcode", "city")


@dataclass(frozen=True, slots=True)
class Known:
    """A DUO school as the database has it. `facts` has the keys of `wanted` below."""

    pk: int
    code: str
    is_open: bool
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One school that becomes different: only the facts that differ, before and after."""

    known: Known
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def is_move(self) -> bool:
        """It changes who sees its people, or where they are found on the map."""
        return not self.known.is_open or bool(self.after.keys() & {"board", "network", "region", "x_km", "y_km"})


@dataclass(frozen=True, slots=True)
class Recoded:
    """One place that goes on under another code: the old one is missing, the new one has its BRIN and its address or
    name. Counted as one closed and one new school; its people stay with the place."""

    change: Change
    code: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """A board or network that gets another name; the number or code stays what identifies it."""

    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A school somebody has to look at; `pk` is None when it is new."""

    code: str
    name: str
    postcode: str
    pk: int | None


@dataclass(slots=True)
class Plan:
    """Every school of the file is in exactly one of new, changed, renamed, reopened and unchanged; a school that is
    reopened or renamed may have changed in other ways too."""

    row_count: int = 0
    kinds: frozenset[SchoolKind] = frozenset()
    new: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    renamed: list[Change] = field(default_factory=list)
    reopened: list[Change] = field(default_factory=list)
    closed: list[Known] = field(default_factory=list)
    unchanged: int = 0
    # Rows of the school files; those of other tables are told beside the plan.
    errors: list[RowError] = field(default_factory=list)
    recoded: list[Recoded] = field(default_factory=list)
    new_boards: list[str] = field(default_factory=list)
    # Boards that have no open school left.
    left_boards: list[str] = field(default_factory=list)
    board_names: list[Renaming] = field(default_factory=list)
    network_names: list[Renaming] = field(default_factory=list)
    # Open schools that no list or postcode table gives a network, though schools of their kind have one.
    without_network: list[Mention] = field(default_factory=list)
    # Schools that now get a network by postcode, and whose denomination has a national one.
    maybe_national: list[Mention] = field(default_factory=list)
    # Nothing closes: the file is a part of the country, or a row may be about any school.
    closes_nothing: bool = False
    # Of what is known and open, in the kinds of the file: how many per kind and province; and where the file ends.
    open_per_kind: Counter[SchoolKind] = field(default_factory=Counter)
    open_per_province: Counter[str] = field(default_factory=Counter)
    last_province: str = ""

    @property
    def changes(self) -> list[Change]:
        return [*self.changed, *self.renamed, *self.reopened]

    @property
    def work(self) -> int:
        """How many schools there are to go through."""
        return len(self.new) + len(self.changes) + self.unchanged

    @property
    def summary(self) -> str:
        return (
            f"new={len(self.new)} changed={len(self.changed)} renamed={len(self.renamed)} closed={len(self.closed)} "
            f"reopened={len(self.reopened)} unchanged={self.unchanged} errors={len(self.errors)}"
        )


@dataclass(frozen=True, slots=True)
class Present:
    """What the database knows, as far as a plan needs it."""

    schools: Sequence[Known]
    board_names: Mapping[str, str]
    network_names: Mapping[str, str]
    # Codes and numbers of schools and boards that are not DUO's; they are never touched.
    taken_codes: frozenset[str] = frozenset()
    taken_boards: frozenset[str] = frozenset()


def make_plan(
    present: Present,
    files: Sequence[SchoolFile],
    *,
    tables: Tables,
    fresh: Tables,
    area: str = "onderwijsgebied",
    is_partial: bool = False,
) -> Plan:
    """Compare files with what is known.

    `tables`: all that is remembered, `fresh` being what these files add to it. `area`: the division of the country that
    is our region (schools.AREAS).
    """
    return _Planner(present, files, tables, fresh, area, is_partial).plan


class _Planner:
    """One comparison; `plan` is what came of it."""

    def __init__(
        self,
        present: Present,
        files: Sequence[SchoolFile],
        tables: Tables,
        fresh: Tables,
        area: str,
        is_partial: bool,
    ) -> None:
        self.present, self.tables, self.fresh, self.area = present, tables, fresh, area
        self.known = {school.code: school for school in present.schools}
        self.plan = Plan(row_count=sum(file.row_count for file in files))
        self.plan.errors = [error for file in files for error in file.errors]
        rows = self._usable_rows(files)
        self._check_kinds(rows)
        self.plan.kinds = frozenset(row.kind or SchoolKind.BO for row in rows.values())
        self.holiday_regions = _HolidayRegions(present.schools, rows.values())
        for row in rows.values():
            self._compare(row)
        self.plan.closes_nothing = is_partial
        if files:
            self._close_missing(rows)
        self._follow_tables(rows, counts_unchanged=not files)
        self._find_recoded(rows)
        self._name_things()
        self._look_back(rows)

    def _usable_rows(self, files: Sequence[SchoolFile]) -> dict[str, SchoolRow]:
        rows: dict[str, SchoolRow] = {}
        for file in files:
            for row in file.rows:
                problem = ""
                if row.code in rows:
                    problem = _("%(code)s staat ook in een ander bestand") % {"code": row.code}
                elif row.code in self.present.taken_codes or row.board_number in self.present.taken_boards:
                    taken = row.code if row.code in self.present.taken_codes else row.board_number
                    problem = _("%(code)s is hier van een ander dan DUO") % {"code": taken}
                if problem:
                    self.plan.errors.append(RowError(row.line, problem, (row.code,), file.name))
                else:
                    rows[row.code] = row
                    self.plan.last_province = row.fields.get("province", "")
        return rows

    def _check_kinds(self, rows: Mapping[str, SchoolRow]) -> None:
        """Raises FileRefusedError when rows that do not say their kind are mostly special schools here: as ordinary
        schools they would close all others."""
        silent = [self.known[row.code] for row in rows.values() if row.kind is None and row.code in self.known]
        special = sum(school.facts["kind"] != SchoolKind.BO for school in silent)
        if special * 2 > len(silent):
            raise FileRefusedError(
                _(
                    "Het bestand zegt niet welke soort scholen het zijn, en hier zijn de meeste speciaal onderwijs. "
                    "Zeg erbij welke soort het is (--kind)."
                )
            )

    def _compare(self, row: SchoolRow) -> None:
        school = self.known.get(row.code)
        wanted = self._wanted(row, school)
        if school is None:
            self.plan.new.append((row.code, wanted))
            return
        change = _change(school, wanted)
        if not school.is_open:
            self.plan.reopened.append(change)
        elif "name" in change.after:
            self.plan.renamed.append(change)
        elif change.after:
            self.plan.changed.append(change)
        else:
            self.plan.unchanged += 1

    def _wanted(self, row: SchoolRow, school: Known | None) -> dict[str, Any]:
        """What the files and tables say about one school; what they do not say, stays as it is."""
        wanted: dict[str, Any] = {**row.fields, "board": row.board_number}
        if row.kind or school is None:
            wanted["kind"] = (row.kind or SchoolKind.BO).value
        if row.areas:
            wanted["area_codes"] = {**(school.facts["area_codes"] if school else {}), **row.areas}
        if self.area in row.areas:
            wanted["region"] = row.areas[self.area]
        if school is None and "holiday_region" not in wanted and (guess := self.holiday_regions.of(wanted)):
            wanted["holiday_region"] = guess
        return wanted | self._from_tables(row.code, wanted, school)

    def _from_tables(self, code: str, wanted: Mapping[str, Any], school: Known | None) -> dict[str, Any]:
        """Network, pupils and place on the map of one school, as far as the tables tell."""
        facts = {**(school.facts if school else {}), **wanted}
        found = self._network(code, facts)
        pupils = self.tables.pupils.get(code)
        if pupils and pupils.year >= (facts.get("pupil_year") or 0):
            found |= {"pupil_count": pupils.count, "pupil_year": pupils.year}
        own = self.tables.place_of_school.get(code)
        place = self.tables.place_of_postcode.get(facts["postcode"][:4])
        if own and own.postcode in ("", facts["postcode"]):
            place = (own.x_km, own.y_km)
        if place:
            found |= {"x_km": place[0], "y_km": place[1]}
        return found

    def _network(self, code: str, facts: Mapping[str, Any]) -> dict[str, Any]:
        """A person's choice stays; a list beats the postcode table; a kind that takes no part has none by postcode."""
        source = NetworkSource(facts.get("network_source", NetworkSource.UNKNOWN))
        listed = self.tables.network_of_school.get(code) or self.tables.network_of_school.get(code[:4])
        if source is NetworkSource.MANUAL:
            return {}
        if listed:
            return {"network": listed, "network_source": NetworkSource.LIST.value}
        if source is NetworkSource.LIST:
            return {}
        if not takes_part(facts):
            lapses = source is NetworkSource.POSTCODE
            return {"network": None, "network_source": NetworkSource.UNKNOWN.value} if lapses else {}
        nearby = self.tables.network_of_postcode.get(facts["postcode"][:4])
        return {"network": nearby, "network_source": NetworkSource.POSTCODE.value} if nearby else {}

    def _close_missing(self, rows: Mapping[str, SchoolRow]) -> None:
        """Of the kinds in the file, what is open and not mentioned closes; unless some row may be about any school."""
        candidates = [s for s in self.present.schools if s.is_open and s.facts["kind"] in self.plan.kinds]
        self.plan.open_per_kind = Counter(SchoolKind(school.facts["kind"]) for school in candidates)
        self.plan.open_per_province = Counter(school.facts["province"] for school in candidates)
        missing = [school for school in candidates if school.code not in rows]
        for error in self.plan.errors:
            meant = _meant_by(error)
            if not any(meant(school) for school in self.present.schools) and not codes_in(error.cells):
                self.plan.closes_nothing = True
            missing = [school for school in missing if not meant(school)]
        if not self.plan.closes_nothing:
            self.plan.closed = missing

    def _follow_tables(self, rows: Mapping[str, SchoolRow], *, counts_unchanged: bool) -> None:
        """Open schools that are not in the file follow the tables only."""
        closing = {school.code for school in self.plan.closed}
        for school in self.present.schools:
            if school.is_open and school.code not in rows and school.code not in closing:
                change = _change(school, self._from_tables(school.code, {}, school))
                if change.after:
                    self.plan.changed.append(change)
                else:
                    self.plan.unchanged += counts_unchanged

    def _find_recoded(self, rows: Mapping[str, SchoolRow]) -> None:
        fresh_codes = [code for code, _facts in self.plan.new] + [change.known.code for change in self.plan.reopened]
        by_brin: dict[str, list[SchoolRow]] = defaultdict(list)
        for code in fresh_codes:
            by_brin[code[:4]].append(rows[code])
        pairs = [
            (school, row)
            for school in self.plan.closed
            for row in by_brin[school.code[:4]]
            if _is_same_place(school, row)
        ]
        old, new = Counter(school.code for school, _row in pairs), Counter(row.code for _school, row in pairs)
        self.plan.recoded = [
            Recoded(_change(school, self._wanted(row, school)), row.code)
            for school, row in pairs
            if old[school.code] == new[row.code] == 1
        ]

    def _name_things(self) -> None:
        """Names of boards and networks: what these files say now; what was said before names only what is new."""
        numbers = {facts["board"] for _code, facts in self.plan.new} | {
            change.after["board"] for change in self.plan.changes if "board" in change.after
        }
        self.plan.new_boards = sorted(numbers - self.present.board_names.keys())
        self.plan.board_names = _renamings(self.present.board_names, self.fresh.board_names)
        self.plan.network_names = _renamings(self.present.network_names, self.fresh.network_names)

    def _look_back(self, rows: Mapping[str, SchoolRow]) -> None:
        """How things stand afterwards: boards without schools, schools without a network or maybe in another one."""
        after: dict[str, dict[str, Any]] = {change.known.code: change.after for change in self.plan.changes}
        after |= dict(self.plan.new)
        closing = {school.code for school in self.plan.closed}
        stays = [s for s in self.present.schools if (s.is_open or s.code in rows) and s.code not in closing]
        facts = {school.code: {**school.facts, **after.get(school.code, {})} for school in stays} | dict(self.plan.new)
        had_schools = {school.facts["board"] for school in self.present.schools if school.is_open}
        self.plan.left_boards = sorted(had_schools - {found["board"] for found in facts.values()})
        if not (self.tables.network_of_postcode or self.tables.network_of_school):
            return
        for code, found in facts.items():
            school = self.known.get(code)
            mention = Mention(code, found["name"], found["postcode"], school.pk if school else None)
            source = found.get("network_source")
            if not found.get("network") and takes_part(found) and source != NetworkSource.MANUAL:
                self.plan.without_network.append(mention)
            is_now_by_postcode = source == NetworkSource.POSTCODE and "network" in after.get(code, {})
            if is_now_by_postcode and found.get("denomination", "").startswith(NATIONAL_DENOMINATIONS):
                self.plan.maybe_national.append(mention)


class _HolidayRegions:
    """Older files do not say in which holiday region a school lies: as most of its municipality, or province, do."""

    def __init__(self, schools: Iterable[Known], rows: Iterable[SchoolRow]) -> None:
        self.counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for facts in [*(school.facts for school in schools if school.is_open), *(row.fields for row in rows)]:
            for column in ("municipality_code", "province"):
                if facts.get(column) and facts.get("holiday_region"):
                    self.counts[column, facts[column]][facts["holiday_region"]] += 1

    def of(self, facts: Mapping[str, Any]) -> str | None:
        for column in ("municipality_code", "province"):
            counts = self.counts.get((column, facts.get(column, "")))
            if counts:
                return counts.most_common(1)[0][0]
        return None


def _meant_by(error: RowError) -> Callable[[Known], bool]:
    """Which schools a skipped row may be about: by code, or else by BRIN, postcode or name."""
    codes = codes_in(error.cells)
    if codes:
        return lambda school: school.code in codes
    cells = {re.sub(r"\s", "", cell).upper() for cell in error.cells}
    names = {_bare(cell) for cell in error.cells} - {""}
    return lambda school: (
        school.code[:4] in cells or school.facts["postcode"] in cells or _bare(school.facts["name"]) in names
    )


def takes_part(facts: Mapping[str, Any]) -> bool:
    """Does a school like this belong to the network of its area? Not secondary special education, and not special
    schools of cluster 1 and 2."""
    cluster = facts.get("cluster") or ""
    is_of_area = not cluster or bool(re.search("[34]", cluster))
    return facts.get("kind") != SchoolKind.VSO and is_of_area


def same_words(one: object, other: object) -> bool:
    """Equal but for accents, capitals and punctuation."""
    return _bare(one) == _bare(other)


def _bare(text: object) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", str(text).casefold()))


def _change(school: Known, wanted: Mapping[str, Any]) -> Change:
    after = {
        name: value
        for name, value in wanted.items()
        if school.facts[name] != value and not (name in _SPELLED_FREELY and same_words(school.facts[name], value))
    }
    return Change(school, {name: school.facts[name] for name in after}, after)


def _is_same_place(school: Known, row: SchoolRow) -> bool:
    facts, fields = school.facts, row.fields
    is_same_address = facts["postcode"] == fields["postcode"] and same_words(
        facts["house_number"], fields.get("house_number", "")
    )
    return is_same_address or (
        same_words(facts["name"], fields["name"]) and same_words(facts["city"], fields.get("city", ""))
    )


def _renamings(present: Mapping[str, str], fresh: Mapping[str, str]) -> list[Renaming]:
    return [
        Renaming(code, present[code], name)
        for code, name in sorted(fresh.items())
        if code in present and present[code] != name
    ]
