"""The pupil-data guard at work: what is said of a text, who may be named in it, and the last refusal before a save."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from organisations.models import Membership, School
from organisations.pupil_data import Level, Verdict, check


def sentences(verdict: Verdict) -> list[str]:
    """What was found and how to write it instead, each once, in order; only the heaviest kind."""
    lines = [
        _("“%(found)s”: %(rewrite)s") % {"found": finding.found, "rewrite": finding.rewrite}
        for finding in verdict.findings
        if finding.level is verdict.level
    ]
    return list(dict.fromkeys(lines))


def refuse(*texts: str, names: Iterable[str], is_confirmed: bool) -> None:
    """Raise NotAllowedNow for a text about one child, or one that may be and was not confirmed: the last guard."""
    known = tuple(names)
    for text in texts:
        verdict = check(text, known)
        if verdict.level is Level.BLOCK or (verdict.level is Level.WARN and not is_confirmed):
            raise NotAllowedNow(" ".join(sentences(verdict)))


def names_at(*schools: School | None) -> list[str]:
    """The names of these schools and of everyone who works there: a text may name them. None counts for nothing."""
    there = [school for school in schools if school is not None]
    people = Membership.objects.active().filter(school__in=there).values_list("user__first_name", "user__last_name")
    return [*(school.name for school in there), *names_of(people)]


def names_of(people: Iterable[tuple[str, str]]) -> list[str]:
    """Full names first, so that they are known as a whole; then first names."""
    pairs = list(people)
    return [f"{first} {last}".strip() for first, last in pairs] + [first for first, _last in pairs if first]
