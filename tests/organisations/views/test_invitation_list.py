from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core.outbox import MailState
from organisations import actions
from organisations.models import Letter, StaffInvitation
from tests.organisations.invitations import invite
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def url(world: World, query: str = "") -> str:
    return reverse("organisations:invitation_list", args=[world.board.pk]) + query


def test_a_director_sees_the_own_school_of_an_invitation_only(client: Client, world: World) -> None:
    invite(world.board_admin, world.school, world.sister_school)
    invite(world.sister_director, world.sister_school, email="ander@linde.test")
    client.force_login(world.director)

    page = client.get(url(world)).content.decode()

    assert ("De Wilgenhof" in page, "De Regenboog" in page, "ander@linde.test" in page) == (True, False, False)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MailState.WAITING, "Mail gaat zo weg"),
        (MailState.SENT, "Wacht op antwoord"),
        (MailState.FAILED, "Mail kwam niet aan"),
        (MailState.UNSURE, "Mail misschien niet weg"),
    ],
)
def test_how_the_mail_stands(client: Client, world: World, state: MailState, words: str) -> None:
    invite(world.director, world.school)
    moments = {MailState.SENT: {"mailed_at": timezone.now()}, MailState.FAILED: {"failed_at": timezone.now()}}
    Letter.objects.update(mail_state=state, **moments.get(state, {}))
    client.force_login(world.director)

    assert f'">{words}</span>' in client.get(url(world)).content.decode()


def test_an_answer_is_seen(client: Client, world: World) -> None:
    actions.decline_invitation(invite(world.director, world.school))
    client.force_login(world.director)

    page = client.get(url(world)).content.decode()

    assert '">Zei nee</span>' in page
    assert "Stuur opnieuw" not in page


def test_search_by_name_and_stand(client: Client, world: World) -> None:
    invite(world.director, world.school)
    old = invite(world.director, world.school, email="oud@linde.test")
    StaffInvitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(days=1))
    client.force_login(world.director)

    def found(query: str) -> set[str]:
        return {row["invitation"].email for row in client.get(url(world, query)).context["rows"]}

    assert found("?stand=over") == {"oud@linde.test"}
    assert found("?stand=open") == {"nina@linde.test"}
    assert found("?q=nieuw+oud") == {"oud@linde.test"}
    assert found("?stand=accepted") == set()


def test_one_row_and_three_cost_the_same(
    client: Client, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(world.board_admin)
    invite(world.board_admin, world.school)
    client.get(url(world))
    with django_assert_num_queries(9):
        client.get(url(world))

    invite(world.board_admin, world.school, world.sister_school, email="b@linde.test")
    invite(world.board_admin, world.sister_school, email="c@linde.test")
    with django_assert_num_queries(9):
        client.get(url(world))
