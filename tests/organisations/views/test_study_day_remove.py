from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import StudyDay
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def remove(client: Client, study_day: StudyDay):
    came_from = "http://testserver" + reverse("organisations:study_day_list", args=[study_day.school_id])
    url = reverse("organisations:study_day_remove", args=[study_day.pk])
    return client.post(url, follow=True, headers={"referer": came_from})


def test_a_day_ahead_goes(client: Client, world: World) -> None:
    study_day = StudyDay.objects.create(school=world.school, day=date(2999, 1, 7))
    client.force_login(world.director)

    remove(client, study_day)

    assert not StudyDay.objects.exists()


def test_a_day_that_has_been_stays(client: Client, world: World) -> None:
    study_day = StudyDay.objects.create(school=world.school, day=date(2020, 1, 7))
    client.force_login(world.director)

    response = remove(client, study_day)

    assert "al geweest" in response.content.decode()
    assert StudyDay.objects.exists()


def test_a_day_of_another_school_does_not_exist(client: Client, world: World) -> None:
    study_day = StudyDay.objects.create(school=world.foreign_school, day=date(2999, 1, 7))
    client.force_login(world.director)

    assert remove(client, study_day).status_code == 404
    assert StudyDay.objects.exists()
