"""While it runs: what became of each half-day, taking a teacher back, and making up the charges."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.errors import NotAllowedNow
from experts import actions as expert_actions
from funding.costs import cents, travel_cost
from organisations.calendar import school_days_between
from organisations.school_calendar import calendar_for
from secondments import notifications
from secondments.actions.deciding import everybody_in
from secondments.actions.locking import locked, write
from secondments.approvals import Side
from secondments.choices import REPORTED, ChargeMethod, EventKind, Outcome, ReplacementState, SecondmentState
from secondments.models import Charge, Loan, LoanHalfDay, Secondment
from secondments.outcomes import settled
from secondments.rates import rates_for
from secondments.settling import Agreed, HalfDayDone, capped, owed
from users.models import User

RUNNING = (SecondmentState.PLANNED, SecondmentState.FINISHED)


@transaction.atomic
def report_outcomes(secondment: Secondment, *, by: User, sides: Iterable[Side], says: Mapping[int, Outcome]) -> int:
    """Say for these sides what became of half-days (LoanHalfDay primary key -> outcome); how many that changed.

    Raises NotAllowedNow for a half-day to come or of somebody else, and once the charges are made up.
    """
    secondment = locked(secondment)
    if secondment.state not in RUNNING or secondment.settled_on is not None:
        raise NotAllowedNow(_("Hier valt niets meer na te kijken: alles is afgerekend."))
    today = timezone.localdate()
    rows = {row.pk: row for row in reportable(secondment, today)}
    if not says.keys() <= rows.keys() or any(outcome not in REPORTED for outcome in says.values()):
        raise NotAllowedNow(_("Dit dagdeel is nog niet geweest, of al geregeld. Kijk nog eens."))
    sides = set(sides)
    changed = [row for pk, row in rows.items() if pk in says and _say(row, says[pk], sides, today)]
    for row in changed:
        row.save(update_fields=["lender_says", "lender_said_on", "borrower_says", "borrower_said_on"])
    if changed:
        text = gettext_noop("keek %(n)s dagdelen na.") % {"n": len(changed)}
        write(secondment, EventKind.REPORTED, text, by=by)
    if differing := [row for row in changed if row.said.is_disputed]:
        about = f"half-day:{differing[0].pk}:{today}"
        people = [user for user in everybody_in(secondment) if user.pk != by.pk]
        notifications.tell(notifications.DIFFERENT, secondment, people, about=about)
    return len(changed)


def reportable(secondment: Secondment, today: date) -> list[LoanHalfDay]:
    """Half-days that have begun and were not taken back."""
    rows = LoanHalfDay.objects.filter(loan__secondment=secondment, day__lte=today)
    return list(rows.exclude(lender_says=Outcome.RECALLED).select_related("loan__expert__user").order_by("day", "part"))


@transaction.atomic
def recall_half_days(secondment: Secondment, *, by: User, half_days: Iterable[int], reason: str) -> Secondment:
    """The lending school takes its teacher back for half-days to come (LoanHalfDay primary keys): they are free again,
    cost nothing, and everybody hears it at once. The rest goes on. Raises NotAllowedNow without a reason."""
    secondment = locked(secondment)
    if secondment.state != SecondmentState.PLANNED:
        raise NotAllowedNow(_("Deze inzet loopt niet. Er is niets terug te halen."))
    if not reason.strip():
        raise NotAllowedNow(_("Schrijf kort op waarom je terughaalt."))
    today = timezone.localdate()
    wanted = set(half_days)
    rows = list(
        LoanHalfDay.objects.filter(loan__secondment=secondment, pk__in=wanted, day__gte=today, booked__isnull=False)
    )
    if not rows or len(rows) != len(wanted):
        raise NotAllowedNow(_("Kies dagdelen die nog komen."))
    still = LoanHalfDay.objects.filter(loan__secondment=secondment, booked__isnull=False).exclude(pk__in=wanted)
    if not still.exists():
        raise NotAllowedNow(_("Dan blijft er niets over. Zeg de inzet dan af."))
    booked = [row.booked_id for row in rows if row.booked_id]
    for row in rows:
        row.lender_says = row.borrower_says = Outcome.RECALLED
        row.lender_said_on = row.borrower_said_on = today
        row.booked, row.due_percent, row.replacement_cents = None, 0, 0
        row.covered_by, row.replacement_state = "", ReplacementState.NOT_NEEDED
        row.save()
    expert_actions.free_half_days(booked)
    first = min(row.day for row in rows)
    words = {"n": len(rows), "day": date_format(first, "j F"), "reason": reason.strip()}
    text = gettext_noop("haalde %(n)s dagdelen terug, vanaf %(day)s: %(reason)s") % words
    write(secondment, EventKind.STOPPED, text, by=by)
    people = [user for user in everybody_in(secondment) if user.pk != by.pk]
    about = f"half-day:{rows[0].pk}"
    notifications.tell(notifications.RECALLED, secondment, people, about=about, day=date_format(first, "l j F"))
    return secondment


def call_off_half_days(secondment: Secondment, rows: Iterable[LoanHalfDay], *, is_borrower: bool, today: date) -> None:
    """Mark half-days to come as called off, with the share that is still owed. The secondment is locked by the caller.

    Only the school that asked owes something for calling off late (DOMAIN 5.3)."""
    calendar = calendar_for(secondment.borrower)
    for row in rows:
        ahead = school_days_between(today, row.day, calendar)
        is_late = is_borrower and ahead < secondment.cancel_free_days
        row.due_percent = secondment.cancel_percent if is_late else 0
        row.lender_says = row.borrower_says = Outcome.CALLED_OFF
        row.lender_said_on = row.borrower_said_on = today
        row.save(update_fields=["due_percent", "lender_says", "lender_said_on", "borrower_says", "borrower_said_on"])


def settle_secondments(today: date | None = None) -> int:
    """Make up the charges of what is over and of which every half-day is settled; returns how many. Each in a
    transaction of its own; safe to run twice, late, or never."""
    today = today or timezone.localdate()
    done = 0
    for pk in Secondment.objects.to_settle().order_by("pk").values_list("pk", flat=True):
        done += _settle(pk, today)
    return done


@transaction.atomic
def _settle(pk: int, today: date) -> bool:
    secondment = locked(Secondment(pk=pk))
    loans = list(secondment.loans.with_people().order_by("pk"))
    rows = [row for loan in loans for row in loan.half_days.all()]
    if secondment.settled_on is not None or any(settled(row.day, row.said, today) is None for row in rows):
        return False
    charges = [_charge(secondment, loan, len(rows), today) for loan in loans]
    prices = capped([charge.price_cents for charge in charges], secondment.price_cents)
    for charge, price in zip(charges, prices, strict=True):
        charge.price_cents = price
    Charge.objects.bulk_create(charges)
    secondment.settled_on = today
    secondment.save(update_fields=["settled_on", "updated_at"])
    write(secondment, EventKind.REPORTED, gettext_noop("Alle dagdelen zijn nagekeken. Dit is afgerekend."))
    return True


def _charge(secondment: Secondment, loan: Loan, half_days: int, today: date) -> Charge:
    board = loan.lender.board if loan.lender else None
    rates = rates_for(board, timezone.localdate(secondment.planned_at))
    rows = list(loan.half_days.all())
    outcomes = {row.pk: outcome for row in rows if (outcome := settled(row.day, row.said, today)) is not None}
    held_on = {row.day for row in rows if outcomes[row.pk] is Outcome.HELD}
    travels = secondment.travel_cents > 0
    travel = cents(travel_cost(loan.travel_km, len(held_on), km_rate=rates.km)) if travels else 0
    agreed = Agreed(
        ChargeMethod(secondment.charge_method),
        secondment.price_cents,
        secondment.vat_cents,
        secondment.travel_cents,
        half_days,
    )
    done = [HalfDayDone(outcomes[row.pk], row.due_percent, row.replacement_cents) for row in rows]
    found = owed(agreed, done, travel_cents=travel)
    return Charge(
        loan=loan,
        payer=secondment.borrower.board,
        payee=board,
        half_days=found.held,
        hours=found.held * rates.half_day_hours,
        price_cents=found.price_cents,
        travel_cents=found.travel_cents,
        vat_cents=found.vat_cents,
        settled_on=today,
    )


def _say(row: LoanHalfDay, outcome: Outcome, sides: set[Side], today: date) -> bool:
    """Write down what these sides say; False when that is what they said already."""
    before = row.said
    if Side.LENDING in sides and row.lender_says != outcome:
        row.lender_says, row.lender_said_on = outcome, today
    if Side.BORROWING in sides and row.borrower_says != outcome:
        row.borrower_says, row.borrower_said_on = outcome, today
    return row.said != before
