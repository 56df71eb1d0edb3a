"""What `{% expert_reviews expert %}` shows, and to whom."""

from datetime import date

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from experts.models import Expert
from helprequests.models import HelpRequest
from organisations.choices import Ring
from reviews import actions
from reviews.choices import Side
from reviews.profile import period_in_words, profile_of
from tests.experts.factories import SkillFactory, make_expert
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, switch_on_all
from users.models import User

TAG = Template("{% load reviews %}{% expert_reviews expert %}")


def shown(expert: Expert, user: User) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return TAG.render(Context({"request": request, "expert": expert}))


@pytest.fixture
def expert(world: World) -> Expert:
    """Three schools said a 9; Tessa lets the whole country see her score."""
    switch_on_all(world)
    for days, school, author in [
        (100, world.neighbour_school, world.neighbour_director),
        (200, world.sister_school, world.sister_director),
        (300, world.foreign_school, world.foreign_director),
    ]:
        loan = finished_loan(world.staff_membership, school, days_ago=days, title=f"Hulp bij {school.name}")
        make_review(loan, author, mark=9)
    actions.save_choice(loan.expert, by=world.staff, score_ring=Ring.NATIONAL, is_hidden=False)
    return loan.expert


def test_someone_new_gets_a_friendly_line_and_no_empty_score(world: World) -> None:
    html = shown(make_expert(world.staff_membership), world.director)
    assert "Tessa is nieuw hier." in html
    assert "Hoe de hulp ging" not in html
    assert "ster" not in html.lower().replace("gister", "")


def test_finished_help_newest_first_with_texts_and_words(world: World, expert: Expert) -> None:
    html = shown(expert, world.foreign_director)
    assert html.index("Hulp bij De Kameleon") < html.index("Hulp bij De Regenboog") < html.index("Hulp bij De Zeemeeuw")
    assert "Directeur van De Kameleon" in html
    assert "Zij keek eerst een ochtend mee" in html
    assert "De hulp paste bij onze vraag" in html
    assert "3 van de 3 zouden dit opnieuw vragen." in html


def test_the_score_with_what_it_rests_on(world: World, expert: Expert) -> None:
    profile = profile_of(expert, world.foreign_director)
    assert profile.figure is not None
    assert (profile.figure.secondments, profile.figure.schools, profile.figure.reviewers) == (3, 3, 3)
    assert "Samen komt de hulp op een 8," in shown(expert, world.foreign_director)


