"""What the profile of an expert shows of finished help and of reviews, for one reader; a fixed number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from experts.models import Expert
from organisations.models import searcher_keys
from organisations.rings import nearest_ring
from reviews.choices import ASPECTS_OF, Again, Aspect, AspectWord, Side
from reviews.models import Choice, Review, employed_by
from reviews.scoring import Figure
from reviews.votes import figure_of
from secondments.choices import Outcome, SecondmentState
from secondments.models import Loan
from users.models import User

# Blocks in the bar of an aspect: one for each word of the scale.
BLOCKS = range(1, 6)


@dataclass(frozen=True, slots=True)
class ProfileReviews:
    """`help`: finished loans, newest first; `skills`: (label, how many); the rest may be empty or None.

    `aspects`: dicts `name`, `word`, `level` (1..5) and `count`. `again`: (would ask again, answered).
    """

    expert: Expert
    is_own: bool
    help: list[dict[str, Any]]
    skills: list[tuple[str, int]]
    reviews: list[Review]
    figure: Figure | None
    aspects: list[dict[str, Any]]
    again: tuple[int, int] | None
    is_hidden: bool

    @property
    def often_praised(self) -> list[str]:
        """The aspects most often called "heel goed", as facts from counts."""
        return [str(aspect["name"]) for aspect in self.aspects if aspect["level"] == AspectWord.VERY_GOOD]


def profile_of(expert: Expert, user: User, now: datetime | None = None) -> ProfileReviews:
    """Everything `user` may read here. The expert sees their own, and whether others do."""
    now = now or timezone.now()
    is_own = expert.user_id == user.pk
    loans = finished_loans(expert, timezone.localdate(now))
    reviews = list(
        Review.objects.visible_to(user, now)
        .revealed(now)
        .filter(loan__expert=expert, side=Side.SCHOOL)
        .with_story()
        .order_by("-loan__secondment__finished_on", "-pk")
    )
    choice = Choice.objects.filter(expert=expert).first()
    is_hidden = bool(choice and (choice.is_hidden or choice.objected_on))
    figure = figure_of(expert.pk, now) if reviews and (is_own or may_see_score(user, expert, choice)) else None
    return ProfileReviews(
        expert=expert,
        is_own=is_own,
        help=[line_of(loan) for loan in loans],
        skills=skills_of(loans),
        reviews=reviews,
        figure=figure,
        aspects=aspects_of(reviews) if figure else [],
        again=again_of(reviews) if figure else None,
        is_hidden=is_hidden,
    )


def may_see_score(user: User, expert: Expert, choice: Choice | None) -> bool:
    """As far as the expert chose; nowhere while they have not chosen; never who employs them."""
    if choice is None or choice.score_ring is None or choice.is_hidden or choice.objected_on is not None:
        return False
    if employed_by(user).filter(pk=expert.pk).exists():
        return False
    keys = {key for position in expert.positions.active() for key in position.audience_keys}
    ring = nearest_ring(keys, searcher_keys(user))
    return ring is not None and ring <= choice.score_ring


def finished_loans(expert: Expert, today: date) -> list[Loan]:
    """Help that has ended, newest first."""
    found = Loan.objects.filter(
        expert=expert, secondment__state=SecondmentState.FINISHED, secondment__finished_on__lte=today
    )
    found = found.select_related("secondment__borrower", "secondment__help_request")
    found = found.prefetch_related("secondment__help_request__skills").annotate(
        half_day_count=Count("half_days", filter=~Q(half_days__lender_says=Outcome.RECALLED))
    )
    return list(found.order_by("-secondment__finished_on", "-pk"))


def line_of(loan: Loan) -> dict[str, Any]:
    """One line of help: when, what, where. A school that asked without its name stays without."""
    secondment = loan.secondment
    return {
        "period": period_in_words(secondment.starts_on, secondment.ends_on or secondment.finished_on),
        "title": secondment.title,
        "school": school_in_words(loan),
        "skills": skill_labels(loan),
        "half_days": loan.half_day_count,  # type: ignore[attr-defined]
    }


def school_in_words(loan: Loan) -> str:
    """The school that was helped; "een andere school" when it asked without its name."""
    request = loan.secondment.help_request
    return _("een andere school") if request and request.is_anonymous else loan.secondment.borrower.name


def skill_labels(loan: Loan) -> list[str]:
    request = loan.secondment.help_request
    return [str(skill) for skill in request.skills.all()] if request else []


def skills_of(loans: list[Loan]) -> list[tuple[str, int]]:
    """How often each skill was asked, most often first."""
    return Counter(label for loan in loans for label in skill_labels(loan)).most_common()


def period_in_words(first: date | None, last: date | None) -> str:
    """ "juni 2026", "september tot november 2026" or "december 2026 tot februari 2027"."""
    if first is None or last is None:
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return date_format(last, "F Y")
    start = date_format(first, "F" if first.year == last.year else "F Y")
    return _("%(start)s tot %(end)s") % {"start": start, "end": date_format(last, "F Y")}


def aspects_of(reviews: list[Review]) -> list[dict[str, Any]]:
    """Per aspect the word in the middle of what was answered; "n.v.t." does not count."""
    words: dict[str, list[int]] = defaultdict(list)
    for review in reviews:
        for answer in review.answers.all():
            if review.counts and answer.word != AspectWord.NOT_APPLICABLE:
                words[answer.aspect].append(answer.word)
    found = []
    for aspect in ASPECTS_OF[Side.SCHOOL]:
        if given := words[aspect]:
            level = AspectWord(round(sum(given) / len(given)))
            found.append(
                {
                    "name": Aspect(aspect).label,
                    "word": level.label,
                    "level": level.value,
                    "count": len(given),
                    "blocks": [{"x": 81 * (block - 1), "is_on": block <= level} for block in BLOCKS],
                }
            )
    return found


def again_of(reviews: list[Review]) -> tuple[int, int] | None:
    answered = [review.again for review in reviews if review.again]
    return (sum(answer != Again.NO for answer in answered), len(answered)) if answered else None
