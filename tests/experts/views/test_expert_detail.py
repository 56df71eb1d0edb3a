import pytest
from django.test import Client

from experts import actions
from experts.choices import Level
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert, position_of
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World


def test_shows_what_someone_can(client: Client, world: World) -> None:
    expert = make_expert(world.staff_membership, skills={SkillFactory(label="Goed buitenspelen"): Level.SHOWS})
    client.force_login(world.sister_director)
    page = client.get(expert.get_absolute_url()).content.decode()
    assert "Goed buitenspelen" in page
    assert "Ik laat het graag zien" in page


@pytest.mark.parametrize(
    ("who", "status"), [("director", 200), ("staff", 200), ("sister_director", 404), ("sister_staff", 404)]
)
def test_without_release_only_the_own_school(client: Client, world: World, who: str, status: int) -> None:
    expert = make_expert(world.staff_membership, ring=Ring.NATIONAL, released_ring=Ring.SCHOOL)
    client.force_login(getattr(world, who))
    assert client.get(expert.get_absolute_url()).status_code == status


def test_withdrawn_consent_works_at_once(client: Client, world: World) -> None:
    expert = make_expert(world.staff_membership)
    client.force_login(world.sister_director)
    assert client.get(expert.get_absolute_url()).status_code == 200
    actions.hide_expert(expert, by=world.staff)
    assert client.get(expert.get_absolute_url()).status_code == 404


def test_staff_of_another_school_see_no_profiles(client: Client, world: World) -> None:
    expert = make_expert(world.staff_membership)
    client.force_login(world.sister_staff)
    assert client.get(expert.get_absolute_url()).status_code == 404


def test_half_days_at_an_employer_out_of_sight_stay_out_of_sight(client: Client, world: World) -> None:
    far = MembershipFactory(user=world.staff, school=world.foreign_school)
    expert = make_expert(world.staff_membership, half_days=0b01, ring=Ring.NETWORK)
    actions.save_half_days(position_of(expert, far), by=world.staff, half_days=0b10, max_per_week=1, time_mode="task")
    client.force_login(world.sister_director)
    answer = client.get(expert.get_absolute_url())
    assert answer.context["half_days"] == 0b01
    assert "De Zeemeeuw" not in answer.content.decode()


def test_you_cannot_ask_yourself(client: Client, world: World) -> None:
    expert = make_expert(world.director.memberships.get())
    client.force_login(world.director)
    assert client.get(expert.get_absolute_url()).context["can_contact"] is False


def test_a_freelancer_is_not_shown_through_a_board_that_switched_them_off(client: Client, world: World) -> None:
    expert = make_expert(world.freelancer.memberships.get(), ring=Ring.NATIONAL)
    client.force_login(world.director)
    assert client.get(expert.get_absolute_url()).status_code == 200
    world.board.freelancers_enabled = False
    world.board.save()
    assert client.get(expert.get_absolute_url()).status_code == 404
    client.force_login(world.neighbour_director)
    assert client.get(expert.get_absolute_url()).status_code == 200
