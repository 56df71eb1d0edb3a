import pytest
from django.test import Client
from django.urls import reverse

from experts.models import Expert
from organisations.choices import Ring
from reviews import actions
from reviews.models import Choice, Review
from reviews.profile import profile_of
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, switch_on_all

pytestmark = pytest.mark.django_db
URL = "reviews:objection_edit"


@pytest.fixture
def expert(world: World) -> Expert:
    """Three schools gave the help a 10; the score shows as far as the country."""
    switch_on_all(world)
    schools = (world.neighbour_school, world.foreign_school, world.sister_school)
    directors = (world.neighbour_director, world.foreign_director, world.sister_director)
    for number, (school, director) in enumerate(zip(schools, directors, strict=True), start=1):
        loan = finished_loan(world.staff_membership, school, days_ago=20 * number, by=director, title=f"{number}")
        make_review(loan, director, mark=10)
    expert = Expert.objects.get(user=world.staff)
    actions.save_choice(expert, by=world.staff, score_ring=Ring.NATIONAL, is_hidden=False)
    actions.refresh_rating(expert)
    return Expert.objects.get(pk=expert.pk)


def test_nobody_reads_them_any_more_and_nothing_counts(client: Client, world: World, expert: Expert) -> None:
    assert expert.rating is not None
    assert len(profile_of(expert, world.coordinator).reviews) == 3
    client.force_login(world.staff)
    client.post(reverse(URL))

    expert.refresh_from_db()
    assert expert.rating is None
    assert profile_of(expert, world.coordinator).reviews == []
    assert not Review.objects.visible_to(world.coordinator).filter(loan__in=Loan.objects.filter(expert=expert))
    assert "Je maakte bezwaar" in client.get(reverse("reviews:choice_edit")).content.decode()


def test_taken_back_it_is_as_before(client: Client, world: World, expert: Expert) -> None:
    before = expert.rating
    client.force_login(world.staff)
    client.post(reverse(URL))
    client.post(reverse(URL), {"withdraw": "1"})

    expert.refresh_from_db()
    assert expert.rating == before
    assert Choice.objects.get(expert=expert).score_ring == Ring.NATIONAL


def test_the_first_day_stays(world: World, expert: Expert) -> None:
    Choice.objects.filter(expert=expert).update(objected_on="2026-01-01")
    actions.object_to_reviews(expert, by=world.staff)

    assert str(Choice.objects.get(expert=expert).objected_on) == "2026-01-01"


def test_only_who_it_is_about(client: Client, world: World, expert: Expert) -> None:
    client.force_login(world.director)
    client.post(reverse(URL))

    assert Choice.objects.get(expert=expert).objected_on is None
