"""Who speaks for which side of a loan."""

from collections.abc import Iterable

from organisations.models import Membership
from organisations.permissions import has_right
from organisations.roles import Right
from reviews.choices import Side
from secondments.models import Loan
from users.models import User


def side_of(user: User, loan: Loan) -> Side | None:
    """The side this user speaks for: the expert's own, or that of the school that was helped. Never both."""
    if loan.expert.user_id == user.pk:
        return Side.EXPERT
    return Side.SCHOOL if has_right(user, Right.CHOOSE, loan.secondment.borrower) else None


def people_of(loans: Iterable[Loan]) -> dict[int, dict[Side, list[User]]]:
    """Loan primary key -> side -> who may write for it today, in one query.

    The loans come with `expert__user` and `secondment` joined.
    """
    loans = list(loans)
    borrowers = {loan.secondment.borrower_id for loan in loans}
    choosers = Membership.objects.active().with_right(Right.CHOOSE).filter(school__in=borrowers)
    of_school: dict[int, dict[int, User]] = {school: {} for school in borrowers}
    for membership in choosers.select_related("user").order_by("starts_on", "pk"):
        of_school[membership.school_id or 0][membership.user_id] = membership.user
    return {
        loan.pk: {
            Side.EXPERT: [loan.expert.user] if loan.expert.user.is_active else [],
            Side.SCHOOL: [
                user for user in of_school[loan.secondment.borrower_id].values() if user.pk != loan.expert.user_id
            ],
        }
        for loan in loans
    }
