"""What a board decides."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone

from core.progress import WorkState
from organisations import reach
from organisations.choices import Ring
from organisations.models import Board, ReachUpdate
from users.models import User


@dataclass(frozen=True, slots=True)
class Policy:
    """What a board decides; days are school days."""

    ring_ceiling: Ring
    days_before_board: int
    days_before_network: int
    days_before_region: int
    days_before_national: int
    reminder_days: int
    escalation_days: int
    requester_budget_limit_cents: int
    freelancers_enabled: bool
    reviews_consent_on: date | None
    reviews_dpia_on: date | None

    @classmethod
    def of(cls, board: Board) -> "Policy":
        """What this board decided so far."""
        return cls(**{field.name: getattr(board, field.name) for field in fields(cls)})


@transaction.atomic
def change_policy(board: Board, policy: Policy, *, by: User) -> Board:
    """Set a board's policy. A lower ceiling counts at once, because it is compared when somebody looks; a change of
    `reach_changed_at` tells the search index to catch up. A higher ceiling shows nobody further: whoever wants that is
    asked anew."""
    board = Board.objects.select_for_update(of=("self",)).get(pk=board.pk)
    reaches_differ = (board.ring_ceiling, board.freelancers_enabled) != (
        policy.ring_ceiling,
        policy.freelancers_enabled,
    )
    is_lower = policy.ring_ceiling < board.ring_ceiling
    for field in fields(policy):
        setattr(board, field.name, getattr(policy, field.name))
    if reaches_differ:
        board.reach_changed_at = timezone.now()
        ReachUpdate.objects.update_or_create(
            board=board, defaults={"state": WorkState.WAITING, "total": 0, "done": 0, "problem": ""}
        )
    board.save()
    if is_lower:
        reach.tell_ceiling(board.pk, policy.ring_ceiling)
    return board
