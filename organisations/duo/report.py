"""A plan as lines to read: the same in the terminal and in the browser."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.duo.plan import ADDRESS, Change, Known, Plan, Recoded
from organisations.duo.references import Tables
from organisations.tables import RowError


class Section(models.TextChoices):
    """The parts of a report, in the order they are read."""

    ERRORS = "errors", gettext_lazy("Overgeslagen regels")
    NEW = "new", gettext_lazy("Nieuw")
    CLOSED = "closed", gettext_lazy("Gesloten")
    REOPENED = "reopened", gettext_lazy("Heropend")
    RECODED = "recoded", gettext_lazy("Zelfde plek, nieuwe code")
    BOARD = "board", gettext_lazy("Ander bestuur")
    NETWORK = "network", gettext_lazy("Ander netwerk")
    REGION = "region", gettext_lazy("Andere regio")
    RENAMED = "renamed", gettext_lazy("Hernoemd")
    MOVED = "moved", gettext_lazy("Verhuisd")
    OTHER = "other", gettext_lazy("Andere gegevens")
    NEW_BOARDS = "new_boards", gettext_lazy("Nieuwe besturen")
    LEFT_BOARDS = "left_boards", gettext_lazy("Besturen zonder scholen")
    BOARD_NAMES = "board_names", gettext_lazy("Namen van besturen")
    NETWORK_NAMES = "network_names", gettext_lazy("Netwerken met een andere naam")
    CHOICE = "choice", gettext_lazy("Zonder netwerk: kies zelf")
    NATIONAL = "national", gettext_lazy("Misschien in een landelijk netwerk")


# What these sections tell changes who sees the people of a school, or whom they see.
CHANGES_SIGHT = (Section.CLOSED, Section.REOPENED, Section.BOARD, Section.NETWORK, Section.REGION)
EXPLANATIONS = {
    Section.ERRORS: gettext_lazy("Deze regels doen niet mee. Een school die erin genoemd wordt, sluit hierdoor niet."),
    Section.CLOSED: gettext_lazy(
        "Wie hier werkt, is daarna op deze school voor niemand meer te vinden, en open vragen rusten. Plekken en "
        "geschiedenis blijven. Komt de school terug, dan ziet iedereen weer wie dat eerder ook mocht."
    ),
    Section.REOPENED: gettext_lazy("Wie de mensen van deze scholen eerder mocht zien, ziet hen weer. Niemand nieuw."),
    Section.RECODED: gettext_lazy(
        "Dezelfde plek gaat verder onder een andere code: de mensen, vragen en afspraken gaan mee. In de telling is "
        "het een gesloten en een nieuwe school."
    ),
    Section.BOARD: gettext_lazy(
        "Het oude bestuur ziet de mensen en vragen van deze scholen meteen niet meer. Het nieuwe bestuur ziet hen pas "
        "als zij daar zelf ja op zeggen. Wie hier naar mensen zoekt, ziet voortaan wie zich aan het nieuwe bestuur "
        "laat zien."
    ),
    Section.NETWORK: gettext_lazy(
        "Het nieuwe samenwerkingsverband ziet de mensen en vragen van deze scholen pas als zij daar zelf ja op zeggen."
    ),
    Section.REGION: gettext_lazy(
        "De nieuwe regio ziet de mensen en vragen van deze scholen pas als zij daar zelf ja op zeggen."
    ),
    Section.NEW_BOARDS: gettext_lazy("Zonder naam heten ze Bestuur met hun nummer, tot een bestand met namen komt."),
    Section.LEFT_BOARDS: gettext_lazy("Deze besturen blijven bestaan, maar er hoort geen open school meer bij."),
    Section.CHOICE: gettext_lazy(
        "Geen lijst of postcodetabel zegt waar deze scholen bij horen. Kies het zelf bij de school; dat blijft dan zo."
    ),
    Section.NATIONAL: gettext_lazy(
        "Deze scholen kregen een samenwerkingsverband door hun postcode, maar horen misschien bij een landelijk "
        "verband van hun richting. Klopt het niet, kies het dan zelf bij de school; dat blijft dan zo."
    ),
}
_FACTS = {
    "kind": gettext_lazy("soort"),
    "cluster": gettext_lazy("cluster"),
    "denomination": gettext_lazy("richting"),
    "municipality": gettext_lazy("gemeente"),
    "municipality_code": gettext_lazy("gemeentenummer"),
    "province": gettext_lazy("provincie"),
    "phone": gettext_lazy("telefoon"),
    "website": gettext_lazy("website"),
    "holiday_region": gettext_lazy("vakantieregio"),
    "pupil_count": gettext_lazy("leerlingen"),
    "x_km": gettext_lazy("plek op de kaart"),
    "area_codes": gettext_lazy("gebieden"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One difference. `school_id` when it is about a school that is there already."""

    section: Section
    code: str
    name: str = ""
    before: str = ""
    after: str = ""
    school_id: int | None = None
    file_name: str = ""
    line: int | None = None

    def __str__(self) -> str:
        text = f"{self.code} {self.name}".strip()
        return f"{text}: {self.before or '-'} -> {self.after or '-'}" if self.before or self.after else text


