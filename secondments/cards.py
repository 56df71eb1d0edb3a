"""The decision card: what a yes means, in facts with a word and a colour (DOMAIN section 9). No automatic refusal."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.components import euros
from experts.choices import TimeMode
from funding import rates
from organisations.choices import SCHOOL_ROLES
from organisations.models import Membership, School
from secondments.choices import LegalShape, ReplacementState, SecondmentState, StepKind
from secondments.models import Approval, Loan, LoanHalfDay, Secondment
from secondments.permissions import replacement_cents
from secondments.price_words import extra_facts, price_in, price_in_words, vat_fact
from secondments.pricing import Rates
from secondments.rates import rates_for
from secondments.words import TIME_MODE_WORDS

HALF_DAYS_PER_WEEK = 10
# Shares of the team, in percent, where a rate table says nothing (DOMAIN 14: an own proposal, 2 and 5).
WATCH_PERCENT, STOP_PERCENT = Decimal(2), Decimal(5)
AGREED = (SecondmentState.PLANNED, SecondmentState.FINISHED)


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of the team's half-days is lent in these weeks, in percent: now, and with this loan."""

    now: float
    after: float
    kind: str
    word: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Card:
    """`facts` for the component; `share` and `give_take` only for the lending side."""

    facts: list[dict[str, Any]] = field(default_factory=list)
    share: Share | None = None
    give_take: list[dict[str, Any]] = field(default_factory=list)
    given_hours: float = 0
    taken_hours: float = 0


def card_for(approval: Approval) -> Card:
    """What whoever takes this step should see before saying yes or no."""
    secondment = approval.secondment
    match approval.kind:
        case StepKind.EXPERT:
            return Card(_facts_for_expert(secondment, approval))
        case StepKind.LENDING_DIRECTOR:
            assert approval.school is not None
            return _card_for_lender(secondment, approval.school)
        case StepKind.LENDING_BOARD:
            return Card([*_facts_of_loans(secondment), *_facts_about_money(secondment, approval.board_id)])
        case StepKind.BUDGET_HOLDER:
            return Card([*_facts_of_loans(secondment), _replacement_cost(secondment, approval.board_id)])
        case _:
            return Card([*_facts_of_loans(secondment), *price_facts(secondment)])


def half_days_in_words(loan: Loan) -> str:
    """ "4 dagdelen, van 1 december tot en met 8 december"."""
    days = [half_day.day for half_day in loan.half_days.all()]
    count = ngettext("%(n)s dagdeel", "%(n)s dagdelen", len(days)) % {"n": len(days)}
    if not days:
        return count
    if min(days) == max(days):
        return _("%(count)s, op %(day)s") % {"count": count, "day": date_format(days[0], "l j F")}
    words = {"count": count, "first": date_format(min(days), "j F"), "last": date_format(max(days), "j F")}
    return _("%(count)s, van %(first)s tot en met %(last)s") % words


def most_in_a_week(loan: Loan) -> int:
    """Half-days of this loan in its fullest week."""
    weeks = Counter(half_day.day.isocalendar()[:2] for half_day in loan.half_days.all())
    return max(weeks.values(), default=0)


def per_week_in_words(loan: Loan) -> str:
    """ "Hoogstens 2 dagdelen in een week, dat is 8 uur." """
    most = most_in_a_week(loan)
    board = loan.lender.board if loan.lender else None
    hours = rates_for(board, timezone.localdate()).half_day_hours * most
    text = ngettext(
        "Hoogstens %(n)s dagdeel in een week, dat is %(hours)s uur.",
        "Hoogstens %(n)s dagdelen in een week, dat is %(hours)s uur.",
        most,
    )
    return text % {"n": most, "hours": number_format(hours.normalize())}


def price_facts(secondment: Secondment) -> list[dict[str, Any]]:
    """What the borrower pays, as a band and never a salary; travel and VAT beside it."""
    price = price_in(secondment)
    fact = {"term": _("Kosten voor de school die vraagt"), "text": price_in_words(price)}
    return [fact, *extra_facts(price)]


