from datetime import timedelta

import pytest
from django.utils import timezone

from experts.choices import TimeMode
from secondments.cards import Card, card_for, give_and_take
from secondments.choices import StepKind
from secondments.models import LoanHalfDay, Secondment
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.secondments.factories import cover_all, propose, say_yes, step

pytestmark = pytest.mark.django_db


def card(secondment: Secondment, kind: StepKind) -> Card:
    approval = step(secondment, kind)
    approval.secondment = Secondment.objects.with_story().get(pk=secondment.pk)
    return card_for(approval)


def fact(found: Card, term: str) -> dict[str, str]:
    return next(each for each in found.facts if term in str(each["term"]))


@pytest.fixture
def leaving(world: World) -> Secondment:
    """A teacher leaves group 5 for four half-days, two a week."""
    secondment = propose(
        world.neighbour_director, world.neighbour_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    secondment.loans.get().position.__class__.objects.update(group_name="groep 5")
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return secondment


def test_which_group_and_how_many_hours(leaving: Secondment) -> None:
    found = fact(card(leaving, StepKind.LENDING_DIRECTOR), "Uit de klas")

    assert found["text"].startswith("Groep 5: 4 dagdelen")
    assert found["text"].endswith("Hoogstens 2 dagdelen in een week, dat is 8 uur.")
    assert found["kind"] == "watch"


def test_who_covers_is_not_arranged_until_it_is(world: World, leaving: Secondment) -> None:
    assert fact(card(leaving, StepKind.LENDING_DIRECTOR), "Wie vangt op")["kind"] == "stop"

    cover_all(leaving, world.director)

    assert fact(card(leaving, StepKind.LENDING_DIRECTOR), "Wie vangt op") == {
        "term": "Wie vangt op",
        "text": "Vervangerspool",
        "kind": "ok",
        "word": "Geregeld",
    }


def test_an_extra_day_takes_nobody_out_of_class(world: World) -> None:
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.EXTENSION
    )

    found = card(secondment, StepKind.LENDING_DIRECTOR)

    assert fact(found, "Uit de klas")["text"].startswith("Niemand gaat uit de klas.")
    assert not [each for each in found.facts if "vangt" in str(each["term"])]


def test_more_than_was_released_says_so(leaving: Secondment) -> None:
    leaving.loans.get().position.__class__.objects.update(released_half_days_per_week=1)

    found = fact(card(leaving, StepKind.LENDING_DIRECTOR), "Jouw vrijgave")

    assert (found["text"], found["kind"]) == ("Je gaf 1 dagdeel per week vrij.", "watch")


def test_the_share_of_the_team_grows_with_this_loan(world: World, leaving: Secondment) -> None:
    """Three people work at the school: 30 half-days a week, 60 in two weeks; four of them are asked."""
    share = card(leaving, StepKind.LENDING_DIRECTOR).share

    assert share
    assert (share.now, share.after, share.kind) == (0, 6.7, "stop")


def test_a_larger_team_feels_it_less(world: World, leaving: Secondment) -> None:
    MembershipFactory.create_batch(17, school=world.school)

    share = card(leaving, StepKind.LENDING_DIRECTOR).share

    assert share
    assert (share.after, share.kind) == (1, "ok")


def test_the_receiving_board_sees_a_band_and_no_replacement(leaving: Secondment) -> None:
    found = card(leaving, StepKind.BORROWING_BOARD)

    assert fact(found, "Kosten voor de school die vraagt")["text"] == "Ongeveer € 760 tot € 860."
    assert not [each for each in found.facts if "vervanging" in str(each["term"])]


def test_given_and_taken_hours_of_twelve_months(world: World) -> None:
    given = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(given, StepKind.EXPERT, world.staff)
    say_yes(given, StepKind.LENDING_DIRECTOR, world.director)
    rows = list(LoanHalfDay.objects.order_by("pk"))
    for number, row in enumerate(rows):
        row.day = timezone.localdate() - timedelta(days=100 * (number + 1))
        row.save()

    hours_given, hours_taken, table = give_and_take(world.school)

    assert (hours_given, hours_taken) == (12, 0)
    assert table == [{"label": "De Regenboog", "given": 12, "taken": 0}]
    assert give_and_take(world.sister_school)[:2] == (0, 12)
