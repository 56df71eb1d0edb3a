from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from organisations import actions
from organisations.choices import SignInKind
from tests.users.factories import UserFactory


def test_one_sees_the_own_links_only(client, world):
    row = actions.set_up_identity_provider(
        world.board, SignInKind.ENTREE, by=world.board_admin, client_id="expedu", secret="geheim"
    )
    SocialAccount.objects.create(user=world.staff, provider=row.key, uid="tessa")
    SocialAccount.objects.create(user=UserFactory(), provider=row.key, uid="iemand-anders")
    client.force_login(world.staff)
    links = client.get(reverse("organisations:school_link_list")).context["links"]
    assert [(link["account"].uid, link["row"]) for link in links] == [("tessa", row)]


def test_a_link_of_a_board_that_took_its_sign_in_away_is_still_shown(client, world):
    SocialAccount.objects.create(user=world.staff, provider="99001-entree", uid="tessa")
    client.force_login(world.staff)
    assert "99001-entree" in client.get(reverse("organisations:school_link_list")).content.decode()


def test_the_account_page_leads_here(client, world):
    client.force_login(world.staff)
    page = client.get(reverse("users:account_detail")).content.decode()
    assert reverse("organisations:school_link_list") in page
