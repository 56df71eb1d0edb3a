"""The list of secondments in sections, each row with its one line of progress; a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secondments.choices import SecondmentState
from secondments.models import Secondment
from secondments.progress import Progress, progress_of
from users.models import User

# What is over fills a page at most; the rest is found through the school's figures.
MOST_FINISHED = 30
OPEN = (SecondmentState.DRAFT, SecondmentState.IN_APPROVAL)
AGREED = (SecondmentState.PLANNED,)


@dataclass(frozen=True, slots=True)
class Row:
    secondment: Secondment
    progress: Progress
    names: str


@dataclass(frozen=True, slots=True)
class Section:
    slug: str
    title: str | Promise
    rows: list[Row]


def sections_for(user: User, today: date) -> list[Section]:
    """What waits for this user, what waits for others, what is agreed or runs, and what is over."""
    seen = Secondment.objects.visible_to(user).with_story()
    current = list(seen.filter(state__in=(*OPEN, *AGREED)).order_by("starts_on", "pk"))
    over = list(seen.exclude(state__in=(*OPEN, *AGREED)).order_by("-updated_at", "-pk")[:MOST_FINISHED])
    progress = progress_of([*current, *over], user, today)
    rows = {s.pk: Row(s, progress[s.pk], names_of(s)) for s in [*current, *over]}
    asked = [rows[s.pk] for s in current if s.state in OPEN]
    agreed = [rows[s.pk] for s in current if s.state in AGREED]
    sections = [
        Section("jij", _("Dit wacht op jou"), [row for row in asked if _needs(row, user)]),
        Section("ander", _("Dit wacht op een ander"), [row for row in asked if not _needs(row, user)]),
        Section("loopt", _("Dit loopt nu"), [row for row in agreed if _has_begun(row, today)]),
        Section("gepland", _("Dit staat gepland"), [row for row in agreed if not _has_begun(row, today)]),
        Section("voorbij", _("Dit is voorbij"), [rows[s.pk] for s in over]),
    ]
    return [section for section in sections if section.rows]


def names_of(secondment: Secondment) -> str:
    """The experts, in words."""
    return ", ".join(str(loan.expert) for loan in secondment.loans.all())


def _has_begun(row: Row, today: date) -> bool:
    return row.secondment.starts_on is not None and row.secondment.starts_on <= today


def _needs(row: Row, user: User) -> bool:
    is_own_draft = row.secondment.state == SecondmentState.DRAFT and row.secondment.proposed_by_id == user.pk
    return row.progress.is_mine or is_own_draft