def _facts_for_expert(secondment: Secondment, approval: Approval) -> list[dict[str, Any]]:
    loan = next(loan for loan in secondment.loans.all() if loan.expert_id == approval.expert_id)
    supervision = secondment.supervision or _("Dat staat er nog niet bij. Vraag het gerust.")
    own_price = price_facts(secondment) if secondment.legal_shape == LegalShape.FREELANCE else []
    return [
        {"term": _("Wanneer"), "text": half_days_in_words(loan)},
        {"term": _("Hoe je de tijd vindt"), "text": loan.get_time_mode_display()},
        {"term": _("Wie begeleidt je"), "text": supervision},
        *own_price,
        _recall(secondment),
    ]


def _facts_of_loans(secondment: Secondment) -> list[dict[str, Any]]:
    return [{"term": str(loan.expert), "text": half_days_in_words(loan)} for loan in secondment.loans.all()]


def _facts_about_money(secondment: Secondment, board_id: int | None) -> list[dict[str, Any]]:
    price = price_in(secondment)
    money_in = _("Niets") if secondment.price_cents == 0 else str(euros(secondment.price_cents))
    if secondment.is_price_open:
        money_in = _("Dat noemen jullie nog.")
    charged = [vat_fact(price)] if secondment.price_cents or secondment.is_price_open else []
    return [
        {"term": _("Geld erin: wat de andere school betaalt"), "text": money_in},
        *extra_facts(price),
        *charged,
        _replacement_cost(secondment, board_id),
        _recall(secondment),
    ]


def _card_for_lender(secondment: Secondment, school: School) -> Card:
    loans = [loan for loan in secondment.loans.all() if loan.lender == school]
    given, taken, rows = give_and_take(school)
    facts = [_out_of_class(loan) for loan in loans]
    facts += [_cover(loan) for loan in loans if loan.leaves_a_class]
    facts += [_ceiling(loan) for loan in loans if loan.position.released_half_days_per_week]
    facts += _facts_about_money(secondment, school.board_id)
    return Card(facts, share_of_team(secondment, school, loans), rows, given, taken)


def _out_of_class(loan: Loan) -> dict[str, Any]:
    half_days = half_days_in_words(loan)
    term = _("Uit de klas: %(name)s") % {"name": loan.expert}
    if loan.leaves_a_class:
        group = loan.position.group_name or _("de eigen groep")
        words = {"group": group[:1].upper() + group[1:], "half_days": half_days, "week": per_week_in_words(loan)}
        text = _("%(group)s: %(half_days)s. %(week)s") % words
        return {"term": term, "text": text, "kind": "watch", "word": _("Let op")}
    way = TIME_MODE_WORDS[TimeMode(loan.time_mode)]
    text = _("Niemand gaat uit de klas. %(way)s: %(half_days)s") % {"way": way, "half_days": half_days}
    return {"term": term, "text": text, "kind": "ok", "word": _("Goed")}


def _cover(loan: Loan) -> dict[str, Any]:
    rows = list(loan.half_days.all())
    missing = [row for row in rows if row.replacement_state in (ReplacementState.SOUGHT, ReplacementState.FAILED)]
    fact: dict[str, Any] = {"term": _("Wie vangt op")}
    if missing:
        n = len(missing)
        text = ngettext("Voor %(n)s dagdeel is er nog niemand.", "Voor %(n)s dagdelen is er nog niemand.", n) % {"n": n}
        return fact | {"text": text, "kind": "stop", "word": _("Nog niet rond")}
    who = ", ".join(sorted({row.get_covered_by_display() for row in rows if row.covered_by}))
    if any(row.replacement_state == ReplacementState.FOUND for row in rows):
        return fact | {"text": who, "kind": "watch", "word": _("Nog niet zeker")}
    return fact | {"text": who, "kind": "ok", "word": _("Geregeld")}


def _ceiling(loan: Loan) -> dict[str, Any]:
    """What the director agreed to in the release, beside what is asked now."""
    limit = loan.position.released_half_days_per_week or 0
    text = ngettext("Je gaf %(n)s dagdeel per week vrij.", "Je gaf %(n)s dagdelen per week vrij.", limit) % {"n": limit}
    is_more = most_in_a_week(loan) > limit
    word = _("Meer dan dat") if is_more else _("Past")
    return {"term": _("Jouw vrijgave"), "text": text, "kind": "watch" if is_more else "ok", "word": word}


