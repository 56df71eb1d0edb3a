"""One question to the guard: what in this text points at a child?"""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from organisations.pupil_data.passage import Passage
from organisations.pupil_data.people import names_in
from organisations.pupil_data.rules import RULES, Case
from organisations.pupil_data.verdict import Finding, Verdict


def check(text: str, known_names: Iterable[str] = (), *, today: date | None = None) -> Verdict:
    """Look for what identifies a child.

    `known_names`: grown-ups who may be named (first, last or full names of colleagues), and names of schools. A known
    first name passes too, unless the text itself says it is a child's ("leerling Daan").
    """
    if not text.strip():
        return Verdict()
    passage = Passage.read(text)
    known = [name for name in known_names if name]
    case = Case(passage, tuple(names_in(passage, known)), today or timezone.localdate())
    hits = {(hit.start, hit.end, hit.level): hit for rule in RULES for hit in rule(case)}
    findings = (Finding(hit.level, hit.start, hit.end, text[hit.start : hit.end], hit.rewrite) for hit in hits.values())
    return Verdict(tuple(sorted(findings, key=lambda finding: (finding.start, finding.end))))
