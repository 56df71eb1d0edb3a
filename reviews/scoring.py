"""How a score follows from marks (DESIGN section 8; LESSONS section 3): values in, values out, no database.

Every number here is published on the page "Zo rekenen wij"; changing one is changing a promise.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

# As many made-up average marks as every score starts with: few real marks move it little.
PRIOR_VOTES = 4.0
# Where a refit must stay, and from how many marks it says something.
LEAST_PRIOR_VOTES, MOST_PRIOR_VOTES = 3.0, 8.0
MARKS_TO_REFIT = 100
# The made-up mark, until enough real ones are known to take their mean.
PRIOR_MARK = 7.5
MARKS_FOR_OWN_MEAN = 30
# A mark weighs 1 when the help has just ended, one step less each month, and 1/24 from then on.
MONTHS_TO_LOWEST_WEIGHT = 24
# Nothing older counts, and nothing older is kept.
OLDEST_MONTHS = 36
# One school never has more than this share of all weight, the made-up marks included.
SCHOOL_SHARE = 0.4
# One school counts again for the same expert after so many months, and so many times in any twelve.
MONTHS_APART = 3
TIMES_A_YEAR = 2
# No number is shown before this.
LEAST_SECONDMENTS = 3
LEAST_SCHOOLS = 2
LEAST_REVIEWERS = 3


@dataclass(frozen=True, slots=True)
class Vote:
    """What one school said of one secondment: the mean of its marks (1..10), once.

    `finished_on` is the day the help ended, not the day of writing. `school` and `reviewers` are primary keys.
    """

    mark: float
    finished_on: date
    school: int
    reviewers: frozenset[int]


@dataclass(frozen=True, slots=True)
class Figure:
    """A score that may be shown, and on what it rests."""

    score: float
    secondments: int
    schools: int
    reviewers: int
    first_on: date
    last_on: date


def months_between(earlier: date, later: date) -> int:
    """Whole calendar months; 0 when `later` is not later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


def weight(age_months: int) -> float:
    """1.0 for help that has just ended, down to 1/24, and 0 for what is too old to count."""
    if age_months > OLDEST_MONTHS:
        return 0.0
    return max(1, MONTHS_TO_LOWEST_WEIGHT - age_months) / MONTHS_TO_LOWEST_WEIGHT


def counted(votes: Iterable[Vote], today: date) -> list[Vote]:
    """The votes that count today: not too old, and per school far enough apart and not too many a year."""
    kept: dict[int, list[Vote]] = defaultdict(list)
    for vote in sorted(votes, key=lambda vote: vote.finished_on):
        before = kept[vote.school]
        is_apart = not before or months_between(before[-1].finished_on, vote.finished_on) >= MONTHS_APART
        this_year = [one for one in before if months_between(one.finished_on, vote.finished_on) < 12]
        if is_apart and len(this_year) < TIMES_A_YEAR and weight(months_between(vote.finished_on, today)):
            before.append(vote)
    return sorted((vote for of_school in kept.values() for vote in of_school), key=lambda vote: vote.finished_on)


def capped(weights: Sequence[float], schools: Sequence[int], prior_votes: float = PRIOR_VOTES) -> list[float]:
    """The same weights, lowered so that no school has more than SCHOOL_SHARE of all weight and the prior together."""
    of_school: dict[int, float] = defaultdict(float)
    for one, school in zip(weights, schools, strict=True):
        of_school[school] += one
    totals = sorted(of_school.values(), reverse=True)
    most = float("inf")
    # At most two schools can be above 40%: find how many are, and the weight at which they are cut off.
    for cut in range(3):
        limit = SCHOOL_SHARE * (prior_votes + sum(totals[cut:])) / (1 - SCHOOL_SHARE * cut)
        if all(total <= limit for total in totals[cut:]):
            most = limit if cut else most
            break
    return [
        one if of_school[school] <= most else one * most / of_school[school]
        for one, school in zip(weights, schools, strict=True)
    ]


def score(votes: Iterable[Vote], today: date, *, mean: float = PRIOR_MARK, prior_votes: float = PRIOR_VOTES) -> float:
    """(k*m + sum w*r) / (k + sum w): between the mean and what the votes say."""
    counting = counted(votes, today)
    plain = [weight(months_between(vote.finished_on, today)) for vote in counting]
    weights = capped(plain, [vote.school for vote in counting], prior_votes)
    weighted = sum(one * vote.mark for one, vote in zip(weights, counting, strict=True))
    return (prior_votes * mean + weighted) / (prior_votes + sum(weights))


def mean_mark(marks: Sequence[float]) -> float:
    """The mark every score starts from: the mean of all, once there are enough."""
    return sum(marks) / len(marks) if len(marks) >= MARKS_FOR_OWN_MEAN else PRIOR_MARK


def figure(votes: Iterable[Vote], today: date, *, mean: float = PRIOR_MARK) -> Figure | None:
    """The score with what it rests on, or None while too few people have said something."""
    counting = counted(votes, today)
    schools = {vote.school for vote in counting}
    reviewers = {reviewer for vote in counting for reviewer in vote.reviewers}
    if len(counting) < LEAST_SECONDMENTS or len(schools) < LEAST_SCHOOLS or len(reviewers) < LEAST_REVIEWERS:
        return None
    return Figure(
        score=score(counting, today, mean=mean),
        secondments=len(counting),
        schools=len(schools),
        reviewers=len(reviewers),
        first_on=counting[0].finished_on,
        last_on=counting[-1].finished_on,
    )


def score_of(marks: Sequence[float], *, mean: float) -> float:
    """The score of fresh marks of different schools: the example on the page."""
    return (PRIOR_VOTES * mean + sum(marks)) / (PRIOR_VOTES + len(marks))


def refit(marks_by_expert: Iterable[Sequence[float]]) -> float:
    """How many made-up marks fit the marks there are: the variance within somebody's marks over the variance between
    people (one-way analysis of variance, method of moments), kept between 3 and 8. Raises ValueError below 100 marks.

    The noisier single marks are beside real differences, the more made-up marks a score needs.
    """
    groups = [list(marks) for marks in marks_by_expert if marks]
    total = sum(map(len, groups))
    if total < MARKS_TO_REFIT or len(groups) < 2 or total == len(groups):
        raise ValueError(f"{total} marks of {len(groups)} experts are too few to refit; {MARKS_TO_REFIT} are needed")
    grand = sum(map(sum, groups)) / total
    means = [sum(marks) / len(marks) for marks in groups]
    within = sum((mark - mean) ** 2 for marks, mean in zip(groups, means, strict=True) for mark in marks)
    within /= total - len(groups)
    between = sum(len(marks) * (mean - grand) ** 2 for marks, mean in zip(groups, means, strict=True))
    between /= len(groups) - 1
    typical = (total - sum(len(marks) ** 2 for marks in groups) / total) / (len(groups) - 1)
    real = (between - within) / typical
    if real <= 0:
        return MOST_PRIOR_VOTES
    return min(MOST_PRIOR_VOTES, max(LEAST_PRIOR_VOTES, within / real))
