from json import dumps

from django.core.serializers.json import DjangoJSONEncoder

from experts.models import Expert
from reviews import actions, personal_data
from reviews.choices import Side
from reviews.models import Choice, Growth, Report, Review
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, submit, switch_on_all
from users.models import User


def as_text(user: User) -> str:
    return dumps(personal_data.export(user), cls=DjangoJSONEncoder, ensure_ascii=False)


def test_what_someone_wrote_is_theirs_private_parts_included(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director, private_signal="Dit moet de moderator toch echt weten.")
    assert "Dit moet de moderator toch echt weten." in as_text(world.neighbour_director)


def test_what_the_other_wrote_comes_along_once_it_can_be_read(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director, private_tip="Praat wat zachter in de gang.")
    assert "Praat wat zachter" not in as_text(world.staff)
    submit(loan, world.staff)
    assert "Praat wat zachter" in as_text(world.staff)


def test_a_signal_about_someone_is_never_in_their_export(world: World, loan: Loan) -> None:
    submit(loan, world.neighbour_director, private_signal="Dit moet de moderator toch echt weten.")
    submit(loan, world.staff)
    assert "Dit moet de moderator" not in as_text(world.staff)


def test_erasing_an_author_takes_the_text_and_its_weight(world: World) -> None:
    switch_on_all(world)
    for days, school, author in [
        (100, world.neighbour_school, world.neighbour_director),
        (200, world.sister_school, world.sister_director),
        (300, world.foreign_school, world.foreign_director),
    ]:
        loan = finished_loan(world.staff_membership, school, days_ago=days)
        make_review(loan, author, mark=9)
    actions.refresh_rating(loan.expert)
    assert Expert.objects.get(pk=loan.expert_id).rating is not None
    personal_data.erase(world.foreign_director)
    personal_data.erase(world.foreign_director)
    assert Review.objects.count() == 2
    assert Expert.objects.get(pk=loan.expert_id).rating is None


def test_erasing_an_expert_takes_everything_about_their_help(world: World, loan: Loan) -> None:
    review = make_review(loan, world.neighbour_director)
    make_review(loan, world.staff, Side.EXPERT)
    Choice.objects.create(expert=loan.expert)
    Growth.objects.create(expert=loan.expert, ring=2)
    Report.objects.create(
        review=review, reported_by=world.staff, reason="other", decide_before="2026-03-02", text="Mijn verhaal."
    )
    personal_data.erase(world.staff)
    left = [model.objects.exists() for model in (Review, Choice, Growth, Report)]
    assert left == [False] * 4


def test_erasing_who_replied_takes_the_reply_alone(world: World, loan: Loan) -> None:
    review = make_review(loan, world.staff, Side.EXPERT)
    make_review(loan, world.neighbour_director)
    actions.reply_to_review(review, by=world.neighbour_director, text="Dank je wel voor je hulp bij ons.")
    personal_data.erase(world.neighbour_director)
    review.refresh_from_db()
    assert (review.reply, review.replied_by, review.replied_at) == ("", None, None)
