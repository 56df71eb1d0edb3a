import pytest
from django.urls import reverse

from tests.users.factories import UserFactory


@pytest.mark.django_db
def test_my_data_is_a_file_to_keep(client):
    UserFactory(email="ander@school.test")
    client.force_login(UserFactory(first_name="Tessa", email="tessa@school.test"))
    response = client.get(reverse("users:personal_data_download"))
    assert response["Content-Disposition"] == 'attachment; filename="expedu-mijn-gegevens.json"'
    assert response.json()["users"]["voornaam"] == "Tessa"
    assert "ander@school.test" not in response.content.decode()