def test_three_reviews_of_one_school_show_no_number(world: World) -> None:
    switch_on_all(world)
    for days in (100, 300, 500):
        loan = finished_loan(world.staff_membership, world.neighbour_school, days_ago=days)
        make_review(loan, [world.neighbour_director, world.coordinator, world.foreign_director][days // 200], mark=9)
    actions.save_choice(loan.expert, by=world.staff, score_ring=Ring.NATIONAL, is_hidden=False)
    profile = profile_of(loan.expert, world.foreign_director)
    assert profile.figure is None
    assert profile.aspects == []
    assert len(profile.reviews) == 3


@pytest.mark.parametrize(
    ("ring", "who_see_it"),
    [
        (None, []),
        (Ring.BOARD, ["sister_director"]),
        (Ring.NETWORK, ["sister_director", "neighbour_director"]),
        (Ring.NATIONAL, ["sister_director", "neighbour_director", "foreign_director"]),
    ],
)
def test_the_score_reaches_as_far_as_the_expert_chose(
    world: World, expert: Expert, ring: Ring | None, who_see_it: list[str]
) -> None:
    actions.save_choice(expert, by=world.staff, score_ring=ring, is_hidden=False)
    readers = ["sister_director", "neighbour_director", "foreign_director"]
    found = [who for who in readers if profile_of(expert, getattr(world, who)).figure]
    assert found == who_see_it


def test_without_a_choice_there_are_texts_and_no_score(world: World, expert: Expert) -> None:
    expert.review_choice.delete()
    profile = profile_of(expert, world.foreign_director)
    assert profile.figure is None
    assert len(profile.reviews) == 3


def test_hiding_takes_texts_and_score_but_not_the_help(world: World, expert: Expert) -> None:
    actions.save_choice(expert, by=world.staff, score_ring=Ring.NATIONAL, is_hidden=True)
    html = shown(expert, world.sister_staff)
    assert "Hulp bij De Kameleon" in html
    assert "Zij keek eerst een ochtend mee" not in html


def test_an_objection_works_like_hiding(world: World, expert: Expert) -> None:
    type(expert.review_choice).objects.update(objected_on="2026-01-01")
    assert profile_of(expert, world.coordinator).reviews == []


@pytest.mark.parametrize("who", ["director", "board_admin"])
def test_the_employer_sees_help_and_nothing_of_how_it_went(world: World, expert: Expert, who: str) -> None:
    html = shown(expert, getattr(world, who))
    assert "Hulp bij De Kameleon" in html
    assert "Hoe de hulp ging" not in html


def test_the_expert_always_sees_the_own_score(world: World, expert: Expert) -> None:
    actions.save_choice(expert, by=world.staff, score_ring=None, is_hidden=False)
    assert "Samen komt de hulp op een" in shown(expert, world.staff)


def test_the_expert_reads_that_it_is_hidden(world: World, expert: Expert) -> None:
    actions.save_choice(expert, by=world.staff, score_ring=None, is_hidden=True)
    html = shown(expert, world.staff)
    assert "Anderen lezen dit niet: jij hebt het verborgen." in html
    assert "Zij keek eerst een ochtend mee" in html


def test_what_the_expert_says_of_a_school_is_not_on_the_profile(world: World, expert: Expert) -> None:
    loan = finished_loan(world.staff_membership, world.neighbour_school, days_ago=50)
    make_review(loan, world.staff, Side.EXPERT, worked="De school had niets voorbereid, dat was jammer.")
    assert "De school had niets voorbereid" not in shown(expert, world.foreign_director)


def test_a_school_that_asked_without_its_name_stays_without(world: World, expert: Expert) -> None:
    loan = expert.loans.get(secondment__borrower=world.neighbour_school)
    request = help_request(world)
    loan.secondment.help_request = request
    loan.secondment.title = "Rekenen"
    loan.secondment.save()
    html = shown(expert, world.foreign_director)
    assert "Directeur van een andere school" in html
    assert "De Kameleon" not in html


def help_request(world: World) -> HelpRequest:
    """A question about arithmetic that does not tell which school asks."""
    request = HelpRequest.objects.create(
        school=world.neighbour_school,
        asked_by=world.neighbour_director,
        title="Rekenen",
        starts_on="2026-01-01",
        ends_on="2026-02-01",
        is_anonymous=True,
    )
    request.skills.add(SkillFactory(label="Rekenen in groep 5"))
    return request


def test_as_many_queries_for_three_reviews_as_for_one(world: World, expert: Expert) -> None:
    other = make_expert(world.neighbour_staff_membership)
    one = finished_loan(world.neighbour_staff_membership, world.foreign_school, days_ago=40)
    make_review(one, world.foreign_director)
    actions.save_choice(other, by=world.neighbour_staff, score_ring=Ring.NATIONAL, is_hidden=False)
    with CaptureQueriesContext(connection) as with_one:
        shown(Expert.objects.get(pk=other.pk), world.sister_director)
    with CaptureQueriesContext(connection) as with_three:
        shown(Expert.objects.get(pk=expert.pk), world.sister_director)
    assert len(with_three) == len(with_one)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-06-01", "2026-06-30", "juni 2026"),
        ("2026-09-01", "2026-11-03", "september tot november 2026"),
        ("2026-12-01", "2027-02-03", "december 2026 tot februari 2027"),
    ],
)
def test_a_period_in_words(first: str, last: str, words: str) -> None:
    assert period_in_words(date.fromisoformat(first), date.fromisoformat(last)) == words
