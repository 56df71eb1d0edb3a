"""The growth rule (DESIGN section 2): after two finished secondments, or one revealed "would ask again", the expert,
and only the expert, is invited to be seen one ring further."""

from collections import defaultdict
from datetime import date, datetime

from django.utils import timezone

from experts.models import Expert, Position
from organisations.choices import Ring
from reviews.choices import Again, Side
from reviews.models import Growth, Review
from secondments.choices import SecondmentState
from secondments.models import Loan

FINISHED_NEEDED = 2


def is_ready(finished_on: list[date], asked_again_on: list[date], last_invited_on: date | None) -> bool:
    """Enough since the last invitation: two secondments, or one that would be asked again. Days the help ended."""
    since = last_invited_on or date.min
    return sum(day > since for day in finished_on) >= FINISHED_NEEDED or any(day > since for day in asked_again_on)


def next_ring(wanted: Ring, ceilings: list[Ring]) -> Ring | None:
    """One ring out, when some employer's board lets people be seen that far; a freelancer has no ceiling."""
    further = wanted.next_out
    return further if further is not None and any(ceiling >= further for ceiling in ceilings) else None


def ready_to_grow(now: datetime) -> list[tuple[Expert, Ring]]:
    """Experts to invite, and to which ring; a fixed number of queries."""
    today = timezone.localdate(now)
    finished: dict[int, list[date]] = defaultdict(list)
    rows = Loan.objects.filter(secondment__state=SecondmentState.FINISHED, secondment__finished_on__lte=today)
    for expert_id, day in rows.values_list("expert_id", "secondment__finished_on"):
        finished[expert_id].append(day or today)
    again: dict[int, list[date]] = defaultdict(list)
    yes = Review.objects.revealed(now).filter(side=Side.SCHOOL, again=Again.YES)
    for expert_id, day in yes.values_list("loan__expert_id", "loan__secondment__finished_on"):
        again[expert_id].append(day or today)
    invited: dict[int, date] = {}
    asked: set[tuple[int, int]] = set()
    for expert_id, asked_ring, day in Growth.objects.order_by("invited_on").values_list(
        "expert_id", "ring", "invited_on"
    ):
        invited[expert_id] = day
        asked.add((expert_id, asked_ring))
    ceilings = _ceilings(set(finished), today)
    found = []
    experts = Expert.objects.findable(today).filter(pk__in=set(finished)).select_related("user").order_by("pk")
    for expert in experts:
        ring = next_ring(Ring(expert.wanted_ring), ceilings[expert.pk])
        ready = is_ready(finished[expert.pk], again[expert.pk], invited.get(expert.pk))
        if ring is not None and ready and (expert.pk, ring) not in asked:
            found.append((expert, ring))
    return found


def _ceilings(expert_ids: set[int], today: date) -> dict[int, list[Ring]]:
    found: dict[int, list[Ring]] = defaultdict(list)
    positions = Position.objects.active(today).filter(expert__in=expert_ids)
    for expert_id, ceiling in positions.values_list("expert_id", "membership__school__board__ring_ceiling"):
        found[expert_id].append(Ring.NATIONAL if ceiling is None else Ring(ceiling))
    return found
