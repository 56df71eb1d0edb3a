"""Who may write, answer, report and judge."""

from datetime import timedelta

from django.utils import timezone

from helprequests.choices import Verdict
from organisations.models import School
from organisations.permissions import has_right_anywhere
from organisations.roles import Right
from reviews.choices import ReviewState, Side
from reviews.models import Report, Review, loans_open
from reviews.sides import side_of
from secondments.models import Loan
from users.models import User

TIME_TO_APPEAL = timedelta(days=14)


def can_review(user: User, loan: Loan) -> bool:
    """The expert, and the director of the school that was helped: when the help has ended, until the answers can be
    read. Not where a board has reviews switched off."""
    return side_of(user, loan) is not None and is_open(loan)


def can_withdraw(user: User, review: Review) -> bool:
    """Whoever wrote it takes it back, as long as the other cannot read it yet."""
    return review.author_id == user.pk and review.state == ReviewState.SUBMITTED and is_open(review.loan)


def can_reply(user: User, review: Review) -> bool:
    """The side it is about answers once, whenever they like."""
    return review.state == ReviewState.SUBMITTED and not review.reply and is_other_side(user, review)


def can_follow_up(user: User, review: Review) -> bool:
    """Whoever wrote it adds one line after the other side's answer."""
    is_mine = review.author_id == user.pk and review.state == ReviewState.SUBMITTED
    return is_mine and bool(review.reply) and not review.follow_up


def can_appeal(user: User, report: Report) -> bool:
    """Once: the author when it was hidden, the one who reported it when it stays; up to two weeks after."""
    if report.decided_at is None or report.appealed_at is not None:
        return False
    loser = report.review.author_id if report.verdict == Verdict.HIDE else report.reported_by_id
    return loser == user.pk and timezone.now() - report.decided_at <= TIME_TO_APPEAL


def can_decide_appeal(user: User, report: Report) -> bool:
    """Somebody else than who decided first, of a network involved and of neither school."""
    return Report.objects.to_look_again(user).filter(pk=report.pk).exists()


def can_report(user: User, review: Review) -> bool:
    """Whoever reads it may ask a moderator to look, once; not the author."""
    return review.author_id != user.pk and not review.reports.filter(reported_by=user).exists()


def can_moderate(user: User) -> bool:
    """Moderators of a network."""
    return has_right_anywhere(user, Right.MODERATE)


def can_read_tip(user: User, review: Review) -> bool:
    """The private tip is for the side it is about, and for who wrote it."""
    return review.author_id == user.pk or is_other_side(user, review)


def is_other_side(user: User, review: Review) -> bool:
    side = side_of(user, review.loan)
    return side is not None and side != review.side


def is_open(loan: Loan) -> bool:
    """Nobody can read the other side yet."""
    return loans_open(timezone.now()).filter(pk=loan.pk).exists()


def is_employer(user: User, loan: Loan) -> bool:
    """Manages the staff of the school that lends: their mark is that of an employer, and never counts."""
    if loan.lender is None:
        return False
    return School.objects.where(user, Right.MANAGE_STAFF).filter(pk=loan.lender.pk).exists()


def counts_for_score(user: User, loan: Loan, side: Side) -> bool:
    """A mark of the school that was helped, when that is another school and another employer's person."""
    is_same_school = loan.lender is not None and loan.lender.pk == loan.secondment.borrower_id
    return side == Side.SCHOOL and not is_same_school and not is_employer(user, loan)
