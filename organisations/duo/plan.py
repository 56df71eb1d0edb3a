"""What a file would change, compared with what is known: values in, values out. Nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from organisations.choices import NetworkSource
from organisations.duo.tables import NetworkTable, SchoolFile, SchoolRow
from organisations.duo.text import FileRefusedError, RowError

# More closing at once than this is not a month of ordinary life but a wrong file: from April to August 2026 2 of 6,107
# locations closed.
MOST_CLOSING_SHARE = 0.05
ALWAYS_ALLOWED_TO_CLOSE = 3
# A file of less than this share of the last one is another kind of file.
LEAST_ROWS_SHARE = 0.5

_STRENGTH = [NetworkSource.UNKNOWN, NetworkSource.POSTCODE, NetworkSource.LIST, NetworkSource.MANUAL]


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
        """It changes who sees its people."""
        return not self.known.is_open or bool(self.after.keys() & {"board", "network", "region"})


@dataclass(slots=True)
class Plan:
    """Every school of the file is in exactly one of new, changed, renamed, reopened and unchanged; a school that is
    reopened or renamed may have changed in other ways too."""

    row_count: int
    new: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    renamed: list[Change] = field(default_factory=list)
    reopened: list[Change] = field(default_factory=list)
    closed: list[Known] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)
    # Schools whose postcode or code is not in the network table.
    without_network: list[str] = field(default_factory=list)
    # Nothing closes: the file is a part of the country, or a row does not say which school it is about.
    closes_nothing: bool = False

    @property
    def changes(self) -> list[Change]:
        return [*self.changed, *self.renamed, *self.reopened]

    @property
    def summary(self) -> str:
        return (
            f"new={len(self.new)} changed={len(self.changed)} renamed={len(self.renamed)} closed={len(self.closed)} "
            f"reopened={len(self.reopened)} unchanged={self.unchanged} errors={len(self.errors)}"
        )


def make_plan(
    file: SchoolFile,
    known: Iterable[Known],
    *,
    taken_codes: frozenset[str],
    taken_boards: frozenset[str],
    networks: NetworkTable | None = None,
    coordinates: Mapping[str, tuple[float, float]] | None = None,
    is_partial: bool = False,
) -> Plan:
    """Compare a file with the DUO schools that are known.

    `taken_codes` and `taken_boards` belong to schools and boards that are not DUO's; they are never touched.
    """
    schools = {school.code: school for school in known}
    plan = Plan(file.row_count, errors=list(file.errors))
    seen = set(file.mentioned_codes)
    for row in file.rows:
        seen.add(row.code)
        if row.code in taken_codes or row.board_number in taken_boards:
            taken = row.code if row.code in taken_codes else row.board_number
            plan.errors.append(RowError(row.line, _("%(code)s is hier van een ander dan DUO") % {"code": taken}))
            continue
        school = schools.get(row.code)
        wanted = _wanted(row, school, networks, coordinates or {})
        if networks is not None and "network" not in wanted and not _has_network(school):
            plan.without_network.append(row.code)
        _sort_in(plan, row, school, wanted)
    plan.closes_nothing = is_partial or file.has_unreadable_code
    if not plan.closes_nothing:
        plan.closed = [school for school in schools.values() if school.is_open and school.code not in seen]
    return plan


def check_brakes(plan: Plan, open_count: int, last_row_count: int | None) -> None:
    """Refuse a file that would close an abnormal share of the open DUO schools, or that is far smaller than the last.

    Raises FileRefusedError.
    """
    if last_row_count and not plan.closes_nothing and plan.row_count < last_row_count * LEAST_ROWS_SHARE:
        raise FileRefusedError(
            _("Het bestand heeft %(rows)s regels en het vorige had er %(last)s: dit is niet het hele land.")
            % {"rows": plan.row_count, "last": last_row_count}
        )
    closing = len(plan.closed)
    if closing > max(ALWAYS_ALLOWED_TO_CLOSE, open_count * MOST_CLOSING_SHARE):
        raise FileRefusedError(
            _("Dit bestand zou %(closing)s van de %(open)s scholen sluiten: het is niet compleet.")
            % {"closing": closing, "open": open_count}
        )


def _wanted(
    row: SchoolRow,
    school: Known | None,
    networks: NetworkTable | None,
    coordinates: Mapping[str, tuple[float, float]],
) -> dict[str, Any]:
    """What the files say about one school; what they do not say, stays as it is."""
    wanted: dict[str, Any] = {**row.fields, "board": row.board_number}
    if row.region:
        wanted["region"] = row.region[0]
    network = networks.network_of(row.code, row.fields["postcode"]) if networks else None
    if networks and network and _may_overrule(networks.source, school):
        wanted |= {"network": network, "network_source": networks.source.value}
    place = coordinates.get(row.fields["postcode"][:4])
    if place:
        wanted |= {"x_km": place[0], "y_km": place[1]}
    return wanted


def _may_overrule(source: NetworkSource, school: Known | None) -> bool:
    """A list beats a postcode table, and a person beats both."""
    current = NetworkSource(school.facts["network_source"]) if school else NetworkSource.UNKNOWN
    return _STRENGTH.index(source) >= _STRENGTH.index(current)


def _has_network(school: Known | None) -> bool:
    return school is not None and school.facts["network"] is not None


def _sort_in(plan: Plan, row: SchoolRow, school: Known | None, wanted: dict[str, Any]) -> None:
    if school is None:
        plan.new.append((row.code, wanted))
        return
    after = {name: value for name, value in wanted.items() if school.facts[name] != value}
    change = Change(school, {name: school.facts[name] for name in after}, after)
    if not school.is_open:
        plan.reopened.append(change)
    elif "name" in after:
        plan.renamed.append(change)
    elif after:
        plan.changed.append(change)
    else:
        plan.unchanged += 1


def report(plan: Plan, at_most: int = 20) -> list[str]:
    """What changes, in sentences for who runs the import; at most so many lines per kind."""
    kinds: list[tuple[str, Sequence[str]]] = [
        (_("Nieuw"), [f"{code} {wanted['name']}" for code, wanted in plan.new]),
        (_("Gesloten"), [f"{school.code} {school.facts['name']}" for school in plan.closed]),
        (_("Heropend"), [f"{change.known.code} {change.known.facts['name']}" for change in plan.reopened]),
        (_("Hernoemd"), _differences(plan, "name")),
        (_("Ander bestuur (anderen zien nu hun mensen)"), _differences(plan, "board")),
        (_("Ander samenwerkingsverband (anderen zien nu hun mensen)"), _differences(plan, "network")),
        (_("Andere regio (anderen zien nu hun mensen)"), _differences(plan, "region")),
        (_("Verhuisd"), _differences(plan, "postcode")),
        (_("Zonder samenwerkingsverband"), plan.without_network),
    ]
    lines: list[str] = []
    for title, found in kinds:
        if found:
            lines.append(f"{title}: {len(found)}")
            lines += [f"  {line}" for line in found[:at_most]]
            if len(found) > at_most:
                lines.append(_("  ... en nog %(count)s") % {"count": len(found) - at_most})
    if plan.closes_nothing:
        lines.append(_("Er is geen school gesloten: het bestand is een deel, of een regel heeft geen leesbare code."))
    return lines


def _differences(plan: Plan, fact: str) -> list[str]:
    return [
        f"{change.known.code} {change.known.facts['name']}: {change.before[fact] or '-'} -> {change.after[fact]}"
        for change in plan.changes
        if fact in change.after
    ]
