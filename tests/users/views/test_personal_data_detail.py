import pytest
from django.urls import reverse

from tests.users.factories import UserFactory


@pytest.mark.django_db
def test_i_see_my_own_data_and_nobody_elses(client):
    UserFactory(email="ander@school.test")
    client.force_login(UserFactory(email="tessa@school.test"))
    html = client.get(reverse("users:personal_data_detail")).content.decode()
    assert "tessa@school.test" in html
    assert "ander@school.test" not in html
