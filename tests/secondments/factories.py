"""A loan in the small world of tests.organisations.world, made through the actions.

Half-days lie on the Tuesdays of the coming weeks; `tuesday(1)` is the first that is still to come.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from experts.choices import Part, TimeMode
from experts.models import Position
from organisations.models import Membership, School
from secondments import actions
from secondments.actions import Cover, LoanTerms, Terms
from secondments.choices import CoveredBy, ReplacementState, StepKind
from secondments.models import Approval, LoanHalfDay, Secondment
from tests.experts.factories import make_expert, position_of
from users.models import User


def tuesday(weeks_ahead: int = 1) -> date:
    """A Tuesday in the future."""
    today = timezone.localdate()
    return today + timedelta(days=(1 - today.weekday()) % 7 or 7) + timedelta(weeks=weeks_ahead - 1)


def position_for(membership: Membership, time_mode: TimeMode = TimeMode.TASK) -> Position:
    """The position of a findable expert at this membership."""
    return position_of(make_expert(membership, time_mode=time_mode), membership)


def terms_for(
    *positions: Position,
    time_mode: TimeMode = TimeMode.TASK,
    half_days: tuple[tuple[date, Part], ...] | None = None,
    travel_km: int = 0,
    **more: Any,
) -> Terms:
    """Two Tuesdays, morning and afternoon, for each of these positions."""
    half_days = half_days or tuple((tuesday(week), part) for week in (1, 2) for part in Part)
    loans = tuple(LoanTerms(position, time_mode, half_days, Decimal(travel_km)) for position in positions)
    return Terms(**{"title": "Hulp bij sociale veiligheid", "loans": loans} | more)


def propose(
    by: User, borrower: School, *memberships: Membership, time_mode: TimeMode = TimeMode.TASK, **more: Any
) -> Secondment:
    """A proposal for these people, who find the time like this."""
    positions = [position_for(membership, time_mode) for membership in memberships]
    return actions.propose_secondment(
        by=by, borrower=borrower, terms=terms_for(*positions, time_mode=time_mode, **more)
    )


def step(secondment: Secondment, kind: StepKind) -> Approval:
    """The step of this kind that counts."""
    return secondment.approvals.current().select_related("secondment__borrower__board").get(kind=kind)


def say_yes(secondment: Secondment, kind: StepKind, by: User) -> Approval:
    return actions.decide_approval(step(secondment, kind), by=by, is_yes=True)


def cover_all(secondment: Secondment, by: User, *, cents: int = 200_00) -> None:
    """Every class is taken by somebody of the pool, for this much per half-day."""
    rows = LoanHalfDay.objects.needing_cover().filter(loan__secondment=secondment)
    cover = Cover(ReplacementState.CONFIRMED, CoveredBy.POOL, cents)
    actions.arrange_replacement(secondment, by=by, covers={row.pk: cover for row in rows})


def kinds(secondment: Secondment) -> list[str]:
    """The steps that count, as "kind: state"."""
    return [f"{each.kind}: {each.state}" for each in secondment.approvals.current().order_by("position_in_order")]


def waits_for(secondment: Secondment) -> list[str]:
    """The kinds of step whose turn it is."""
    return list(Approval.objects.at_turn().filter(secondment=secondment).values_list("kind", flat=True))
