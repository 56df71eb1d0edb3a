"""Pupil data stays out of requests and messages: the guard's verdict, and the names that may stand in a text."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.errors import NotAllowedNow
from helprequests.models import Conversation
from organisations import pupil_data
from organisations.models import Membership, School


def sentences(verdict: pupil_data.Verdict) -> list[str]:
    """What was found and how to write it instead, each once, in order."""
    lines = [
        _("“%(found)s”: %(rewrite)s") % {"found": finding.found, "rewrite": finding.rewrite}
        for finding in verdict.findings
        if finding.level is verdict.level
    ]
    return list(dict.fromkeys(lines))


def refuse(text: str, *, names: Iterable[str], is_confirmed: bool) -> None:
    """Raise NotAllowedNow for a text about one child, or one that may be and was not confirmed: the last guard."""
    verdict = pupil_data.check(text, names)
    if verdict.is_ok or (verdict.level is pupil_data.Level.WARN and is_confirmed):
        return
    raise NotAllowedNow(" ".join(sentences(verdict)))


def names_at(school: School) -> list[str]:
    """The school's name and everyone who works there: a text may name them."""
    people = Membership.objects.active().filter(school=school).values_list("user__first_name", "user__last_name")
    return [school.name, *names_of(people)]


def names_in(conversation: Conversation) -> list[str]:
    """Who may be named in this conversation: the school's people, the expert, and the expert's schools and
    colleagues."""
    own = Membership.objects.active().filter(user=conversation.expert.user_id, school__isnull=False)
    colleagues = Membership.objects.active().filter(school__in=own.values("school"))
    people = colleagues.values_list("user__first_name", "user__last_name")
    schools = School.objects.filter(pk__in=own.values("school")).values_list("name", flat=True)
    expert = conversation.expert.user
    return [
        *names_at(conversation.school),
        *names_of([(expert.first_name, expert.last_name)]),
        *schools,
        *names_of(people),
    ]


def names_of(people: Iterable[tuple[str, str]]) -> list[str]:
    """Full names first, so that they are known as a whole; then first names."""
    pairs = list(people)
    return [f"{first} {last}".strip() for first, last in pairs] + [first for first, _last in pairs if first]
