import pytest
from django.test import Client
from django.urls import reverse

from experts.choices import TimeMode
from secondments.choices import ReplacementState, StepKind
from secondments.models import LoanHalfDay, Secondment
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes, waits_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def secondment(world: World) -> Secondment:
    secondment = propose(
        world.sister_director, world.sister_school, world.staff_membership, time_mode=TimeMode.TEACHING
    )
    say_yes(secondment, StepKind.EXPERT, world.staff)
    say_yes(secondment, StepKind.LENDING_DIRECTOR, world.director)
    return secondment


def url(secondment: Secondment) -> str:
    return reverse("secondments:replacement_edit", args=[secondment.pk])


def states() -> list[str]:
    return list(LoanHalfDay.objects.values_list("replacement_state", flat=True))


def test_one_answer_for_all_half_days(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.director)

    client.post(url(secondment), {"all_by": "pool", "all_euros": "180.50", "all_sure": "on"})

    assert states() == [ReplacementState.CONFIRMED] * 4
    assert set(LoanHalfDay.objects.values_list("replacement_cents", flat=True)) == {180_50}
    assert waits_for(secondment) == [StepKind.BUDGET_HOLDER]


def test_nothing_filled_in_does_not_sound_as_if_all_is_arranged(
    client: Client, world: World, secondment: Secondment
) -> None:
    client.force_login(world.director)

    response = client.post(url(secondment), {"all_by": "", "all_euros": "200.50"}, follow=True)

    assert [str(m) for m in response.context["messages"]] == ["Bewaard. Nog niet elk dagdeel heeft vervanging."]


def test_each_half_day_its_own_answer(client: Client, world: World, secondment: Secondment) -> None:
    first, second, third, _fourth = LoanHalfDay.objects.all()
    client.force_login(world.director)

    client.post(
        url(secondment),
        {
            f"by_{first.pk}": "part_timer",
            f"sure_{first.pk}": "on",
            f"by_{second.pk}": "agency",
            f"euros_{second.pk}": "250",
            f"by_{third.pk}": "failed",
        },
    )

    assert states() == ["confirmed", "found", "failed", "sought"]
    assert waits_for(secondment) == []


def test_amounts_are_written_and_read_as_dutch_does(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.director)

    client.post(url(secondment), {"all_by": "colleague", "all_euros": "200,50"})

    assert set(LoanHalfDay.objects.values_list("replacement_cents", flat=True)) == {20_050}
    assert 'value="200,50"' in client.get(url(secondment)).content.decode()


def test_cover_without_a_sure_yes_is_found_and_not_confirmed(
    client: Client, world: World, secondment: Secondment
) -> None:
    client.force_login(world.director)

    client.post(url(secondment), {"all_by": "colleague", "all_euros": "0"})

    assert set(states()) == {ReplacementState.FOUND}


def test_the_teacher_who_leaves_arranges_no_cover(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.staff)

    assert client.get(url(secondment)).status_code == 403


def test_the_reason_to_go_without_is_not_for_the_borrower(client: Client, world: World, secondment: Secondment) -> None:
    client.force_login(world.director)
    override = reverse("secondments:replacement_override", args=[secondment.pk])
    client.post(override, {"reason": "Wij voegen de groepen samen"})

    client.force_login(world.sister_director)
    seen = client.get(secondment.get_absolute_url()).content.decode()

    assert "besloot dat het zonder vervanging kan" in seen
    assert "samen" not in seen.split("Wat er gebeurde")[1].split("Wie beslist er?")[0]
