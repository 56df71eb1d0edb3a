"""Django's admin is for platform admins only."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.organisations.world import World


@pytest.mark.parametrize("who", ["anonymous", "staff", "director", "board_admin", "network_coordinator", "moderator"])
def test_only_platform_admins_reach_the_admin(who: str, world: World) -> None:
    client = Client()
    if who != "anonymous":
        client.force_login(getattr(world, who))
    urls = [reverse("admin:index")]
    urls += [reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist") for m in admin.site._registry]
    assert {client.get(url).status_code for url in urls} == {302}


def test_a_platform_admin_can_open_every_list(world: World) -> None:
    client = Client()
    client.force_login(world.platform_admin)
    urls = [reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist") for m in admin.site._registry]
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)
