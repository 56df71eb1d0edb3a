import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import School
from organisations.reach import Move
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def save(client: Client, school: School, **changes: object) -> None:
    url = reverse("admin:organisations_school_change", args=[school.pk])
    form = client.get(url).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    management = {"board_periods-TOTAL_FORMS": 0, "board_periods-INITIAL_FORMS": 0}
    sent = {name: "" if value is None else value for name, value in (values | management | changes).items()}
    assert client.post(url, sent).status_code == 302


def test_a_network_chosen_in_the_admin_survives_imports(client: Client, world: World) -> None:
    client.force_login(world.platform_admin)

    save(client, world.school, network=world.foreign_network.pk, name="Nieuwe naam")

    world.school.refresh_from_db()
    assert world.school.name == "Nieuwe naam"
    assert world.school.network == world.foreign_network
    assert world.school.network_source == "manual"


def test_a_school_found_by_its_board(client: Client, world: World) -> None:
    client.force_login(world.platform_admin)

    page = client.get(reverse("admin:organisations_school_changelist"), {"q": "Het Veer"}).content.decode()

    assert "De Kameleon" in page
    assert "De Zeemeeuw" not in page


def test_closing_by_hand_is_heard_above_and_so_is_opening(client: Client, world: World, moves: list[Move]) -> None:
    client.force_login(world.platform_admin)
    place = world.school.place

    save(client, world.school, closed_on="2026-11-25")
    save(client, world.school, closed_on="")

    assert moves == [Move(world.school.pk, place, None), Move(world.school.pk, None, place)]


def test_the_import_may_choose_again_after_a_choice_by_hand(client: Client, world: World) -> None:
    School.objects.filter(pk=world.school.pk).update(network_source="manual")
    School.objects.filter(pk=world.sister_school.pk).update(network_source="list")
    client.force_login(world.platform_admin)
    both = [world.school.pk, world.sister_school.pk]

    client.post(
        reverse("admin:organisations_school_changelist"), {"action": "follow_imports", "_selected_action": both}
    )

    assert list(School.objects.filter(pk__in=both).order_by("pk").values_list("network_source", flat=True)) == [
        "",
        "list",
    ]
