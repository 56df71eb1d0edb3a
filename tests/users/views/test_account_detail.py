import pytest
from django.urls import reverse

from tests.users.factories import UserFactory
from users.models import User

URL = reverse("users:account_detail")


@pytest.fixture
def tessa(client, db):
    user = UserFactory(first_name="Tessa", email="tessa@school.test")
    client.force_login(user)
    return user


def test_i_change_my_name(client, tessa):
    response = client.post(URL, {"first_name": "Tess", "last_name": "Bloem"})
    assert response["Location"] == URL
    assert User.objects.get(pk=tessa.pk).full_name == "Tess Bloem"


def test_a_name_is_needed(client, tessa):
    response = client.post(URL, {"first_name": "", "last_name": "Bloem"})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["first_name"]
    assert User.objects.get(pk=tessa.pk).first_name == "Tessa"


def test_i_cannot_make_myself_more_than_i_am(client, tessa):
    client.post(URL, {"first_name": "Tess", "is_staff": "on", "email": "ander@school.test"})
    found = User.objects.get(pk=tessa.pk)
    assert (found.is_staff, found.email) == (False, "tessa@school.test")
