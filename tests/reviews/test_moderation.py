from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowedNow
from core.todos import Todo
from experts.models import Expert
from helprequests.choices import ReportReason, Verdict
from notifications.models import Notification
from reviews import actions
from reviews.choices import ReviewState, Side
from reviews.models import Report, Review
from reviews.permissions import can_appeal, can_decide_appeal
from reviews.todos import todos
from secondments.models import Loan
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.reviews.factories import days_later, make_review
from users.models import User


def titles(user: User) -> list[str]:
    return [str(todo.title) for todo in all_todos(user)]


def all_todos(user: User) -> list[Todo]:
    return list(todos(user, timezone.localdate()))


@pytest.fixture
def review(world: World, loan: Loan) -> Review:
    """What De Kameleon said of the help; readable, and reported by the expert."""
    make_review(loan, world.staff, Side.EXPERT)
    return make_review(loan, world.neighbour_director)


@pytest.fixture
def report(world: World, review: Review) -> Report:
    return actions.report_review(review, by=world.staff, reason=ReportReason.INSULT, text="Dit kwetst mij.")


def test_a_moderator_of_the_network_is_told(world: World, report: Report) -> None:
    told = Notification.objects.filter(kind="reviews.reported")
    assert [each.recipient for each in told] == [world.moderator]
    assert titles(world.moderator) == ["Een beoordeling is gemeld"]


def test_a_moderator_who_works_at_one_of_the_schools_stays_out(world: World, review: Review) -> None:
    MembershipFactory(user=world.moderator, school=world.neighbour_school)
    report = actions.report_review(review, by=world.staff, reason=ReportReason.INSULT)
    assert not Notification.objects.filter(kind="reviews.reported").exists()
    assert report.review not in Review.objects.for_moderator(world.moderator)


def test_what_nobody_reported_is_not_for_moderators(world: World, review: Review) -> None:
    assert review not in Review.objects.for_moderator(world.moderator)


def test_a_moderator_of_another_network_sees_nothing(world: World, report: Report) -> None:
    other = MembershipFactory(moderator=True, network=world.foreign_network).user
    assert report.review not in Review.objects.for_moderator(other)


def test_someone_reports_once(world: World, report: Report, review: Review) -> None:
    again = actions.report_review(review, by=world.staff, reason=ReportReason.OTHER)
    assert again.pk == report.pk
    assert Report.objects.get().reason == ReportReason.INSULT


def test_hiding_takes_it_from_every_reader_and_tells_both_why(world: World, report: Report) -> None:
    actions.decide_report(report, by=world.moderator, verdict=Verdict.HIDE, text="Dit gaat over een persoon.")
    report.review.refresh_from_db()
    assert (report.review.state, report.review.hidden_because) == (ReviewState.HIDDEN, ReportReason.INSULT)
    assert report.review not in Review.objects.visible_to(world.staff)
    assert report.review in Review.objects.visible_to(world.neighbour_director)
    told = Notification.objects.filter(kind="reviews.decided")
    assert {each.recipient for each in told} == {world.staff, world.neighbour_director}
    assert "Dit gaat over een persoon." in told[0].text


def test_keeping_leaves_it_and_clears_the_list(world: World, report: Report) -> None:
    actions.decide_report(report, by=world.moderator, verdict=Verdict.KEEP, text="Kritisch, maar netjes.")
    assert report.review in Review.objects.visible_to(world.staff)
    assert titles(world.moderator) == []


def test_a_decision_is_made_once(world: World, report: Report) -> None:
    actions.decide_report(report, by=world.moderator, verdict=Verdict.KEEP, text="Kritisch, maar netjes.")
    with pytest.raises(NotAllowedNow):
        actions.decide_report(report, by=world.moderator, verdict=Verdict.HIDE, text="Toch maar niet.")


def test_one_reply_told_to_the_author(world: World, review: Review) -> None:
    actions.reply_to_review(review, by=world.staff, text="Dank je wel, dit neem ik mee.")
    review.refresh_from_db()
    assert (review.reply, review.replied_by) == ("Dank je wel, dit neem ik mee.", world.staff)
    told = Notification.objects.get(kind="reviews.replied")
    assert told.recipient == world.neighbour_director
    with pytest.raises(NotAllowedNow):
        actions.reply_to_review(review, by=world.staff, text="En nog iets.")


