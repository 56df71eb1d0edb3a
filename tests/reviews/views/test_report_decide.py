from django.test import Client
from django.urls import reverse

from helprequests.choices import ReportReason
from reviews import actions
from reviews.choices import Side
from reviews.models import Report
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import make_review


def reported(world: World, loan: Loan) -> Report:
    make_review(loan, world.staff, Side.EXPERT)
    review = make_review(loan, world.neighbour_director)
    return actions.report_review(review, by=world.staff, reason=ReportReason.INSULT, text="Dit kwetst mij.")


def test_the_moderator_reads_and_decides(world: World, loan: Loan, client: Client) -> None:
    report = reported(world, loan)
    client.force_login(world.moderator)
    url = reverse("reviews:report_decide", args=[report.pk])
    html = client.get(url).content.decode()
    assert "Dit kwetst mij." in html
    assert "Zij keek eerst een ochtend mee" in html
    client.post(url, {"verdict": "keep", "text": "Kritisch, maar netjes."})
    report.refresh_from_db()
    assert (report.verdict, report.decided_by) == ("keep", world.moderator)


def test_a_decision_without_a_reason_is_refused(world: World, loan: Loan, client: Client) -> None:
    report = reported(world, loan)
    client.force_login(world.moderator)
    client.post(reverse("reviews:report_decide", args=[report.pk]), {"verdict": "hide", "text": ""})
    report.refresh_from_db()
    assert report.decided_at is None


def test_the_list_of_a_moderator(world: World, loan: Loan, client: Client) -> None:
    report = reported(world, loan)
    client.force_login(world.moderator)
    html = client.get(reverse("reviews:report_list")).content.decode()
    assert reverse("reviews:report_decide", args=[report.pk]) in html
