"""Doormen for what the index does in the background."""

import logging

from celery import shared_task
from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils import timezone

from experts.actions import ask_for_wider_reach as ask_people
from experts.actions import catch_up_with_board, rebuild_reach
from experts.models import Expert, MatchPosting, Position, SearchCard
from organisations.models import Board

logger = logging.getLogger(__name__)
BATCH = 500
AT_MOST_SECONDS = 15 * 60


@shared_task
def catch_up_with_boards() -> None:
    """Rebuild the people of boards whose ceiling changed. A lower ceiling counts at once anyway; this widens."""
    for board in Board.objects.filter(reach_changed_at__isnull=False).order_by("reach_changed_at"):
        key = f"experts:catch_up:{board.pk}"
        # Beat asks every minute and a large board takes about that long; doing it twice at once is slower, not wrong.
        if not cache.add(key, 1, AT_MOST_SECONDS):
            continue
        try:
            experts = catch_up_with_board(board)
        finally:
            cache.delete(key)
        logger.info("board %s: %s experts rebuilt", board.pk, experts)


@shared_task
def ask_for_wider_reach() -> None:
    """Once a day: ask whom a board has let be seen further since their last yes. Nobody is asked twice."""
    ids = list(Position.objects.to_ask_further().order_by("pk").values_list("pk", flat=True))
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    asked = sum(ask_people(Position.objects.with_people().filter(pk__in=batch)) for batch in batches)
    logger.info("%s people asked whether they want to be seen further", asked)


@shared_task
def rebuild_stale_reach() -> None:
    """Once a night: rebuild who has skills but no card, or the reverse, or is in no list; heals what a crash left."""
    today = timezone.localdate()
    experts = Expert.objects.findable(today)
    missing = Position.objects.active(today).filter(expert__in=experts, search_card__isnull=True)
    too_much = Position.objects.filter(search_card__isnull=False).exclude(
        expert__in=Expert.objects.filter(is_hidden=False, onboarded_at__isnull=False)
    )
    unlisted = SearchCard.objects.filter(~Exists(MatchPosting.objects.filter(position=OuterRef("pk"))))
    ids = {
        *missing.values_list("expert_id", flat=True),
        *too_much.values_list("expert_id", flat=True),
        *unlisted.values_list("expert_id", flat=True),
    }
    logger.info("%s experts rebuilt", len(ids))
    rebuild_reach(ids)
