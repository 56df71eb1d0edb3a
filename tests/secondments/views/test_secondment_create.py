from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from experts import actions as expert_actions
from experts.choices import Part, TimeMode
from experts.models import Position
from helprequests.models import Conversation
from organisations.models import StudyDay
from secondments.choices import StepKind
from secondments.models import Secondment
from tests.helprequests.factories import make_conversation
from tests.organisations.world import World
from tests.secondments.factories import position_for, propose, tuesday

pytestmark = pytest.mark.django_db


@pytest.fixture
def position(world: World) -> Position:
    return position_for(world.staff_membership)


@pytest.fixture
def conversation(world: World, position: Position) -> Conversation:
    return make_conversation(world.sister_school, position.expert, world.sister_director)


def url(conversation: Conversation) -> str:
    return f"{reverse('secondments:secondment_create')}?conversation={conversation.pk}"


def value(weeks: int = 1, part: Part = Part.MORNING) -> str:
    return f"{tuesday(weeks):%Y-%m-%d}-{part}"


def filled_in(position: Position, *values: str, **more: Any) -> dict[str, Any]:
    return {
        "title": "Sociale veiligheid",
        f"mode_{position.pk}": TimeMode.TASK,
        f"days_{position.pk}": values or (value(1), value(2)),
    } | more


def why_not(response: Any, weeks: int = 1) -> str:
    """What stands in the way of Tuesday morning, as the grid shows it."""
    cells = [
        cell
        for loan in response.context["form"].loans()
        for week in loan["weeks"]
        for row in week.rows
        for cell in row
        if cell.value == value(weeks)
    ]
    return str(cells[0].why_not or cells[0].caution)


def test_a_proposal_from_a_conversation(
    client: Client, world: World, conversation: Conversation, position: Position
) -> None:
    client.force_login(world.sister_director)

    response = client.post(url(conversation), filled_in(position))

    secondment = Secondment.objects.get()
    assert response["Location"] == secondment.get_absolute_url()
    assert (secondment.borrower, secondment.conversation) == (world.sister_school, conversation)
    assert secondment.loans.get().half_days.count() == 2


def test_looking_at_the_cost_sends_nothing(
    client: Client, world: World, conversation: Conversation, position: Position
) -> None:
    client.force_login(world.sister_director)

    response = client.post(
        url(conversation), filled_in(position, voorbeeld="1", **{f"mode_{position.pk}": TimeMode.TEACHING})
    )

    assert not Secondment.objects.exists()
    kinds = [stop["detail"] for stop in response.context["preview"].route]
    assert kinds[-1] == StepKind.BUDGET_HOLDER.label


def test_an_extra_day_shows_no_step_about_money(
    client: Client, world: World, conversation: Conversation, position: Position
) -> None:
    client.force_login(world.sister_director)

    response = client.post(
        url(conversation), filled_in(position, voorbeeld="1", **{f"mode_{position.pk}": TimeMode.EXTENSION})
    )

    kinds = [stop["detail"] for stop in response.context["preview"].route]
    assert StepKind.BUDGET_HOLDER.label not in kinds


def test_a_booked_half_day_cannot_be_ticked(
    client: Client, world: World, conversation: Conversation, position: Position
) -> None:
    expert_actions.book_half_days(position, [(tuesday(), Part.MORNING)])
    client.force_login(world.sister_director)

    assert why_not(client.get(url(conversation))) == "al bezet"
    response = client.post(url(conversation), filled_in(position, value(1)))

    assert response.status_code == 200
    assert not Secondment.objects.exists()


def test_study_days_of_both_schools_are_shown(client: Client, world: World, conversation: Conversation) -> None:
    StudyDay.objects.create(school=world.school, day=tuesday(1))
    StudyDay.objects.create(school=world.sister_school, day=tuesday(2))
    client.force_login(world.sister_director)

    response = client.get(url(conversation))

    assert why_not(response, 1) == "geen school bij de expert"
    assert why_not(response, 2) == "bij jullie geen school"


def test_a_half_day_in_another_proposal_is_a_soft_hold(
    client: Client, world: World, conversation: Conversation, position: Position
) -> None:
    propose(world.neighbour_director, world.neighbour_school, world.staff_membership)
    client.force_login(world.sister_director)

    response = client.get(url(conversation))
    assert why_not(response) == "staat in een ander voorstel"
    client.post(url(conversation), filled_in(position, value(1)))

    assert Secondment.objects.count() == 2


def test_pupil_data_stays_out(client: Client, world: World, conversation: Conversation, position: Position) -> None:
    client.force_login(world.sister_director)

    response = client.post(url(conversation), filled_in(position, goal="Leerling Sem de Vries uit groep 5 slaat niet"))

    assert "één kind" in response.content.decode()
    assert not Secondment.objects.exists()


def test_a_conversation_of_others_does_not_exist(client: Client, world: World, conversation: Conversation) -> None:
    client.force_login(world.neighbour_director)

    assert client.get(url(conversation)).status_code == 404


def test_the_expert_does_not_propose(client: Client, world: World, conversation: Conversation) -> None:
    client.force_login(world.staff)

    assert client.get(url(conversation)).status_code == 403
