"""What waits for someone on this floor, for Home."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.todos import Todo
from organisations.models import School
from organisations.roles import Right
from secondments.choices import SecondmentState, StepKind
from secondments.lists import names_of
from secondments.models import Loan, LoanHalfDay, Secondment
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
    yield from _helpers_who_leave(user, today)
    yield from _disputes(user)


def _helpers_who_leave(user: User, today: date) -> Iterator[Todo]:
    """Somebody lent has a last day at the own school, and half-days after it: both directors settle what happens. One
    query."""
    schools = School.objects.where(user, Right.DECIDE_FOR_SCHOOL)
    after = Q(half_days__day__gt=F("position__membership__ends_on"), half_days__day__gte=today)
    loans = (
        Loan.objects.filter(
            Q(secondment__borrower__in=schools) | Q(position__membership__school__in=schools),
            secondment__in=Secondment.objects.visible_to(user).filter(
                state__in=[SecondmentState.IN_APPROVAL, SecondmentState.PLANNED]
            ),
        )
        .exclude(expert__user=user)
        .annotate(after=Count("half_days", filter=after, distinct=True))
        .filter(after__gt=0)
        .select_related("expert__user", "secondment__borrower", "position__membership")
    )
    for loan in loans.order_by("pk"):
        number, last_day = loan.after, loan.position.membership.ends_on  # type: ignore[attr-defined]
        yield Todo(
            title=ngettext(
                "%(name)s gaat weg, en helpt nog op %(n)s dagdeel daarna",
                "%(name)s gaat weg, en helpt nog op %(n)s dagdelen daarna",
                number,
            )
            % {"name": loan.expert.user.full_name, "n": number},
            url=loan.secondment.get_absolute_url(),
            action=_("Spreek af hoe het verder gaat"),
            who=loan.secondment.title,
            hint=_("Laatste dag bij de eigen school: %(day)s.") % {"day": date_format(last_day or today, "j F Y")},
        )


def _disputes(user: User) -> Iterator[Todo]:
    """Two sides say something else about a half-day; both are asked to look at it together. One query."""
    found = LoanHalfDay.objects.disputed().of_party(user)
    rows = found.values_list("loan__secondment", "loan__secondment__title", "loan__secondment__borrower__name")
    for pk, title, school in rows.distinct().order_by("loan__secondment"):
        yield Todo(
            title=_("Ging de hulp door? De scholen zeggen iets anders"),
            url=reverse("secondments:outcome_edit", args=[pk]),
            action=_("Kijk ernaar"),
            who=_("%(title)s, op %(school)s.") % {"title": title, "school": school},
        )


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
