"""What rests on somebody who leaves a school: secondments they proposed, and help they were going to give after their
last day. Registered with `organisations.leaving`."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from organisations.leaving import OpenWork
from organisations.models import Membership
from organisations.roles import Right
from secondments import notifications
from secondments.actions.locking import locked, write
from secondments.choices import EventKind, SecondmentState
from secondments.models import Loan, LoanQuerySet, Secondment, SecondmentQuerySet
from users.models import User

RUNNING = (SecondmentState.DRAFT, SecondmentState.IN_APPROVAL, SecondmentState.PLANNED)


def open_work(membership: Membership, *, last_day: date, reader: User) -> Sequence[OpenWork]:
    """Only what the reader may see: a loan the expert has not said yes to is between expert and borrower."""
    seen = Secondment.objects.visible_to(reader)
    proposed = _proposed_by(membership).filter(pk__in=seen.values("pk")).order_by("pk")
    found = [OpenWork(_("Inzet"), each.title, each.get_absolute_url()) for each in proposed]
    for loan in _loans_after(membership, last_day).filter(secondment__in=seen.values("pk")).order_by("pk"):
        after = loan.after  # type: ignore[attr-defined]
        hint = ngettext(
            "%(n)s dagdeel ligt na de laatste dag. Spreek met %(school)s af hoe het verder gaat.",
            "%(n)s dagdelen liggen na de laatste dag. Spreek met %(school)s af hoe het verder gaat.",
            after,
        ) % {"n": after, "school": loan.secondment.borrower}
        found.append(
            OpenWork(_("Helpt elders"), loan.secondment.title, loan.secondment.get_absolute_url(), False, hint)
        )
    return found


def hand_over(membership: Membership, *, to: User, by: User) -> None:
    """`to` is from now on who asked; the story says so."""
    for pk in list(_proposed_by(membership).order_by("pk").values_list("pk", flat=True)):
        secondment = locked(Secondment(pk=pk))
        secondment.proposed_by = to
        secondment.save(update_fields=["proposed_by", "updated_at"])
        write(secondment, EventKind.CHANGED, gettext_noop("neemt dit over."), by=to)


def left(membership: Membership, *, by: User) -> None:
    """Whoever asked for this person, and who lends them, hears that half-days lie after the last day. What was agreed
    stays as it is until they decide: nobody's lesson is called off by a date in a form."""
    assert membership.ends_on is not None  # set by who calls
    for loan in _loans_after(membership, membership.ends_on).order_by("secondment_id"):
        secondment = locked(loan.secondment)
        after = loan.after  # type: ignore[attr-defined]
        day = date_format(membership.ends_on, "j F Y")
        text = gettext_noop("werkt tot en met %(day)s bij de eigen school. Dagdelen daarna: %(n)s.")
        write(secondment, EventKind.CHANGED, text % {"day": day, "n": after}, by=membership.user)
        notifications.tell(
            notifications.LEAVING,
            secondment,
            _who_arranges(loan, but_for={by.pk, membership.user_id}),
            about=f"leaves:{membership.ends_on}",
            name=membership.user.full_name,
            day=day,
        )


def _proposed_by(membership: Membership) -> SecondmentQuerySet:
    return Secondment.objects.filter(proposed_by=membership.user_id, borrower=membership.school_id, state__in=RUNNING)


def _loans_after(membership: Membership, last_day: date) -> LoanQuerySet:
    """Running loans from this place with half-days after `last_day`; adds `after`, how many."""
    return (
        Loan.objects.filter(
            position__membership=membership,
            secondment__state__in=[SecondmentState.IN_APPROVAL, SecondmentState.PLANNED],
        )
        .annotate(after=Count("half_days", filter=Q(half_days__day__gt=last_day)))
        .filter(after__gt=0)
        .select_related("secondment__borrower", "position__membership__school")
    )


def _who_arranges(loan: Loan, *, but_for: set[int]) -> list[User]:
    """The directors of both schools, and who asked."""
    schools = [loan.secondment.borrower, *([loan.lender] if loan.lender else [])]
    held = (
        Membership.objects.active()
        .with_right(Right.DECIDE_FOR_SCHOOL)
        .filter(school__in=schools)
        .exclude(user__in=but_for)
    )
    people = {each.user_id: each.user for each in held.select_related("user")}
    if loan.secondment.proposed_by_id not in but_for:
        people[loan.secondment.proposed_by_id] = loan.secondment.proposed_by
    return list(people.values())
