import pytest
from django.urls import reverse

from tests.users.factories import UserFactory
from users.models import User

URL = reverse("users:personal_data_erase")


@pytest.fixture
def tessa(client, db):
    user = UserFactory(first_name="Tessa")
    client.force_login(user)
    return user


def test_looking_at_the_question_erases_nothing(client, tessa):
    assert client.get(URL).status_code == 200
    assert User.objects.get(pk=tessa.pk).erased_at is None


def test_without_the_tick_nothing_is_erased(client, tessa):
    response = client.post(URL, {"sure": ""})
    assert "Zet een vinkje als je het zeker weet." in response.content.decode()
    assert User.objects.get(pk=tessa.pk).erased_at is None


def test_with_the_tick_i_am_erased_and_signed_out(client, tessa):
    response = client.post(URL, {"sure": "on"})
    assert response["Location"] == reverse("core:landing")
    assert User.objects.get(pk=tessa.pk).erased_at is not None
    assert "_auth_user_id" not in client.session