def lines_of(plan: Plan, tables: Tables, names: Mapping[str, str], errors: Iterable[RowError]) -> list[Line]:
    """Every difference. `names`: board number -> name, for who reads names rather than numbers."""
    names = {**names, **tables.board_names}
    return [
        *(Line(Section.ERRORS, "", error.reason, file_name=error.file, line=error.line) for error in errors),
        *(Line(Section.NEW, code, facts["name"]) for code, facts in plan.new),
        *(_known(Section.CLOSED, school) for school in plan.closed),
        *(_known(Section.REOPENED, change.known) for change in plan.reopened),
        *(_recoded(again) for again in plan.recoded),
        *_differences(plan.changes, Section.BOARD, "board", names),
        *_differences(plan.changes, Section.NETWORK, "network"),
        *_differences(plan.changes, Section.REGION, "region"),
        *_differences(plan.changes, Section.RENAMED, "name"),
        *_moved(plan.changes),
        *_other(plan.changes),
        *(Line(Section.NEW_BOARDS, number, tables.board_names.get(number, "")) for number in plan.new_boards),
        *(Line(Section.LEFT_BOARDS, number, names.get(number, "")) for number in plan.left_boards),
        *(Line(Section.BOARD_NAMES, each.code, "", each.before, each.after) for each in plan.board_names),
        *(Line(Section.NETWORK_NAMES, each.code, "", each.before, each.after) for each in plan.network_names),
        *_choices(plan, tables),
    ]


def notes_of(plan: Plan, ignored_columns: Iterable[str] = ()) -> list[str]:
    """What is worth knowing beside the differences, in sentences."""
    notes = []
    if plan.closes_nothing:
        notes.append(_("Er sluit geen school: het bestand is een deel, of een regel heeft geen leesbare code."))
    if plan.row_count and plan.kinds:
        kinds = ", ".join(kind.label.lower() for kind in sorted(plan.kinds))
        notes.append(
            _("Soorten scholen in het bestand: %(kinds)s. Andere soorten sluiten hierdoor niet.") % {"kinds": kinds}
        )
    ignored = sorted({name for name in ignored_columns if name})
    if ignored:
        notes.append(_("Niet gebruikte kolommen: %(columns)s.") % {"columns": ", ".join(ignored)})
    return notes


def report(lines: Sequence[Line], notes: Iterable[str], at_most: int = 20) -> list[str]:
    """For the terminal: at most so many lines per section."""
    printed: list[str] = []
    for section in Section:
        found = [line for line in lines if line.section == section]
        if found and section != Section.ERRORS:
            printed.append(f"{section.label}: {len(found)}")
            printed += [f"  {line}" for line in found[:at_most]]
            if len(found) > at_most:
                printed.append(_("  ... en nog %(count)s") % {"count": len(found) - at_most})
    return [*printed, *notes]


def _known(section: Section, school: Known) -> Line:
    return Line(section, school.code, school.facts["name"], school_id=school.pk)


def _recoded(again: Recoded) -> Line:
    known = again.change.known
    return Line(Section.RECODED, known.code, known.facts["name"], known.code, again.code, known.pk)


def _differences(
    changes: Iterable[Change], section: Section, fact: str, names: Mapping[str, str] = MappingProxyType({})
) -> Iterable[Line]:
    for change in changes:
        if fact in change.after:
            before, after = (_named(facts[fact], names) for facts in (change.before, change.after))
            known = change.known
            yield Line(section, known.code, known.facts["name"], before, after, known.pk)


def _named(code: Any, names: Mapping[str, str]) -> str:
    """A code with the name it has, unless that is made of the code."""
    name = names.get(code, "")
    return f"{code} {name}" if name and not name.endswith(str(code)) else str(code or "")


def _moved(changes: Iterable[Change]) -> Iterable[Line]:
    for change in changes:
        if "postcode" in change.after:
            before = change.known.facts
            after = {**before, **change.after}
            yield Line(
                Section.MOVED, change.known.code, before["name"], _address(before), _address(after), change.known.pk
            )


def _address(facts: Mapping[str, Any]) -> str:
    street = f"{facts['street']} {facts['house_number']}".strip()
    return ", ".join(part for part in (street, f"{facts['postcode']} {facts['city']}".strip()) if part)


def _other(changes: Iterable[Change]) -> Iterable[Line]:
    for change in changes:
        facts = [name for name in _FACTS if name in change.after]
        if "postcode" not in change.after and any(name in change.after for name in ADDRESS):
            facts.append("address")
        if facts:
            after = {**change.known.facts, **change.after}
            yield Line(
                Section.OTHER,
                change.known.code,
                change.known.facts["name"],
                "; ".join(_told(name, change.known.facts) for name in facts),
                "; ".join(_told(name, after) for name in facts),
                change.known.pk,
            )


def _told(name: str, facts: Mapping[str, Any]) -> str:
    if name == "address":
        return _address(facts)
    value = facts[name]
    if name == "x_km":
        value = f"{facts['x_km']} {facts['y_km']}" if value is not None else None
    if name == "area_codes":
        value = " ".join(f"{area} {code}" for area, code in sorted(value.items()))
    return f"{_FACTS[name]} {'-' if value in (None, '') else value}"


def _choices(plan: Plan, tables: Tables) -> Iterable[Line]:
    """Schools no table gives a network, with the nearest postcode that has one as a hint; and who may be in a national
    network."""
    postcodes = sorted(tables.network_of_postcode)
    for school in plan.without_network:
        hint = _("postcode %(postcode)s") % {"postcode": school.postcode}
        if near := _nearest(school.postcode[:4], postcodes):
            words = {"postcode": near, "network": tables.network_of_postcode[near]}
            hint += _("; de dichtstbijzijnde, %(postcode)s, hoort bij %(network)s") % words
        yield Line(Section.CHOICE, school.code, f"{school.name} ({hint})", school_id=school.pk)
    for school in plan.maybe_national:
        yield Line(Section.NATIONAL, school.code, school.name, school_id=school.pk)


def _nearest(postcode: str, postcodes: Sequence[str]) -> str | None:
    """The postcode next to this one in the sorted list: neighbours in number are neighbours on the ground."""
    place = bisect(postcodes, postcode)
    around = postcodes[max(0, place - 1) : place + 1]
    return min(around, key=lambda other: abs(int(other) - int(postcode)), default=None)
