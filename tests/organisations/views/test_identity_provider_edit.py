import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from organisations import actions
from organisations.choices import SignInKind
from organisations.models import IdentityProvider
from tests.users.factories import UserFactory
from tests.users.signing_in import sign_in_long_ago

TENANT = "1b2c3d4e-0000-4000-8000-00000000aaaa"
ENTRA = {"tenant": TENANT, "client_id": "expedu", "secret": "heel-geheim", "affiliations": ["employee"]}


def url(world, kind="entra"):
    return reverse("organisations:identity_provider_edit", args=[world.board.pk, kind])


def send(client, world, kind="entra", **changes):
    return client.post(url(world, kind), {**ENTRA, **changes})


@pytest.fixture
def admin(client, world):
    client.force_login(world.board_admin)
    return world.board_admin


def test_the_board_admin_sets_it_up(client, world, admin):
    send(client, world)
    row = IdentityProvider.objects.get()
    assert (row.board, row.tenant, row.client_id, row.secret) == (world.board, TENANT, "expedu", "heel-geheim")
    assert (row.affiliations, row.is_on) == (["employee"], False)


def test_the_secret_is_stored_locked_and_never_shown(client, world, admin):
    send(client, world)
    assert "heel-geheim" not in IdentityProvider.objects.get().locked_secret
    assert "heel-geheim" not in client.get(url(world)).content.decode()


def test_left_empty_the_secret_stays(client, world, admin):
    send(client, world)
    send(client, world, secret="", affiliations=["staff"])
    row = IdentityProvider.objects.get()
    assert (row.secret, row.affiliations) == ("heel-geheim", ["staff"])


def test_the_page_gives_the_address_to_fill_in_there(client, world, admin):
    page = client.get(url(world)).content.decode()
    assert f"http://testserver/inloggen/school/{world.board.number}-entra/terug/" in page


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("entra", {"tenant": "delinde.test"}, "tenant"),
        ("entra", {"tenant": ""}, "tenant"),
        ("entra", {"affiliations": []}, "affiliations"),
        ("entra", {"affiliations": ["student"]}, "affiliations"),
        ("entra", {"secret": ""}, "secret"),
        ("google", {"tenant": "iemand@delinde.test"}, "tenant"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(client, world, admin, kind, changes, field):
    answer = send(client, world, kind, **changes)
    assert list(answer.context["form"].errors) == [field]
    assert not IdentityProvider.objects.exists()


def test_another_tenant_is_another_door(client, world, admin):
    """Who signed in through the old one confirms their address again, and it is tried before it is on."""
    send(client, world)
    row = actions.switch_identity_provider(IdentityProvider.objects.get(), by=admin, is_on=True)
    SocialAccount.objects.create(user=UserFactory(), provider=row.key, uid="aylin")
    send(client, world, tenant="1b2c3d4e-0000-4000-8000-00000000bbbb")
    row.refresh_from_db()
    assert (row.is_on, SocialAccount.objects.exists()) == (False, False)


def test_the_platform_admin_helps_any_board(client, world):
    client.force_login(world.platform_admin)
    send(client, world)
    assert IdentityProvider.objects.get().board == world.board


def test_it_asks_who_you_are(client, world):
    sign_in_long_ago(client, world.board_admin)
    assert send(client, world)["Location"].startswith(reverse("account_reauthenticate"))
    assert not IdentityProvider.objects.exists()


def test_there_are_three_kinds(client, world, admin):
    assert client.get(url(world, "facebook")).status_code == 404
    assert {client.get(url(world, kind)).status_code for kind in SignInKind.values} == {200}
