from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from experts.models import Skill
from helprequests.choices import RequestState
from helprequests.models import HelpRequest
from organisations.choices import Ring
from tests.experts.factories import SkillFactory
from tests.helprequests.factories import make_open
from tests.organisations.world import World

URL = reverse("helprequests:helprequest_create")
BIRTH = "Het gaat om Jan Bakker, geboren op 3 mei 2016."
DOUBT = "Leerling Sem uit groep 5 is vaak boos."


@pytest.fixture
def skill(db: None) -> Skill:
    return SkillFactory(label="Goed buitenspelen", keywords=["schoolplein", "ruzie"])


def filled(skill: Skill, **changes: Any) -> dict[str, Any]:
    data = {
        "text": "Na de pauze is er vaak ruzie op het schoolplein.",
        "title": "Meer rust op het plein",
        "skills": [skill.pk],
        "half_days": [0, 1],
        "half_day_count": 4,
        "starts_on": "2027-01-11",
        "ends_on": "2027-03-01",
        "ring": 2,
    }
    return data | changes


def test_words_lead_to_skills_with_why(client: Client, world: World, skill: Skill) -> None:
    client.force_login(world.director)
    response = client.post(URL, {"step": "words", "text": "Er is vaak ruzie op het schoolplein."})
    html = response.content.decode()
    assert "Goed buitenspelen" in html
    assert "door “ruzie, schoolplein”" in html
    assert 'value="Er is vaak ruzie op het schoolplein"' in html


def test_it_is_published_with_what_was_filled_in(client: Client, world: World, skill: Skill) -> None:
    client.force_login(world.director)
    response = client.post(URL, filled(skill, publish="1", is_anonymous="on"))
    help_request = HelpRequest.objects.get()
    assert response["Location"] == help_request.get_absolute_url()
    assert (help_request.state, help_request.school, help_request.asked_by) == (
        RequestState.OPEN,
        world.school,
        world.director,
    )
    assert (help_request.ring, help_request.half_days, help_request.is_anonymous) == (Ring.BOARD, 0b11, True)
    assert list(help_request.skills.all()) == [skill]


def test_without_the_publish_button_it_is_a_draft(client: Client, world: World, skill: Skill) -> None:
    client.force_login(world.coordinator)
    client.post(URL, filled(skill))
    assert HelpRequest.objects.get().state == RequestState.DRAFT


def test_pupil_data_blocks_and_nothing_typed_is_lost(client: Client, world: World, skill: Skill) -> None:
    client.force_login(world.director)
    response = client.post(URL, filled(skill, text=BIRTH, confirmed="on", goal="Rust op het plein"))
    html = response.content.decode()
    assert response.status_code == 422
    assert not HelpRequest.objects.exists()
    assert BIRTH in html
    assert "Rust op het plein" in html
    assert f'value="{skill.pk}" checked' in html


def test_doubt_waits_for_a_tick(client: Client, world: World, skill: Skill) -> None:
    client.force_login(world.director)
    response = client.post(URL, filled(skill, text=DOUBT))
    assert response.status_code == 422
    assert "Ik heb het nagekeken" in response.content.decode()

    client.post(URL, filled(skill, text=DOUBT, confirmed="on"))
    assert HelpRequest.objects.get().text == DOUBT


def test_the_first_step_guards_as_well(client: Client, world: World) -> None:
    client.force_login(world.director)
    html = client.post(URL, {"step": "words", "text": BIRTH}).content.decode()
    assert BIRTH in html
    assert "Er klopt nog iets niet" in html
    assert "Zet je vraag uit" not in html


def test_the_search_comes_along(client: Client, world: World, skill: Skill) -> None:
    client.force_login(world.director)
    html = client.get(URL, {"q": "ruzie op het plein", "skill": [skill.pk], "half_days": ["2"]}).content.decode()
    assert f'value="{skill.pk}" checked' in html
    assert 'value="2" id="id_half_days_2" aria-labelledby="id_half_days-d1 id_half_days-p0" checked' in html
    assert 'id_half_days-d0 id_half_days-p0" checked' not in html


def test_an_old_request_can_be_asked_again(client: Client, world: World, skill: Skill) -> None:
    old = make_open(world.school, world.director, skill=skill, goal="Pleinwachten weten wat ze doen")
    client.force_login(world.coordinator)
    html = client.get(URL, {"copy": old.pk}).content.decode()
    assert "Pleinwachten weten wat ze doen" in html
    assert f'value="{skill.pk}" checked' in html


def test_a_request_of_another_school_is_not_copied(client: Client, world: World) -> None:
    old = make_open(world.school, world.director, ring=Ring.NATIONAL)
    client.force_login(world.sister_director)
    assert client.get(URL, {"copy": old.pk}).status_code == 404


def test_no_further_than_the_ceiling(client: Client, world: World, skill: Skill) -> None:
    world.board.ring_ceiling = Ring.NETWORK
    world.board.save()
    client.force_login(world.director)
    assert client.post(URL, filled(skill, ring=4)).status_code == 422
    assert not HelpRequest.objects.exists()


def test_the_days_are_in_order(client: Client, world: World, skill: Skill) -> None:
    client.force_login(world.director)
    response = client.post(URL, filled(skill, ends_on="2027-01-04"))
    assert "Deze dag ligt voor de eerste dag." in response.content.decode()


def test_a_teacher_asks_nothing(client: Client, world: World, skill: Skill) -> None:
    client.force_login(world.staff)
    assert client.post(URL, filled(skill)).status_code == 403
