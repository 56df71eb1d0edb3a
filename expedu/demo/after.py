"""What both sides of the demo's finished loans say afterwards; some say nothing yet."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from expedu.demo.clock import at
from expedu.demo.questions import DIFFERENT, RECEIVED, REPLIES, WORKED
from expedu.demo.story import Stage
from helprequests.choices import ReportReason
from organisations.choices import Ring, Role
from reviews import actions
from reviews.choices import ASPECTS_OF, Again, Side
from reviews.models import Review
from secondments.actions import report_outcomes
from secondments.approvals import Side as Party
from secondments.choices import Outcome, SecondmentState
from secondments.models import Loan, Secondment
from secondments.permissions import lent_user_ids
from users.models import User

# Of every hundred loans: both sides wrote, only the school, only the expert, nobody yet.
BOTH, SCHOOL_ONLY, EXPERT_ONLY = 70, 15, 8


def review_the_past(stage: Stage) -> None:
    """Let both sides of every finished loan review it a few days later, in the order in which they ended."""
    finished = Loan.objects.filter(secondment__state=SecondmentState.FINISHED, expert__user__is_active=True)
    for loan in finished.with_people().order_by("secondment__finished_on", "pk"):
        borrower, lender = loan.secondment.borrower, loan.lender
        if lender is None or not (borrower.board.has_reviews and lender.board.has_reviews):
            continue
        chance = stage.random.randrange(100)
        if loan.expert.user.full_name == "Tessa Bloem":  # Marijke still has to write; everybody before her did
            chance = BOTH + SCHOOL_ONLY if borrower.name == "De Wilgenhof" else 0
        if chance < BOTH + SCHOOL_ONLY:
            director = stage.cast.at(borrower, Role.DIRECTOR)[0].user
            if director.pk not in lent_user_ids(loan.secondment):
                _review(stage, loan, director, Side.SCHOOL)
        if chance < BOTH or BOTH + SCHOOL_ONLY <= chance < BOTH + SCHOOL_ONLY + EXPERT_ONLY:
            _review(stage, loan, loan.expert.user, Side.EXPERT)
    _reply(stage)
    _report()
    _differ(stage)
    _show_score("Tessa Bloem", stage)
    now = timezone.now()
    actions.invite_reviewers(now)
    actions.invite_to_grow(now)
    actions.refresh_ratings(now)


def _review(stage: Stage, loan: Loan, author: User, side: Side) -> None:
    finished_on = loan.secondment.finished_on
    assert finished_on is not None
    day = min(finished_on + timedelta(days=stage.random.randint(1, 8)), stage.today)
    mark = stage.random.choices((6, 7, 8, 9, 10), weights=(4, 18, 42, 28, 8))[0]
    answers = actions.Answers(
        mark=mark,
        again=Again.YES if mark >= 8 else Again.DIFFERENT,
        worked=stage.random.choice(WORKED if side == Side.SCHOOL else RECEIVED),
        differently=stage.random.choice(DIFFERENT) if side == Side.SCHOOL and stage.random.random() < 0.6 else "",
        words={
            aspect: min(5, max(2, round(mark / 2) + stage.random.choice((-1, 0, 0, 1)))) for aspect in ASPECTS_OF[side]
        },
    )
    with at(day, hour=stage.random.randint(8, 17), minute=stage.random.randrange(60)):
        actions.submit_review(loan, by=author, answers=answers, is_confirmed=True)


def _reply(stage: Stage) -> None:
    """Some experts answer what a school wrote."""
    revealed = Review.objects.revealed().filter(side=Side.SCHOOL).select_related("loan__expert__user")
    for number, review in enumerate(revealed.order_by("pk")):
        if number % 3 == 0:
            actions.reply_to_review(review, by=review.loan.expert.user, text=stage.random.choice(REPLIES))


def _differ(stage: Stage) -> None:
    """About one half-day of the last loan between two schools, both say something else."""
    open_still = Secondment.objects.filter(state=SecondmentState.FINISHED, settled_on__isnull=True)
    loans = Loan.objects.filter(secondment__in=open_still).exclude(
        position__membership__school=F("secondment__borrower")
    )
    loan = loans.with_people().order_by("-secondment__finished_on", "pk").first()
    if loan is None or loan.lender is None:
        return
    row = loan.half_days.all()[0]
    for school, side, outcome in (
        (loan.lender, Party.LENDING, Outcome.HELD),
        (loan.secondment.borrower, Party.BORROWING, Outcome.ABSENT),
    ):
        director = stage.cast.director_of(school)
        report_outcomes(loan.secondment, by=director, sides=[side], says={row.pk: outcome})


def _report() -> None:
    """Two people ask the moderator to look at what was written about their help."""
    revealed = Review.objects.revealed().filter(side=Side.SCHOOL).select_related("loan__expert__user")
    at_main_network = revealed.filter(loan__secondment__borrower__network__name="De Drie Beken")
    for review, reason in zip(
        at_main_network.order_by("pk"), (ReportReason.UNTRUE, ReportReason.PRIVATE), strict=False
    ):
        actions.report_review(review, by=review.loan.expert.user, reason=reason, text="Wil iemand hiernaar kijken?")


def _show_score(name: str, stage: Stage) -> None:
    """Someone who does not mind that schools in the network read the score."""
    first_name, last_name = name.split()
    user = stage.cast.person(first_name, last_name).user
    actions.save_choice(user.expert, by=user, score_ring=Ring.NETWORK, is_hidden=False)
