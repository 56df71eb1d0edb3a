import pytest
from django.test import Client
from django.urls import reverse

from experts.choices import TimeMode
from secondments.choices import SecondmentState, StepKind, StepState
from secondments.models import Approval, Secondment
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def approval(world: World) -> Approval:
    """The lending director is asked about a teacher who would leave a class."""
    secondment = propose(
        world.neighbour_director, world.neighbour_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    return step(secondment, StepKind.LENDING_DIRECTOR)


def url(approval: Approval) -> str:
    return reverse("secondments:approval_decide", args=[approval.pk])


def test_the_card_has_facts_with_a_word(client: Client, world: World, approval: Approval) -> None:
    client.force_login(world.director)

    card = client.get(url(approval)).context["card"]

    assert {fact["word"] for fact in card.facts if "word" in fact} >= {"Let op", "Nog niet rond"}
    assert card.share.after > card.share.now


def test_yes_is_one_tap(client: Client, world: World, approval: Approval) -> None:
    client.force_login(world.director)

    client.post(url(approval), {"answer": "ja"})

    approval.refresh_from_db()
    assert (approval.state, approval.decided_by) == (StepState.APPROVED, world.director)


def test_a_no_without_a_reason_is_asked_for_one(client: Client, world: World, approval: Approval) -> None:
    client.force_login(world.director)

    response = client.post(url(approval), {"answer": "nee"})

    assert "Kies een reden." in response.content.decode()
    assert Secondment.objects.get().state == SecondmentState.IN_APPROVAL


def test_a_no_with_a_reason_ends_it(client: Client, world: World, approval: Approval) -> None:
    client.force_login(world.director)

    client.post(url(approval), {"answer": "nee", "reason": "later"})

    assert Secondment.objects.get().state == SecondmentState.DECLINED


def test_looking_decides_nothing(client: Client, world: World, approval: Approval) -> None:
    client.force_login(world.director)

    client.get(url(approval), {"answer": "ja"})

    approval.refresh_from_db()
    assert approval.state == StepState.WAITING


def test_who_comes_too_late_is_sent_to_the_story(client: Client, world: World, approval: Approval) -> None:
    say_yes(approval.secondment, StepKind.LENDING_DIRECTOR, world.director)
    client.force_login(world.director)

    response = client.post(url(approval), {"answer": "nee", "reason": "later"})

    assert response["Location"] == approval.secondment.get_absolute_url()
    approval.refresh_from_db()
    assert approval.state == StepState.APPROVED


def test_the_expert_may_choose_between_two_reasons_nobody_reads(client: Client, world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    client.force_login(world.staff)

    form = client.get(url(step(secondment, StepKind.EXPERT))).context["form"]

    assert [value for value, _label in form.fields["reason"].choices] == ["later", "other"]
