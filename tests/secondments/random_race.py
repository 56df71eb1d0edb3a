"""Random operations on loans and budgets from several connections at once, and what must hold afterwards.

`make race SEED=n` runs 10,000 of them from 8 connections; the suite runs a few hundred. Every operation is one a user
can do, by somebody who may; a refusal (NotAllowedNow and the like) is an ordinary answer, anything else is a failure.
"""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from django.db import connection, connections
from django.db.models import Count

from core.errors import NotAllowedNow
from experts.choices import Part, TimeMode
from experts.models import BookedHalfDay, Position
from funding import actions as funding_actions
from funding.errors import BudgetShort
from funding.models import Budget, Commitment
from secondments import actions
from secondments.actions import Cover, LoanTerms, Terms
from secondments.choices import (
    ChargeMethod,
    CoveredBy,
    DeclineReason,
    Outcome,
    ReplacementState,
    SecondmentState,
    StepKind,
    StepState,
)
from secondments.models import Approval, Charge, LoanHalfDay, Secondment
from secondments.permissions import deciders_of
from tests.funding.factories import BudgetFactory, ledger_totals, totals
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.secondments.factories import position_for, tuesday
from users.models import User

CONNECTIONS = 8
REFUSALS = (NotAllowedNow, BudgetShort)


@dataclass
class Report:
    """What was done and what went wrong, by name."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        names = sorted(self.done | self.refused)
        lines = [f"{name:<14}{self.done[name]:>7} done{self.refused[name]:>7} refused" for name in names]
        return "\n".join([*lines, f"failures: {len(self.failures)}", *self.failures[:10]])


@dataclass(frozen=True)
class Stage:
    """Who and what takes part; primary keys, because each connection reads its own rows."""

    position_ids: list[int]
    school_directors: list[tuple[Any, User]]
    board_admin: User
    budget_ids: list[int]


def set_stage(world: World) -> Stage:
    """Four teachers of two schools of a board, two schools that ask, and two budgets that are too small for all."""
    people = [world.staff_membership, world.sister_staff_membership]
    people += [MembershipFactory(school=school) for school in (world.school, world.sister_school)]
    positions = [position_for(membership, TimeMode.TEACHING) for membership in people]
    budgets = [BudgetFactory(board=world.board, network=None, granted=amount) for amount in (3_000_00, 900_00)]
    return Stage(
        [position.pk for position in positions],
        [
            (world.school, world.director),
            (world.sister_school, world.sister_director),
            (world.neighbour_school, world.neighbour_director),
        ],
        world.board_admin,
        [budget.pk for budget in budgets],
    )


def run(stage: Stage, *, seed: int, operations: int) -> Report:
    """So many operations, divided over the connections, which all start at once."""
    report, lock, start = Report(), threading.Lock(), threading.Barrier(CONNECTIONS)

    def work(number: int) -> None:
        random = Random(seed * 1000 + number)
        try:
            connection.ensure_connection()
            start.wait(30)
            for _ in range(operations // CONNECTIONS):
                operation = random.choices(list(OPERATIONS), [weight for _name, weight in OPERATIONS.values()])[0]
                name = OPERATIONS[operation][0]
                try:
                    happened = operation(stage, random)
                except REFUSALS:
                    happened = False
                except Exception as error:
                    with lock:
                        report.failures.append(f"{name}: {type(error).__name__}: {error}"[:300])
                    continue
                with lock:
                    (report.done if happened else report.refused)[name] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.failures += list(broken_rules(stage))
    return report


def broken_rules(stage: Stage) -> list[str]:
    """What must never be false, as a sentence for each time it is."""
    found = []
    for budget in Budget.objects.filter(pk__in=stage.budget_ids):
        now = totals(budget)
        if now != ledger_totals(budget):
            found.append(f"budget {budget.pk}: the ledger says {ledger_totals(budget)}, the row {now}")
        if now["reserved"] + now["committed"] + now["spent"] > now["granted"] or min(now.values()) < 0:
            found.append(f"budget {budget.pk}: overdrawn, {now}")
    twice = BookedHalfDay.objects.values("expert", "day", "part").annotate(n=Count("pk")).filter(n__gt=1)
    found += [f"booked twice: {row}" for row in twice]
    booked_for_nothing = LoanHalfDay.objects.filter(booked__isnull=False).exclude(
        loan__secondment__state__in=[SecondmentState.PLANNED, SecondmentState.FINISHED, SecondmentState.CANCELLED]
    )
    found += [f"half-day {row.pk} is booked for a loan that is not agreed" for row in booked_for_nothing]
    loose = BookedHalfDay.objects.filter(loan_half_day__isnull=True)
    found += [f"booking {row.pk} belongs to no loan" for row in loose]
    for secondment in Secondment.objects.filter(state=SecondmentState.PLANNED):
        unbooked = LoanHalfDay.objects.filter(loan__secondment=secondment, booked__isnull=True)
        if unbooked.exclude(lender_says=Outcome.RECALLED).exists():
            found.append(f"loan {secondment.pk} is agreed and not booked")
        if unbooked.exclude(due_percent=0).exists():
            found.append(f"loan {secondment.pk} owes something for a half-day that was taken back")
        if secondment.approvals.current().exclude(state=StepState.APPROVED).exists():
            found.append(f"loan {secondment.pk} is agreed without every yes")
    for secondment in Secondment.objects.filter(settled_on__isnull=False):
        charged = sum(Charge.objects.filter(loan__secondment=secondment).values_list("price_cents", flat=True))
        if Charge.objects.filter(loan__secondment=secondment).count() != secondment.loans.count():
            found.append(f"loan {secondment.pk} is made up without a charge for each expert")
        if charged > secondment.price_cents:
            found.append(f"loan {secondment.pk} charges {charged}, more than {secondment.price_cents}")
    over = Commitment.objects.filter(
        state__in=["reserved", "committed"],
        replacement_funding__secondment__state__in=[SecondmentState.DECLINED, SecondmentState.WITHDRAWN],
    )
    found += [f"commitment {row.pk} is held for a loan that is over" for row in over]
    return found


def propose(stage: Stage, random: Random) -> bool:
    school, director = random.choice(stage.school_directors)
    actions.propose_secondment(by=director, borrower=school, terms=_terms(stage, random))
    return True


def change(stage: Stage, random: Random) -> bool:
    secondment = _some(random, Secondment.objects.filter(state__in=["draft", "in_approval"]))
    if secondment is None:
        return False
    actions.change_terms(secondment, by=_director_of(stage, secondment), terms=_terms(stage, random))
    return True


def decide(stage: Stage, random: Random) -> bool:
    approval = _some(random, Approval.objects.at_turn().exclude(kind=StepKind.BUDGET_HOLDER))
    if approval is None:
        return False
    deciders = deciders_of([approval])[approval.pk]
    if not deciders:
        return False
    is_yes = random.random() < 0.9
    reason = None if is_yes else random.choice(list(DeclineReason))
    actions.decide_approval(approval, by=random.choice(deciders), is_yes=is_yes, reason=reason, note="")
    return True


def cover(stage: Stage, random: Random) -> bool:
    secondment = _some(random, Secondment.objects.filter(state="in_approval"))
    if secondment is None:
        return False
    rows = LoanHalfDay.objects.needing_cover().filter(loan__secondment=secondment)
    by_school: dict[int, list[int]] = {}
    for pk, school in rows.values_list("pk", "loan__position__membership__school_id"):
        by_school.setdefault(school, []).append(pk)
    for school, director in stage.school_directors:
        if by_school.get(school.pk):
            state = random.choice([ReplacementState.CONFIRMED, ReplacementState.CONFIRMED, ReplacementState.FAILED])
            by_whom = CoveredBy.POOL if state == ReplacementState.CONFIRMED else None
            each = Cover(state, by_whom, random.randint(0, 250_00))
            actions.arrange_replacement(secondment, by=director, covers=dict.fromkeys(by_school[school.pk], each))
            return True
    return False


def fund(stage: Stage, random: Random) -> bool:
    approval = _some(random, Approval.objects.at_turn().filter(kind=StepKind.BUDGET_HOLDER))
    if approval is None:
        return False
    amount = random.choice([None, random.randint(1_00, 400_00)])
    actions.fund_replacement(approval, by=stage.board_admin, budget=_budget(stage, random), amount_cents=amount)
    return True


def withdraw(stage: Stage, random: Random) -> bool:
    secondment = _some(random, Secondment.objects.filter(state__in=["draft", "in_approval"]))
    if secondment is None:
        return False
    actions.withdraw_secondment(secondment, by=_director_of(stage, secondment))
    return True


def cancel(stage: Stage, random: Random) -> bool:
    secondment = _some(random, Secondment.objects.filter(state="planned"))
    if secondment is None:
        return False
    actions.cancel_secondment(secondment, by=_director_of(stage, secondment), reason="Het gaat toch niet door.")
    return True


def recall(stage: Stage, random: Random) -> bool:
    secondment = _some(random, Secondment.objects.filter(state="planned"))
    if secondment is None:
        return False
    rows = list(LoanHalfDay.objects.filter(loan__secondment=secondment, booked__isnull=False))
    if not rows:
        return False
    chosen = [row.pk for row in random.sample(rows, max(1, len(rows) - 1))]
    director = random.choice(stage.school_directors)[1]
    actions.recall_half_days(secondment, by=director, half_days=chosen, reason="Twee zieken")
    return True


def name_price(stage: Stage, random: Random) -> bool:
    secondment = _some(random, Secondment.objects.filter(state="in_approval"))
    if secondment is None:
        return False
    director = random.choice(stage.school_directors)[1]
    actions.name_price(secondment, by=director, named_cents=random.randint(10_00, 90_00))
    return True


def finish(stage: Stage, random: Random) -> bool:
    return actions.finish_secondments(date(2999, 1, 1)) > 0


def settle(stage: Stage, random: Random) -> bool:
    return actions.settle_secondments(date(2999, 2, 1)) > 0


def move_money(stage: Stage, random: Random) -> bool:
    """Somebody else uses the same budgets."""
    budget, amount = _budget(stage, random), random.randint(1_00, 300_00)
    by = stage.board_admin
    match random.randrange(5):
        case 0:
            funding_actions.grant(budget, amount_cents=amount, by=by, note="Erbij")
        case 1:
            funding_actions.correct(budget, by=by, note="Te veel toegekend", granted_cents=-amount)
        case 2:
            funding_actions.reserve(budget, amount_cents=amount, by=by)
        case _:
            own = Commitment.objects.filter(budget=budget, replacement_funding__isnull=True)
            commitment = _some(random, own.filter(state__in=["reserved", "committed"]))
            if commitment is None:
                return False
            step = random.choice([funding_actions.commit_reservation, funding_actions.spend, funding_actions.release])
            step(commitment, by=by)
    return True


OPERATIONS: dict[Callable[[Stage, Random], bool], tuple[str, int]] = {
    propose: ("propose", 14),
    change: ("change", 8),
    decide: ("decide", 40),
    cover: ("cover", 14),
    fund: ("fund", 10),
    withdraw: ("withdraw", 4),
    cancel: ("cancel", 4),
    finish: ("finish", 1),
    recall: ("recall", 3),
    name_price: ("name price", 4),
    settle: ("settle", 1),
    move_money: ("move money", 12),
}


def _terms(stage: Stage, random: Random) -> Terms:
    positions = Position.objects.select_related("expert__user", "membership__school__board").filter(
        pk__in=random.sample(stage.position_ids, random.choice([1, 1, 2]))
    )
    weeks = random.sample(range(1, 5), random.randint(1, 2))
    half_days = tuple((tuesday(week), random.choice(list(Part))) for week in weeks)
    mode = random.choice([TimeMode.TEACHING, TimeMode.TEACHING, TimeMode.TASK])
    method = random.choice([None, ChargeMethod.AVERAGE, ChargeMethod.ACTUAL, ChargeMethod.REPLACEMENT])
    loans = tuple(LoanTerms(position, mode, half_days) for position in positions)
    return Terms(title="Hulp bij lezen", loans=loans, charge_method=method)


def _some(random: Random, rows: Any) -> Any:
    """One of these rows, or None; it may be somebody else's a moment later."""
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    return rows.model.objects.filter(pk=random.choice(pks)).first() if pks else None


def _budget(stage: Stage, random: Random) -> Budget:
    return Budget.objects.get(pk=random.choice(stage.budget_ids))


def _director_of(stage: Stage, secondment: Secondment) -> User:
    return next(director for school, director in stage.school_directors if school.pk == secondment.borrower_id)
