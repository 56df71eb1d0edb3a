from typing import Any

from experts.models import Expert
from reviews.choices import Side
from reviews.models import Growth, Report
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, switch_on_all
from tests.rights.table import Row


def open_loan(world: World) -> Loan:
    """Daan of the sister school helped the own school; it ended yesterday. Nobody else has anything to do with it."""
    switch_on_all(world)
    return finished_loan(world.sister_staff_membership, world.school, by=world.director)


def an_open_loan(world: World) -> dict[str, Any]:
    return {"loan_pk": open_loan(world).pk}


def own_sent_review(world: World) -> dict[str, Any]:
    return {"pk": make_review(open_loan(world), world.director).pk}


def review_of_the_own_school(world: World) -> dict[str, Any]:
    """What the expert wrote about the own school, readable by now."""
    loan = open_loan(world)
    make_review(loan, world.director)
    return {"pk": make_review(loan, world.sister_staff, Side.EXPERT).pk}


def report_of_another_school(world: World) -> dict[str, Any]:
    loan = open_loan(world)
    make_review(loan, world.director)
    review = make_review(loan, world.sister_staff, Side.EXPERT)
    return {"pk": Report.objects.create(review=review, reported_by=world.director, reason="insult").pk}


def growth_of_the_expert(world: World) -> dict[str, Any]:
    loan = open_loan(world)
    return {"pk": Growth.objects.create(expert=loan.expert, ring=5).pk}


def an_expert(world: World) -> None:
    """Daan is an expert; the page itself has no number."""
    open_loan(world)
    assert Expert.objects.filter(user=world.sister_staff).exists()


READ_AND_WRITE = ("GET", "POST")
ROWS = [
    # The own list, empty for who has nothing to do with any loan.
    Row("reviews:review_list", colleague=200, sister=200, foreign=200),
    Row("reviews:scoring_detail", colleague=200, sister=200, foreign=200),
    Row("reviews:review_detail", thing=an_open_loan, colleague=404),
    Row("reviews:review_edit", thing=an_open_loan, methods=READ_AND_WRITE, colleague=404),
    Row("reviews:review_save", thing=an_open_loan, methods=("POST",), colleague=404),
    Row("reviews:review_withdraw", thing=own_sent_review, methods=("POST",), own_status=302, colleague=404),
    # What the expert wrote about the school is read by that school's director only.
    Row("reviews:review_reply", thing=review_of_the_own_school, methods=READ_AND_WRITE, colleague=404),
    Row("reviews:review_report", thing=review_of_the_own_school, methods=READ_AND_WRITE, colleague=404),
    Row("reviews:report_list", own="moderator", colleague=403, sister=403, foreign=403),
    Row(
        "reviews:report_decide",
        own="moderator",
        thing=report_of_another_school,
        methods=READ_AND_WRITE,
        colleague=404,
    ),
    # Only who is an expert has something to choose; here nobody else is.
    Row("reviews:choice_edit", own="sister_staff", thing=an_expert, methods=READ_AND_WRITE, colleague=404),
    Row(
        "reviews:growth_answer",
        own="sister_staff",
        thing=growth_of_the_expert,
        methods=READ_AND_WRITE,
        colleague=404,
    ),
]
