from django.test import Client
from django.urls import reverse

from experts import actions
from experts.choices import Level, TimeMode
from tests.experts.factories import SkillFactory, position_of
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World

URL = reverse("experts:onboarding_half_days")


def start(world: World) -> None:
    expert = actions.start_expert(world.staff, by=world.staff)
    actions.save_skills(expert, by=world.staff, levels={SkillFactory().pk: Level.DOES})


def test_saves_and_goes_on(client: Client, world: World) -> None:
    start(world)
    position = position_of(world.staff.expert)
    prefix = f"p{position.pk}"
    client.force_login(world.staff)
    data = {f"{prefix}-half_days": ["3", "6"], f"{prefix}-max_per_week": "1", f"{prefix}-time_mode": "teaching"}
    answer = client.post(URL, data)
    position.refresh_from_db()
    assert answer.url == reverse("experts:onboarding_reach")
    assert (position.half_days, position.max_half_days_per_week) == (0b1001000, 1)
    assert position.time_mode == TimeMode.TEACHING


def test_two_employers_have_a_week_each(client: Client, world: World) -> None:
    second = MembershipFactory(user=world.staff, school=world.foreign_school)
    start(world)
    one, two = position_of(world.staff.expert, world.staff_membership), position_of(world.staff.expert, second)
    client.force_login(world.staff)
    data = {}
    for position, bit in ((one, "0"), (two, "9")):
        data |= {f"p{position.pk}-half_days": [bit], f"p{position.pk}-max_per_week": "2"}
        data |= {f"p{position.pk}-time_mode": "task"}
    client.post(URL, data)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.half_days, two.half_days) == (1, 512)


def test_no_half_day_asks_kindly(client: Client, world: World) -> None:
    start(world)
    prefix = f"p{position_of(world.staff.expert).pk}"
    client.force_login(world.staff)
    answer = client.post(URL, {f"{prefix}-max_per_week": "2", f"{prefix}-time_mode": "task"})
    assert "Tik minstens één dagdeel aan." in answer.content.decode()


def test_without_skills_back_to_the_first_screen(client: Client, world: World) -> None:
    client.force_login(world.staff)
    assert client.get(URL).url == reverse("experts:onboarding_skills")
