"""What waits for someone on this floor, for Home."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.todos import Todo
from secondments.choices import SecondmentState, StepKind
from secondments.lists import names_of
from secondments.models import Secondment
from secondments.progress import Progress, progress_of
from users.models import User


def todos_for(user: User, today: date) -> Iterator[Todo]:
    """Steps to take, classes to cover, half-days to choose anew; and own proposals that wait for somebody else."""
    open_states = (SecondmentState.DRAFT, SecondmentState.IN_APPROVAL)
    secondments = list(Secondment.objects.visible_to(user).filter(state__in=open_states).with_story().order_by("pk"))
    progress = progress_of(secondments, user, today)
    for secondment in secondments:
        todo = _todo(secondment, progress[secondment.pk], user)
        if todo is not None:
            yield todo


def _todo(secondment: Secondment, progress: Progress, user: User) -> Todo | None:
    words = {"names": names_of(secondment), "school": secondment.borrower.name, "title": secondment.title}
    is_own = secondment.proposed_by_id == user.pk
    if progress.mine is not None:
        return Todo(
            title=_question(progress.mine.kind) % words,
            url=progress.url,
            action=progress.label,
            who=_("%(school)s vroeg dit: %(title)s.") % words,
            since=progress.since,
        )
    if progress.is_cover_mine:
        return Todo(
            title=_("Wie neemt de klas van %(names)s over?") % words,
            url=progress.url,
            action=progress.label,
            who=_("Iedereen zei ja tegen: %(title)s.") % words,
            hint=_("De inzet gaat pas door als er vervanging is."),
            since=progress.since,
        )
    if is_own and secondment.state == SecondmentState.DRAFT:
        return Todo(
            title=_("Kies een ander dagdeel: %(title)s") % words,
            url=reverse("secondments:secondment_change", args=[secondment.pk]),
            action=_("Kies een dagdeel"),
            who=progress.text,
        )
    if is_own:
        return Todo(
            title=secondment.title,
            url=secondment.get_absolute_url(),
            action="",
            who=f"{progress.who}{progress.text}",
            since=progress.since,
            waits_for_me=False,
        )
    return None


def _question(kind: str) -> str:
    match kind:
        case StepKind.EXPERT:
            return _("Wil jij helpen op %(school)s?")
        case StepKind.BUDGET_HOLDER:
            return _("Betalen jullie de vervanging van %(names)s?")
        case _:
            return _("Mag %(names)s helpen op %(school)s?")
