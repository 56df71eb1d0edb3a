import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from core.todos import Todo
from notifications.models import Notification
from reviews import actions
from reviews.choices import ReportReason, ReviewState, Side, Verdict
from reviews.models import Report, Review
from reviews.todos import todos
from secondments.models import Loan
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.reviews.factories import make_review
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
