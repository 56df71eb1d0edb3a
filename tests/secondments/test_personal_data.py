import pytest
from django.utils import timezone

from core.errors import NotAllowedNow
from secondments import actions, personal_data
from secondments.choices import DeclineReason, StepKind
from secondments.models import Approval, Event
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, step

pytestmark = pytest.mark.django_db


def test_an_expert_takes_along_where_they_helped(world: World) -> None:
    propose(world.sister_director, world.sister_school, world.staff_membership)

    found = personal_data.export(world.staff)["hulp die je gaf"]

    assert len(found) == 4
    assert found[0]["school"] == "De Regenboog"


def test_a_decider_takes_along_what_they_said(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    approval = step(secondment, StepKind.EXPERT)
    actions.decide_approval(approval, by=world.staff, is_yes=False, reason=DeclineReason.OTHER, note="Te spannend")

    assert personal_data.export(world.staff)["wat je besliste"][0]["toelichting"] == "Te spannend"
    assert personal_data.export(world.director)["wat je besliste"] == []


def test_nobody_is_erased_while_a_secondment_stands(world: World) -> None:
    propose(world.sister_director, world.sister_school, world.staff_membership)

    with pytest.raises(NotAllowedNow, match="nog een inzet"):
        personal_data.erase(world.staff)


def test_erasing_keeps_the_decision_and_not_the_words(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    no = {"is_yes": False, "reason": DeclineReason.GROUP, "note": "Groep 5 is onrustig"}
    actions.decide_approval(step(secondment, StepKind.LENDING_DIRECTOR), by=world.director, **no)

    personal_data.erase(world.director)

    assert not Approval.objects.filter(note__contains="onrustig").exists()
    assert not Event.objects.filter(text__contains="onrustig").exists()
    assert Approval.objects.filter(school=world.school, state="declined").exists()


def test_within_the_fiscal_term_nothing_goes(world: World) -> None:
    propose(world.sister_director, world.sister_school, world.staff_membership)

    assert personal_data.retain(timezone.localdate()) == 0
