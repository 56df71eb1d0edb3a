"""axe on the pages about reviews that the walk through the demo does not always reach."""

import pytest
from django.urls import reverse

from helprequests.choices import ReportReason, Verdict
from reviews import actions
from reviews.choices import Side
from tests.organisations.world import World, make_world
from tests.reviews.factories import finished_loan, make_review, switch_on_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def test_following_up_and_appealing(world, signed_in_page, assert_good_on_every_screen) -> None:
    switch_on_all(world)
    loan = finished_loan(world.staff_membership, world.neighbour_school, by=world.neighbour_director)
    make_review(loan, world.staff, Side.EXPERT)
    review = make_review(loan, world.neighbour_director)
    actions.reply_to_review(review, by=world.staff, text="Dank je wel.")
    follow_up = reverse("reviews:review_follow_up", args=[review.pk])
    assert_good_on_every_screen(signed_in_page(world.neighbour_director, follow_up))

    report = actions.report_review(review, by=world.staff, reason=ReportReason.UNTRUE)
    report = actions.decide_report(report, by=world.moderator, verdict=Verdict.KEEP, text="Kritisch, maar netjes.")
    appeal = reverse("reviews:report_appeal", args=[report.pk])
    assert_good_on_every_screen(signed_in_page(world.staff, appeal))

    actions.appeal_report(report, by=world.staff, text="Het klopt niet.")
    decide = reverse("reviews:appeal_decide", args=[report.pk])
    assert_good_on_every_screen(signed_in_page(world.network_coordinator, decide))
