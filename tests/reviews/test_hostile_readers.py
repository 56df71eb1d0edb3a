"""Everybody who would like to read a review before its time, through every door there is."""

import re

import pytest
from django.contrib import admin
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from core.todos import todos_for
from experts.models import Expert
from notifications.models import Notification
from reviews import actions, personal_data
from reviews.models import Review
from reviews.votes import figures_by_expert, votes_by_expert
from secondments.models import Loan
from tests.organisations.world import World
from tests.reviews.factories import finished_loan, make_review, submit

SECRET = "Het geheim van de smid is hier niet te vinden."
TIP = "Fluister eens wat zachter in de gang, dat helpt."
SIGNAL = "Dit moet de moderator weten over die ene middag."
READERS = [
    "staff",  # the counterpart
    "director",
    "coordinator",
    "board_admin",
    "sister_director",
    "sister_staff",
    "neighbour_staff",
    "neighbour_board_admin",
    "network_coordinator",
    "moderator",
    "freelancer",
    "foreign_director",
    "foreign_board_admin",
    "platform_admin",
    "stranger",
]


def secret_review(loan: Loan, world: World) -> Review:
    return submit(loan, world.neighbour_director, worked=SECRET, private_tip=TIP, private_signal=SIGNAL, mark=1)


def pages_of(loan: Loan) -> list[str]:
    return [
        "/",
        reverse("reviews:review_list"),
        reverse("reviews:review_detail", args=[loan.pk]),
        reverse("reviews:review_edit", args=[loan.pk]),
        reverse("reviews:report_list"),
        reverse("reviews:choice_edit"),
        reverse("reviews:scoring_detail"),
        reverse("notifications:notification_list"),
    ]


def all_pages(world: World, who: str, loan: Loan) -> str:
    """Everything this reader can open, without what differs per request."""
    user = getattr(world, who)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    found = []
    for path in pages_of(loan):
        response = client.get(path)
        found.append(f"{path} {response.status_code} {response.content.decode()}")
    request = RequestFactory().get("/")
    request.user = user
    tag = Template("{% load reviews %}{% expert_reviews expert %}")
    found.append(tag.render(Context({"request": request, "expert": loan.expert})))
    found.append(repr(personal_data.export(user)))
    html = "\n".join(found)
    html = re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken"): ?=?"[^"]+"', "", html)
    html = re.sub(r'"X-CSRFToken": "[^"]+"', "", html)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)


@pytest.mark.parametrize("who", READERS)
def test_no_page_changes_in_any_way_when_someone_writes(who: str, world: World, loan: Loan) -> None:
    before = all_pages(world, who, loan)
    secret_review(loan, world)
    after = all_pages(world, who, loan)
    assert SECRET not in after
    assert after == before


@pytest.mark.parametrize("who", READERS)
def test_no_queryset_and_no_todo_tells(who: str, world: World, loan: Loan) -> None:
    user = getattr(world, who)
    todos = todos_for(user, timezone.localdate())
    review = secret_review(loan, world)
    assert review not in Review.objects.visible_to(user)
    assert review not in Review.objects.for_moderator(user)
    assert todos_for(user, timezone.localdate()) == todos


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("name", ["review_reply", "review_report"])
def test_guessing_the_number_of_a_review_gives_nothing(who: str, name: str, world: World, loan: Loan) -> None:
    review = secret_review(loan, world)
    client = Client()
    client.force_login(getattr(world, who))
    assert client.get(reverse(f"reviews:{name}", args=[review.pk])).status_code == 404


def test_the_author_reads_it(world: World, loan: Loan, client: Client) -> None:
    secret_review(loan, world)
    client.force_login(world.neighbour_director)
    assert SECRET in client.get(reverse("reviews:review_detail", args=[loan.pk])).content.decode()


def test_nobody_is_told_before_both_are_done(world: World, loan: Loan) -> None:
    secret_review(loan, world)
    assert not Notification.objects.filter(kind__startswith="reviews.").exists()


def test_no_vote_figure_or_rating_moves(world: World, loan: Loan) -> None:
    for number, school in enumerate([world.neighbour_school, world.foreign_school, world.sister_school]):
        old = finished_loan(world.staff_membership, school, days_ago=200 + 100 * number)
        author = [world.neighbour_director, world.foreign_director, world.sister_director][number]
        make_review(old, author, mark=9)
    actions.refresh_ratings(timezone.now())
    before = (votes_by_expert(timezone.now()), figures_by_expert(timezone.now()))
    rating = Expert.objects.get(pk=loan.expert_id).rating
    assert rating is not None
    secret_review(loan, world)
    actions.refresh_ratings(timezone.now())
    assert (votes_by_expert(timezone.now()), figures_by_expert(timezone.now())) == before
    assert Expert.objects.get(pk=loan.expert_id).rating == rating


def test_once_revealed_the_counterpart_reads_text_and_tip_but_never_the_signal(
    world: World, loan: Loan, client: Client
) -> None:
    secret_review(loan, world)
    submit(loan, world.staff)
    client.force_login(world.staff)
    html = client.get(reverse("reviews:review_detail", args=[loan.pk])).content.decode()
    assert SECRET in html
    assert TIP in html
    assert SIGNAL not in html


@pytest.mark.parametrize("who", ["director", "board_admin"])
def test_the_employer_never_reads_it(who: str, world: World, loan: Loan) -> None:
    secret_review(loan, world)
    submit(loan, world.staff)
    html = all_pages(world, who, loan)
    assert SECRET not in html
    assert TIP not in html


@pytest.mark.parametrize("who", ["sister_director", "foreign_director", "coordinator"])
def test_once_revealed_who_sees_the_expert_reads_the_text_and_nothing_private(
    who: str, world: World, loan: Loan
) -> None:
    secret_review(loan, world)
    submit(loan, world.staff)
    html = all_pages(world, who, loan)
    assert SECRET in html
    assert TIP not in html
    assert SIGNAL not in html


def test_a_moderator_reads_a_signal_once_revealed(world: World, loan: Loan, client: Client) -> None:
    secret_review(loan, world)
    submit(loan, world.staff)
    client.force_login(world.moderator)
    html = client.get(reverse("reviews:report_list")).content.decode()
    assert SIGNAL in html
    assert TIP not in html


def test_reviews_are_not_in_the_admin() -> None:
    assert not [model for model in admin.site._registry if model._meta.app_label == "reviews"]