def test_no_reply_to_what_cannot_be_read_yet(world: World, loan: Loan) -> None:
    review = make_review(loan, world.neighbour_director)
    with pytest.raises(NotAllowedNow):
        actions.reply_to_review(review, by=world.staff, text="Ik weet al wat je schreef.")


def test_the_expert_and_the_director_both_have_something_to_tell(world: World, loan: Loan) -> None:
    assert titles(world.staff) == ["Hoe ging het bij De Kameleon?"]
    assert titles(world.neighbour_director) == ["Hoe ging de hulp van Tessa Bloem?"]
    assert titles(world.director) == []


def test_who_is_done_has_nothing_to_tell(world: World, loan: Loan) -> None:
    make_review(loan, world.neighbour_director)
    assert titles(world.neighbour_director) == []
    assert titles(world.staff) == ["Hoe ging het bij De Kameleon?"]


class TestFollowingUp:
    def test_one_line_after_the_answer(self, world: World, review: Review) -> None:
        actions.reply_to_review(review, by=world.staff, text="Dank je wel, dit neem ik mee.")
        actions.follow_up_review(review, by=world.neighbour_director, text="Dit is inmiddels opgelost.")

        review.refresh_from_db()
        assert (review.follow_up, review.mark) == ("Dit is inmiddels opgelost.", 8)
        with pytest.raises(NotAllowedNow):
            actions.follow_up_review(review, by=world.neighbour_director, text="En nog iets.")

    def test_not_without_an_answer(self, world: World, review: Review) -> None:
        with pytest.raises(NotAllowedNow):
            actions.follow_up_review(review, by=world.neighbour_director, text="Dit is inmiddels opgelost.")

    def test_not_by_somebody_else(self, world: World, review: Review) -> None:
        actions.reply_to_review(review, by=world.staff, text="Dank je wel.")
        with pytest.raises(NotAllowedNow):
            actions.follow_up_review(review, by=world.staff, text="Dit is inmiddels opgelost.")

    def test_readers_see_it_below_the_answer(self, client: Client, world: World, review: Review) -> None:
        actions.reply_to_review(review, by=world.staff, text="Dank je wel.")
        client.force_login(world.neighbour_director)
        url = reverse("reviews:review_follow_up", args=[review.pk])
        client.post(url, {"text": "Dit is inmiddels opgelost."})
        client.force_login(world.staff)

        page = client.get(reverse("reviews:review_detail", args=[review.loan_id])).content.decode()
        assert "Dit is inmiddels opgelost." in page
        assert client.get(url).status_code == 404

    def test_the_guard_reads_it_too(self, world: World, review: Review) -> None:
        actions.reply_to_review(review, by=world.staff, text="Dank je wel.")
        text = "Leerling Sem de Boer heeft nu geen ADHD meer."
        with pytest.raises(NotAllowedNow):
            actions.follow_up_review(review, by=world.neighbour_director, text=text, is_confirmed=True)


