import pytest
from django.urls import reverse

from tests.users.factories import UserFactory


def test_the_signed_out_read_what_expedu_is(client, db):
    response = client.get(reverse("core:landing"))
    assert "De expertise is er al" in response.content.decode()
    assert f'href="{reverse("account_login")}"' in response.content.decode()


@pytest.mark.django_db
def test_who_is_signed_in_goes_to_home(client):
    client.force_login(UserFactory())
    assert client.get(reverse("core:landing"))["Location"] == reverse("insights:home")
