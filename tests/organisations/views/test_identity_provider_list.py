from django.urls import reverse

from organisations import actions
from organisations.choices import SignInKind


def test_three_ways_and_which_are_on(client, world):
    row = actions.set_up_identity_provider(
        world.board, SignInKind.ENTREE, by=world.board_admin, client_id="expedu", secret="geheim"
    )
    actions.switch_identity_provider(row, by=world.board_admin, is_on=True)
    client.force_login(world.board_admin)
    page = client.get(reverse("organisations:identity_provider_list", args=[world.board.pk])).content.decode()
    assert (page.count("Staat aan"), page.count("Stel in")) == (1, 2)


def test_the_board_page_leads_there(client, world):
    client.force_login(world.board_admin)
    page = client.get(reverse("organisations:board_detail", args=[world.board.pk])).content.decode()
    assert reverse("organisations:identity_provider_list", args=[world.board.pk]) in page