def _replacement_cost(secondment: Secondment, board_id: int | None) -> dict[str, Any]:
    fact: dict[str, Any] = {"term": _("Geld eruit: de vervanging")}
    if not any(loan.leaves_a_class for loan in secondment.loans.all()):
        return fact | {"text": _("Er is geen vervanging nodig."), "kind": "ok", "word": _("Goed")}
    known = replacement_cents(secondment, board_id)
    if known:
        return fact | {"text": str(euros(known))}
    return fact | {"text": _("Ongeveer %(amount)s.") % {"amount": euros(expected_replacement_cents(secondment))}}


def expected_replacement_cents(secondment: Secondment) -> int:
    """What the replacement will cost by the rate tables, in euro cents, before anybody is found."""
    total = 0
    for loan in secondment.loans.all():
        if loan.leaves_a_class and loan.lender is not None:
            found: Rates = rates_for(loan.lender.board, timezone.localdate())
            total += len(loan.half_days.all()) * found.replacement_half_day_cents
    return total


def _recall(secondment: Secondment) -> dict[str, Any]:
    days = secondment.recall_school_days
    text = ngettext(
        "De uitlenende school mag terughalen, %(days)s schooldag vooraf.",
        "De uitlenende school mag terughalen, %(days)s schooldagen vooraf.",
        days,
    ) % {"days": days}
    return {"term": _("Terughalen"), "text": text, "kind": "ok", "word": _("Goed")}


def share_of_team(secondment: Secondment, school: School, loans: list[Loan]) -> Share:
    """Half-days lent per week, of all half-days of everybody who works at the school (ten each: working hours are not
    stored, so the real share of a team of part-timers is higher)."""
    assert secondment.starts_on is not None
    assert secondment.ends_on is not None
    weeks = (secondment.ends_on - secondment.starts_on).days // 7 + 1
    team = Membership.objects.active().filter(school=school, role__in=SCHOOL_ROLES).values("user").distinct().count()
    whole = max(team, 1) * HALF_DAYS_PER_WEEK * weeks
    lent = LoanHalfDay.objects.filter(
        loan__position__membership__school=school,
        loan__secondment__state__in=AGREED,
        day__range=(secondment.starts_on, secondment.ends_on),
    ).exclude(loan__secondment=secondment)
    more = sum(len(loan.half_days.all()) for loan in loans)
    now = lent.count()
    after = _percent(now + more, whole)
    return _judge(_percent(now, whole), after, school)


def _percent(part: int, whole: int) -> float:
    """One decimal; a whole number stays one."""
    share = round(100 * part / whole, 1)
    return int(share) if share == int(share) else share


def _judge(now: float, after: float, school: School) -> Share:
    found = rates.rates(timezone.localdate(), school.board)
    watch = found.get("lent_share_watch_percent", WATCH_PERCENT)
    stop = found.get("lent_share_stop_percent", STOP_PERCENT)
    if after <= watch:
        kind, word = "ok", _("Weinig")
    elif after <= stop:
        kind, word = "watch", _("Let op")
    else:
        kind, word = "stop", _("Veel")
    sentence = _("Onder %(watch)s%% is weinig, boven %(stop)s%% is veel.") % {
        "watch": number_format(watch.normalize()),
        "stop": number_format(stop.normalize()),
    }
    return Share(now, after, kind, word, sentence)


def give_and_take(school: School, today: date | None = None) -> tuple[float, float, list[dict[str, Any]]]:
    """Hours this school gave and received in the 12 months up to today, and per other school, most first."""
    today = today or timezone.localdate()
    hours = float(rates_for(school.board, today).half_day_hours)
    rows = LoanHalfDay.objects.filter(
        loan__secondment__state__in=AGREED, day__range=(today - timedelta(days=365), today)
    )
    given: dict[str, float] = defaultdict(float)
    taken: dict[str, float] = defaultdict(float)
    lent = rows.filter(loan__position__membership__school=school).exclude(loan__secondment__borrower=school)
    for name in lent.values_list("loan__secondment__borrower__name", flat=True):
        given[name] += hours
    borrowed = rows.filter(loan__secondment__borrower=school).exclude(loan__position__membership__school=school)
    for name in borrowed.values_list("loan__position__membership__school__name", flat=True):
        taken[name or _("Zzp'ers")] += hours
    names = sorted({*given, *taken}, key=lambda name: (-given[name] - taken[name], name))
    table = [{"label": name, "given": round(given[name]), "taken": round(taken[name])} for name in names]
    return sum(given.values()), sum(taken.values()), table
