import pytest
from django.conf import settings
from django.urls import reverse

from tests.users.factories import UserFactory

COMPONENTS = settings.BASE_DIR / "templates" / "components"


@pytest.mark.django_db
def test_the_gallery_shows_every_component(client):
    client.force_login(UserFactory(platform_admin=True))
    response = client.get(reverse("core:component_list"))
    rendered = {template.name for template in response.templates}
    missing = {f"components/{path.name}" for path in COMPONENTS.glob("*.html")} - rendered
    assert missing == set()


@pytest.mark.django_db
def test_the_gallery_is_for_platform_admins(client):
    client.force_login(UserFactory())
    assert client.get(reverse("core:component_list")).status_code == 403
    client.force_login(UserFactory(platform_admin=True))
    assert client.get(reverse("core:component_list")).status_code == 200
