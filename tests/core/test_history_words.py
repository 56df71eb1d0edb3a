from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import doors
from core.doors import Via
from core.history_words import Line, lines_of, newest
from organisations import actions
from organisations.actions import Policy, change_policy
from organisations.choices import Ring, Role
from organisations.models import Board, IdentityProvider, Membership
from tests.organisations.world import World
from users.models import User

pytestmark = pytest.mark.django_db


def lines(model: type, pk: int) -> list[Line]:
    return lines_of(newest([model.pgh_event_model.objects.filter(pgh_obj_id=pk)], most=50))  # type: ignore[attr-defined]


def test_a_new_place_is_one_line(world: World) -> None:
    [line] = lines(Membership, world.staff_membership.pk)

    assert line.what == "Tessa Bloem, Medewerker, De Wilgenhof: erbij gekomen"


def test_a_change_says_what_was_and_is(world: World) -> None:
    Membership.objects.filter(pk=world.staff_membership.pk).update(role=Role.DIRECTOR, ends_on=date(2999, 7, 31))

    line = lines(Membership, world.staff_membership.pk)[0]
    assert line.what == "Tessa Bloem, Directeur, De Wilgenhof: veranderd"
    assert line.details == (
        "Rol: was Medewerker, werd Directeur",
        "Tot en met: was leeg, werd 31 juli 2999",
    )


def test_money_days_and_switches_read_as_words(world: World) -> None:
    Board.objects.filter(pk=world.board.pk).update(
        requester_budget_limit_cents=75_050, freelancers_enabled=False, ring_ceiling=Ring.NETWORK
    )

    assert lines(Board, world.board.pk)[0].details == (
        "Hoe ver mensen gezien mogen worden: was Heel Nederland, werd Het netwerk",
        "Tot dit bedrag mag de aanvrager zelf over het budget beslissen: was € 500,00, werd € 750,50",
        "Zzp'ers tonen: was ja, werd nee",
    )


def test_what_is_not_told_is_said_to_have_changed(world: World) -> None:
    actions.set_up_identity_provider(world.board, "entree", by=world.board_admin, client_id="een", secret="geheim")
    actions.set_up_identity_provider(world.board, "entree", by=world.board_admin, client_id="twee", secret="geheim")

    line = lines(IdentityProvider, IdentityProvider.objects.get().pk)[0]
    assert "Client-id: veranderd" in line.details
    assert "twee" not in " ".join(line.details)


def test_who_did_it(world: World, client: Client) -> None:
    with doors.through(Via.PAGE, door="ergens", user=lambda: world.board_admin.pk):
        change_policy(world.board, Policy.of(world.board), by=world.board_admin)
        Board.objects.filter(pk=world.board.pk).update(reminder_days=4)
    with doors.through(Via.TASK, door="nachtwerk"):
        Board.objects.filter(pk=world.board.pk).update(reminder_days=5)

    assert [line.who for line in lines(Board, world.board.pk)[:2]] == ["Expedu, vanzelf", "Noor Achterberg"]


def test_of_who_was_erased_no_name_is_read(world: World) -> None:
    client = Client()
    client.force_login(world.director)
    client.post(
        reverse("organisations:membership_end", args=[world.staff_membership.pk]),
        {"last_day": timezone.localdate().isoformat()},
    )
    User.objects.filter(pk=world.director.pk).update(first_name="", last_name="", email="gewist@expedu.invalid")

    assert "Marijke" not in lines(Membership, world.staff_membership.pk)[0].who


def test_many_lines_take_as_many_queries_as_few(world: World, django_assert_max_num_queries) -> None:
    at_schools = Membership.pgh_event_model.objects.filter(school__isnull=False)
    changes = newest([at_schools], most=2)
    with django_assert_max_num_queries(10) as few:
        lines_of(changes)
    changes = newest([at_schools], most=10)

    with django_assert_max_num_queries(len(few)):
        lines_of(changes)
