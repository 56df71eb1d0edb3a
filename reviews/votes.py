"""From revealed reviews to the votes that `scoring` counts: the only way marks leave the database."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.core.cache import cache
from django.utils import timezone

from reviews.models import Review
from reviews.scoring import Figure, Vote, counted, figure, mean_mark

MEAN_KEY = "reviews.mean"
MEAN_SECONDS = 60 * 60


def votes_by_expert(now: datetime, expert_ids: Iterable[int] | None = None) -> dict[int, list[Vote]]:
    """Expert primary key -> votes, one per secondment: what the people of one school say together. One query.

    Of everybody, or of these experts. Leaves out who hides reviews or objected.
    """
    found = Review.objects.revealed(now).on_profile().countable()
    if expert_ids is not None:
        found = found.filter(loan__expert__in=list(expert_ids))
    marks: dict[tuple[int, int, int, date], list[tuple[int, int]]] = defaultdict(list)
    rows = found.order_by("pk").values_list(
        "loan__expert_id", "loan_id", "school_id", "loan__secondment__finished_on", "author_id", "mark"
    )
    for expert_id, loan_id, school_id, finished_on, author_id, mark in rows:
        if finished_on is not None and mark is not None:  # always: `revealed` and `countable` ask for both
            marks[expert_id, loan_id, school_id, finished_on].append((author_id, mark))
    votes: dict[int, list[Vote]] = defaultdict(list)
    for (expert_id, _loan_id, school_id, finished_on), given in marks.items():
        mean = sum(mark for _author, mark in given) / len(given)
        votes[expert_id].append(Vote(mean, finished_on, school_id, frozenset(author for author, _mark in given)))
    return dict(votes)


def mean_of_all(votes: dict[int, list[Vote]], today: date) -> float:
    """The mark every score starts from; remembered, so that a page about one expert need not read everybody's marks."""
    mean = mean_mark([vote.mark for of_expert in votes.values() for vote in counted(of_expert, today)])
    cache.set(MEAN_KEY, mean, MEAN_SECONDS)
    return mean


def figure_of(expert_id: int, now: datetime | None = None) -> Figure | None:
    """The figure of one expert as it is right now, live; None while too few people have said something.

    The mark it starts from may be an hour old: late, never early.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    votes = votes_by_expert(now, [expert_id]).get(expert_id, [])
    if figure(votes, today) is None:
        return None
    mean = cache.get(MEAN_KEY)
    if mean is None:
        mean = mean_of_all(votes_by_expert(now), today)
    return figure(votes, today, mean=mean)


def figures_by_expert(now: datetime) -> dict[int, Figure]:
    """The figure of everybody who has one."""
    today = timezone.localdate(now)
    everybody = votes_by_expert(now)
    mean = mean_of_all(everybody, today)
    found = {expert_id: figure(votes, today, mean=mean) for expert_id, votes in everybody.items()}
    return {expert_id: one for expert_id, one in found.items() if one is not None}
