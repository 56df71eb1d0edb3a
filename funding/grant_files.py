"""Grants from an Excel file: which budget, how much, and the decision they rest on. All or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from funding.choices import LineKind
from funding.forms import AmountField
from funding.models import Budget, LedgerLine
from organisations.sheets import rows_of

COLUMNS = ("budget", "bedrag", "kenmerk")
MOST_ROWS = 2000
MOST_NOTE = 200


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One grant, in euro cents; `note` is the decision or reference it rests on."""

    budget: Budget
    amount_cents: int
    note: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, on which line as Excel numbers it."""

    line: int
    reason: str


def read_grants(data: bytes, budgets: Sequence[Budget]) -> tuple[list[GrantRow], list[Wrong]]:
    """The rows that are right and everything that is wrong. A grant with the same amount and reference that stands in
    the ledger of that budget already is wrong too, so that a file handed in twice pays once.

    Raises FileRefusedError for what is no workbook, or is far too long.
    """
    header, lines = rows_of(data, most=MOST_ROWS)
    places = {name: header_at(header, name) for name in COLUMNS}
    missing = [name for name, place in places.items() if place is None]
    if missing:
        words = {"missing": ", ".join(missing), "all": ", ".join(COLUMNS)}
        return [], [Wrong(1, _("De kolom %(missing)s ontbreekt. Nodig zijn: %(all)s.") % words)]
    by_name: dict[str, list[Budget]] = {}
    for budget in budgets:
        by_name.setdefault(budget.name.strip().lower(), []).append(budget)
    rows: list[GrantRow] = []
    wrong: list[Wrong] = []
    granted = LedgerLine.objects.filter(budget__in=budgets, kind=LineKind.GRANT)
    seen = set(granted.values_list("budget_id", "amount_cents", "note"))
    for line, cells in lines:
        found = _row(cells, {name: place for name, place in places.items() if place is not None}, by_name)
        if isinstance(found, str):
            wrong.append(Wrong(line, found))
            continue
        key = (found.budget.pk, found.amount_cents, found.note)
        if key in seen:
            wrong.append(Wrong(line, _("Deze toekenning staat er al, met hetzelfde bedrag en kenmerk.")))
            continue
        seen.add(key)
        rows.append(found)
    if not rows and not wrong:
        wrong.append(Wrong(1, _("Er staat geen toekenning in dit bestand.")))
    return rows, wrong


def header_at(header: Sequence[str], name: str) -> int | None:
    names = [cell.strip().lower() for cell in header]
    return names.index(name) if name in names else None


def _row(cells: Sequence[str], places: Mapping[str, int], budgets: Mapping[str, list[Budget]]) -> GrantRow | str:
    """The grant of this line, or what is wrong with it."""
    values = {name: cells[place].strip() if place < len(cells) else "" for name, place in places.items()}
    found = budgets.get(values["budget"].lower(), [])
    if not found:
        return _("‘%(name)s’ is geen budget waar jij over gaat.") % {"name": values["budget"]}
    if len(found) > 1:
        return _("Er zijn meer budgetten die ‘%(name)s’ heten. Geef ze eerst een eigen naam.") % {
            "name": values["budget"]
        }
    if not values["kenmerk"]:
        return _("Vul een kenmerk in: het besluit of nummer waar dit op rust.")
    try:
        cents = AmountField().clean(values["bedrag"])
    except ValidationError as error:
        return str(error.messages[0])
    return GrantRow(found[0], cents, values["kenmerk"][:MOST_NOTE])
