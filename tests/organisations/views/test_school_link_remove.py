import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from tests.users.signing_in import sign_in_long_ago


@pytest.fixture
def link(world):
    return SocialAccount.objects.create(user=world.staff, provider="99001-entree", uid="tessa")


def test_unlinking(client, world, link):
    client.force_login(world.staff)
    client.post(reverse("organisations:school_link_remove", args=[link.pk]))
    assert not SocialAccount.objects.exists()


def test_nobody_unlinks_somebody_else(client, world, link):
    client.force_login(world.director)
    assert client.post(reverse("organisations:school_link_remove", args=[link.pk])).status_code == 404
    assert SocialAccount.objects.exists()


def test_it_asks_who_you_are(client, world, link):
    sign_in_long_ago(client, world.staff)
    client.post(reverse("organisations:school_link_remove", args=[link.pk]))
    assert SocialAccount.objects.exists()
