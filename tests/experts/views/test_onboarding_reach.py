from django.test import Client
from django.urls import reverse

from experts import actions
from experts.choices import Level, ReleaseState
from experts.models import Expert
from notifications.models import Notification
from organisations.choices import Ring
from tests.experts.factories import HelpFormFactory, SkillFactory, make_expert, position_of
from tests.organisations.world import World

URL = reverse("experts:onboarding_reach")


def start(world: World) -> None:
    expert = actions.start_expert(world.staff, by=world.staff)
    actions.save_skills(expert, by=world.staff, levels={SkillFactory().pk: Level.DOES})


def test_nobody_sees_you_before_the_last_screen(client: Client, world: World) -> None:
    start(world)
    assert not Expert.objects.findable().exists()
    client.force_login(world.staff)
    client.post(URL, {"wanted_ring": "1", "travel_km": "15"})
    assert Expert.objects.findable().get() == world.staff.expert


def test_saves_wishes(client: Client, world: World) -> None:
    start(world)
    form = HelpFormFactory()
    client.force_login(world.staff)
    answer = client.post(URL, {"wanted_ring": "3", "travel_km": "25", "form_of_help": [form.pk]})
    expert = Expert.objects.get()
    assert answer.url == reverse("experts:expert_me")
    assert (expert.wanted_ring, expert.travel_km, list(expert.forms.all())) == (Ring.NETWORK, 25, [form])


def test_asks_the_director_in_one_tick(client: Client, world: World) -> None:
    start(world)
    client.force_login(world.staff)
    client.post(URL, {"wanted_ring": "2", "travel_km": "15", "ask_release": "on"})
    assert position_of(world.staff.expert).release_state == ReleaseState.ASKED
    assert Notification.objects.get().recipient == world.director


def test_no_tick_no_question(client: Client, world: World) -> None:
    start(world)
    client.force_login(world.staff)
    client.post(URL, {"wanted_ring": "2", "travel_km": "15"})
    assert position_of(world.staff.expert).release_state == ReleaseState.NOT_ASKED


def test_the_own_school_needs_no_question(client: Client, world: World) -> None:
    start(world)
    client.force_login(world.staff)
    client.post(URL, {"wanted_ring": "1", "travel_km": "15", "ask_release": "on"})
    assert position_of(world.staff.expert).release_state == ReleaseState.NOT_ASKED


def test_a_new_freelancer_starts_at_the_network(client: Client, world: World) -> None:
    expert = actions.start_expert(world.freelancer, by=world.freelancer)
    actions.save_skills(expert, by=world.freelancer, levels={SkillFactory().pk: Level.DOES})
    client.force_login(world.freelancer)
    assert client.get(URL).context["form"].initial["wanted_ring"] == Ring.NETWORK


def test_a_freelancer_chooses_from_the_network_on(client: Client, world: World) -> None:
    make_expert(world.freelancer.memberships.get())
    client.force_login(world.freelancer)
    page = client.get(URL)
    assert [value for value, _label in page.context["form"].fields["wanted_ring"].choices] == [3, 5]
    assert "ask_release" not in page.context["form"].fields


def test_says_what_the_ceiling_of_the_board_means(client: Client, world: World) -> None:
    world.board.ring_ceiling = Ring.BOARD
    world.board.save()
    start(world)
    client.force_login(world.staff)
    assert "Je bestuur laat nu hoogstens dit toe: mijn bestuur." in client.get(URL).content.decode()
