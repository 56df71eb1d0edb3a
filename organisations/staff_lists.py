"""A list of people from a file: what it says, and for each row what is wrong with it. Reads the database, never writes.

A list is read once and judged again each time somebody looks, because meanwhile a colleague may have come or a school
may have closed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from organisations.choices import SCHOOL_ROLES, Role
from organisations.giving import Giver
from organisations.models import Board, Membership, School, StaffInvitation
from organisations.tables import fold, read_list
from users.addresses import owners_of

MOST_ROWS = 5000
COLUMNS: Mapping[str, Sequence[str]] = {
    "email": ("E-mailadres", "e-mail", "email", "mail", "mailadres", "werkmail", "emailadres werk", "e-mail werk"),
    "first_name": ("Voornaam", "roepnaam", "voornamen", "first name"),
    "prefix": ("Tussenvoegsel", "tussenvoegsels", "voorvoegsel", "tv"),
    "last_name": ("Achternaam", "familienaam", "last name", "geslachtsnaam"),
    "name": ("Naam", "volledige naam", "medewerker", "naam medewerker"),
    "school": ("School", "schoolnaam", "locatie", "vestiging", "brin", "vestigingscode", "vestigingsnummer", "brin6"),
    "role": ("Rol", "rol in expedu", "role"),
    "job_title": ("Functie", "functienaam", "functieomschrijving", "taak", "job title"),
}
REQUIRED = ("email",)
# What schools call the roles; an empty cell is a colleague like most.
ROLE_WORDS: Mapping[Role, Sequence[str]] = {
    Role.STAFF: (
        "",
        "medewerker",
        "leraar",
        "leerkracht",
        "docent",
        "onderwijsassistent",
        "leraarondersteuner",
        "staff",
    ),
    Role.COORDINATOR: ("ib", "ib'er", "iber", "interne begeleider", "intern begeleider", "kwaliteitscoordinator", "kc"),
    Role.DIRECTOR: ("directeur", "schoolleider", "locatieleider", "locatiedirecteur", "director"),
}
_LONGEST = {"first_name": 60, "last_name": 80, "job_title": 80}
_ROLES = {re.sub(r"[^a-z]", "", word): role for role, words in ROLE_WORDS.items() for word in words}


@dataclass(slots=True)
class StaffLine:
    """One row of the list, judged. `problems` keep it from being invited; `notes` are only told."""

    number: int
    email: str
    first_name: str
    last_name: str
    role: Role = Role.STAFF
    school: School | None = None
    job_title: str = ""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def key(self) -> tuple[str, str, int | None]:
        return self.email, self.role.value, self.school.pk if self.school else None


def read_staff_list(data: bytes) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of a CSV or Excel file as they are kept, and the names of columns nothing is done with. Raises
    FileRefusedError."""
    table = read_list(data, COLUMNS, REQUIRED, most=MOST_ROWS)
    rows: list[dict[str, Any]] = [{"line": row.line} | row.values for row in table.rows]
    rows += [{"line": error.line, "broken": error.reason} for error in table.errors]
    return sorted(rows, key=lambda row: row["line"]), table.ignored_columns


def judge(rows: Iterable[Mapping[str, Any]], *, board: Board, giver: Giver, school: School | None) -> list[StaffLine]:
    """Every row with what is wrong with it. `giver`: who handed the list in; `school`: of a row that names none. Three
    queries, however long the list."""
    schools = _Schools(giver, school)
    lines = [_line(row, giver, schools) for row in rows]
    seen: dict[tuple[str, str, int | None], int] = {}
    names: dict[str, StaffLine] = {}
    for line in lines:
        if not line.email or line.problems:
            continue
        if line.key in seen:
            line.problems.append(_("Staat ook op regel %(line)s.") % {"line": seen[line.key]})
            continue
        seen[line.key] = line.number
        first = names.setdefault(line.email, line)
        if fold(first.full_name) != fold(line.full_name):
            words = {"line": first.number, "name": first.full_name}
            line.problems.append(_("Dit adres hoort op regel %(line)s bij %(name)s.") % words)
    _tell_who_is_there(lines, board)
    return lines


