from typing import Any

from django.utils import timezone

from experts.models import Expert
from helprequests.choices import Verdict
from reviews import actions
from reviews.choices import Side
from reviews.models import Growth, Report
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, switch_on_all
from tests.rights.table import BOTH, POST, Row


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
    today = timezone.localdate()
    report = Report.objects.create(review=review, reported_by=world.director, reason="insult", decide_before=today)
    return {"pk": report.pk}


def answered_review(world: World) -> dict[str, Any]:
    loan = open_loan(world)
    make_review(loan, world.sister_staff, Side.EXPERT)
    review = make_review(loan, world.director)
    return {"pk": actions.reply_to_review(review, by=world.sister_staff, text="Dank je wel.").pk}


def decided_report(world: World) -> dict[str, Any]:
    report = Report.objects.get(pk=report_of_another_school(world)["pk"])
    return {
        "pk": actions.decide_report(report, by=world.moderator, verdict=Verdict.KEEP, text="Kritisch, maar netjes.").pk
    }


def appealed_report(world: World) -> dict[str, Any]:
    report = Report.objects.get(pk=decided_report(world)["pk"])
    return {"pk": actions.appeal_report(report, by=world.director, text="Het gaat over een persoon.").pk}


def growth_of_the_expert(world: World) -> dict[str, Any]:
    loan = open_loan(world)
    return {"pk": Growth.objects.create(expert=loan.expert, ring=5).pk}


def an_expert(world: World) -> None:
    """Daan is an expert; the page itself has no number."""
    open_loan(world)
    assert Expert.objects.filter(user=world.sister_staff).exists()


# The school that was helped, and the expert.
SIDES = "director deputy sister_staff"

ROWS = [
    # The own list, empty for who has nothing to do with any loan.
    Row("reviews:review_list", may="everyone"),
    Row("reviews:scoring_detail", may="everyone"),
    Row("reviews:review_detail", thing=an_open_loan, may=SIDES),
    Row("reviews:review_edit", thing=an_open_loan, methods=BOTH, may=SIDES),
    Row("reviews:review_save", thing=an_open_loan, methods=POST, may=SIDES),
    Row("reviews:review_check", thing=an_open_loan, methods=POST, data={"worked": "Leerling Sem"}, may=SIDES),
    # Only who wrote it takes it back.
    Row("reviews:review_withdraw", thing=own_sent_review, methods=POST, may="director", own_status=302),
    # What the expert (sister_staff) wrote about the school is read by that school's director only.
    Row(
        "reviews:review_reply", thing=review_of_the_own_school, methods=BOTH, may="director deputy", sees="sister_staff"
    ),
    Row(
        "reviews:review_report",
        thing=review_of_the_own_school,
        methods=BOTH,
        may="director deputy",
        sees="sister_staff",
    ),
    # The director wrote; the expert answered.
    Row("reviews:review_follow_up", thing=answered_review, methods=BOTH, may="director"),
    # The director reported it and the moderator let it stand; a coordinator of the network looks again.
    Row("reviews:report_appeal", thing=decided_report, methods=BOTH, may="director", sees="sister_staff"),
    Row("reviews:appeal_decide", thing=appealed_report, methods=BOTH, may="network_coordinator"),
    Row("reviews:report_list", may="moderators", sees="everyone"),
    Row("reviews:report_decide", thing=report_of_another_school, methods=BOTH, may="moderator"),
    # Only who is an expert has something to choose; here nobody else is.
    Row("reviews:choice_edit", thing=an_expert, methods=BOTH, may="sister_staff"),
    Row("reviews:objection_edit", thing=an_expert, methods=POST, may="sister_staff", own_status=302),
    Row("reviews:growth_answer", thing=growth_of_the_expert, methods=BOTH, may="sister_staff"),
]