class TestAppeal:
    @pytest.fixture
    def hidden(self, world: World, report: Report) -> Report:
        return actions.decide_report(
            report, by=world.moderator, verdict=Verdict.HIDE, text="Dit gaat over een persoon."
        )

    @pytest.fixture
    def appealed(self, world: World, hidden: Report) -> Report:
        return actions.appeal_report(hidden, by=world.neighbour_director, text="Het gaat over de afspraken.")

    def test_who_it_went_against_may_ask_again(self, world: World, hidden: Report) -> None:
        assert can_appeal(world.neighbour_director, hidden)
        assert not can_appeal(world.staff, hidden)

    def test_the_reporter_when_it_stays(self, world: World, report: Report) -> None:
        kept = actions.decide_report(report, by=world.moderator, verdict=Verdict.KEEP, text="Kritisch, maar netjes.")
        assert can_appeal(world.staff, kept)
        assert not can_appeal(world.neighbour_director, kept)

    def test_within_two_weeks(self, world: World, hidden: Report) -> None:
        with days_later(15):
            assert not can_appeal(world.neighbour_director, hidden)

    def test_once(self, world: World, appealed: Report) -> None:
        with pytest.raises(NotAllowedNow):
            actions.appeal_report(appealed, by=world.neighbour_director, text="Nog eens.")

    def test_somebody_else_of_the_network_looks(self, world: World, appealed: Report) -> None:
        assert can_decide_appeal(world.network_coordinator, appealed)
        assert not can_decide_appeal(world.moderator, appealed)
        assert not can_decide_appeal(world.foreign_network_coordinator, appealed)
        told = Notification.objects.filter(kind="reviews.appealed").values_list("recipient", flat=True)
        assert list(told) == [world.network_coordinator.pk]
        assert "Iemand maakt bezwaar tegen een besluit over een beoordeling" in titles(world.network_coordinator)

    def test_not_who_decided_first(self, world: World, appealed: Report) -> None:
        with pytest.raises(NotAllowedNow):
            actions.decide_appeal(appealed, by=world.moderator, verdict=Verdict.HIDE, text="Het blijft zo.")
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.filter(pk=appealed.pk).update(
                appeal_verdict=Verdict.HIDE, appeal_decided_by=world.moderator, appeal_decided_at=timezone.now()
            )

    def test_restored_it_reads_and_weighs_as_before(self, world: World, review: Review, report: Report) -> None:
        def seen() -> tuple[bool, float | None]:
            expert = Expert.objects.get(user=world.staff)
            return review in Review.objects.visible_to(world.staff), expert.rating

        actions.refresh_rating(review.loan.expert)
        before = seen()
        hidden = actions.decide_report(report, by=world.moderator, verdict=Verdict.HIDE, text="Dit kan niet.")
        assert seen()[0] is False
        appealed = actions.appeal_report(hidden, by=world.neighbour_director, text="Het gaat over de afspraken.")
        actions.decide_appeal(
            appealed, by=world.network_coordinator, verdict=Verdict.KEEP, text="Het gaat over de hulp."
        )

        assert seen() == before

    def test_the_last_decision_hides_what_stayed(self, world: World, review: Review, report: Report) -> None:
        kept = actions.decide_report(report, by=world.moderator, verdict=Verdict.KEEP, text="Kritisch, maar netjes.")
        appealed = actions.appeal_report(kept, by=world.staff, text="Het gaat over mijn gezondheid.")
        actions.decide_appeal(appealed, by=world.network_coordinator, verdict=Verdict.HIDE, text="Dat klopt.")

        review.refresh_from_db()
        assert review.state == ReviewState.HIDDEN
        with pytest.raises(NotAllowedNow):
            actions.decide_appeal(appealed, by=world.network_coordinator, verdict=Verdict.KEEP, text="Toch niet.")

    def test_in_the_browser(self, client: Client, world: World, hidden: Report) -> None:
        client.force_login(world.neighbour_director)
        detail = reverse("reviews:review_detail", args=[hidden.review.loan_id])
        url = reverse("reviews:report_appeal", args=[hidden.pk])
        assert url in client.get(detail).content.decode()
        client.post(url, {"text": "Het gaat over de afspraken."})
        client.force_login(world.network_coordinator)
        page = client.get(reverse("reviews:appeal_decide", args=[hidden.pk])).content.decode()
        assert "Het gaat over de afspraken." in page
        client.post(reverse("reviews:appeal_decide", args=[hidden.pk]), {"verdict": "keep", "text": "Over de hulp."})

        hidden.review.refresh_from_db()
        assert hidden.review.state == ReviewState.SUBMITTED


def test_after_five_school_days_coordinators_are_asked_as_well(world: World, report: Report) -> None:
    last_day = report.decide_before
    assert actions.escalate_reports(last_day) == 0
    assert not Report.objects.to_decide(world.network_coordinator, last_day).exists()
    late = last_day + timedelta(days=1)
    for _ in range(2):  # safe to repeat
        assert actions.escalate_reports(late) == 1
    found = Notification.objects.filter(kind="reviews.report_late")
    assert {each.recipient for each in found} == {world.moderator, world.network_coordinator}
    assert Report.objects.to_decide(world.network_coordinator, late).get() == report


def test_a_decided_report_is_never_late(world: World, report: Report) -> None:
    actions.decide_report(report, by=world.moderator, verdict=Verdict.KEEP, text="Kritisch, maar netjes.")
    assert actions.escalate_reports(report.decide_before + timedelta(days=9)) == 0