def _line(row: Mapping[str, Any], giver: Giver, schools: "_Schools") -> StaffLine:
    if "broken" in row:
        return StaffLine(row["line"], "", "", "", problems=[_("Deze regel heeft %(what)s.") % {"what": row["broken"]}])
    first, last = _names(row)
    line = StaffLine(row["line"], row["email"].lower(), first, last, job_title=row.get("job_title", ""))
    _check_address(line)
    if not first:
        line.problems.append(_("Er staat geen naam."))
    for name, longest in _LONGEST.items():
        if len(getattr(line, name)) > longest:
            line.problems.append(_("“%(value)s …” is te lang.") % {"value": getattr(line, name)[:30]})
    role = _ROLES.get(re.sub(r"[^a-z]", "", row.get("role", "").lower().replace("ö", "o")))
    if role is None:
        known = ", ".join(str(Role(role).label).lower() for role in SCHOOL_ROLES)
        words = {"value": row["role"][:60], "known": known}
        line.problems.append(_("De rol “%(value)s” kennen we niet. Kies uit: %(known)s.") % words)
    else:
        line.role = role
    line.school, problem = schools.find(row.get("school", ""))
    if problem:
        line.problems.append(problem)
    elif role and line.school and not giver.may_give(role, line.school.pk):
        words = {"role": str(role.label).lower()}
        line.problems.append(_("De rol %(role)s geeft het bestuur, niet de school.") % words)
    return line


def _names(row: Mapping[str, Any]) -> tuple[str, str]:
    """First and last name; from one column as "Jansen, Petra" or "Petra Jansen"."""
    first = row.get("first_name", "")
    last = " ".join(filter(None, [row.get("prefix", ""), row.get("last_name", "")]))
    if not first and not last and (whole := row.get("name", "")):
        before, comma, after = whole.partition(",")
        if comma:
            return after.strip(), before.strip()
        first, _blank, last = whole.partition(" ")
    return first, last


def _check_address(line: StaffLine) -> None:
    if not line.email:
        line.problems.append(_("Er staat geen e-mailadres."))
        return
    try:
        validate_email(line.email)
    except ValidationError:
        line.problems.append(_("“%(value)s” is geen e-mailadres.") % {"value": line.email[:80]})
        line.email = ""


class _Schools:
    """Finds the school of a row by its code or its name, among those of whoever handed the list in."""

    def __init__(self, giver: Giver, otherwise: School | None) -> None:
        self.otherwise = otherwise or (next(iter(giver.schools.values())) if len(giver.schools) == 1 else None)
        self.named: dict[str, list[School]] = {}
        for school in giver.schools.values():
            for name in {fold(school.code), fold(school.name)}:
                self.named.setdefault(name, []).append(school)
        codes: dict[str, list[School]] = {}
        for school in giver.schools.values():
            codes.setdefault(fold(school.code[:4]), []).append(school)
        for code, found in codes.items():
            self.named.setdefault(code, found)

    def find(self, text: str) -> tuple[School | None, str]:
        """The school, or none and a sentence that says why."""
        if not text:
            return self.otherwise, "" if self.otherwise else _("Er staat geen school.")
        found = self.named.get(fold(text), [])
        if len(found) == 1:
            return found[0], ""
        if found:
            words = {"value": text[:60], "codes": ", ".join(sorted(school.code for school in found))}
            return None, _("“%(value)s” kan meer dan één school zijn: %(codes)s.") % words
        return None, _("De school “%(value)s” is niet van jullie, of staat niet zo in Expedu.") % {"value": text[:60]}


def _tell_who_is_there(lines: Sequence[StaffLine], board: Board) -> None:
    """Who has this place already, and who was asked before: no mistake, but good to know."""
    emails = {line.email for line in lines if line.email}
    owners = owners_of(emails)
    held = set(
        Membership.objects.not_ended()
        .at_board(board)
        .filter(user__in=[user.pk for user in owners.values()])
        .values_list("user_id", "role", "school_id")
    )
    asked = set(StaffInvitation.objects.running().filter(board=board, email__in=emails).values_list("email", flat=True))
    for line in lines:
        owner = owners.get(line.email)
        if owner and (owner.pk, line.role.value, line.school.pk if line.school else None) in held:
            line.notes.append(_("Heeft deze plek al en krijgt geen mail."))
        elif line.email in asked:
            line.notes.append(_("Is al uitgenodigd en krijgt geen tweede mail."))
