from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from experts import actions
from experts.choices import Level
from experts.models import Skill
from experts.taxonomy import load_taxonomy
from organisations.choices import Ring
from tests.experts.factories import SkillFactory, make_expert
from tests.organisations.factories import MembershipFactory
from tests.organisations.world import World
from tests.users.factories import UserFactory

URL = reverse("experts:expert_list")


def titles(answer: Any) -> list[str]:
    return [card["title"] for card in answer.context["page"].object_list]


@pytest.fixture
def director(client: Client, world: World) -> Client:
    client.force_login(world.director)
    return client


def test_words_tick_a_skill_and_find_who_can(director: Client, world: World) -> None:
    load_taxonomy()
    play, spelling = Skill.objects.get(slug="buitenspel"), Skill.objects.get(slug="spelling")
    make_expert(world.sister_staff_membership, skills={play: Level.SHOWS})
    make_expert(world.neighbour_staff_membership, skills={spelling: Level.SHOWS})
    answer = director.get(URL, {"q": "ruzie op het plein"})
    assert titles(answer) == ["Daan Kuiper"]
    assert [chip["label"] for chip in answer.context["chips"] if chip["checked"]] == ["Goed buitenspelen"]


def test_ticks_of_the_same_words_are_kept(director: Client, world: World) -> None:
    load_taxonomy()
    peace = Skill.objects.get(slug="ruzie-oplossen")
    make_expert(world.sister_staff_membership, skills={peace: Level.SHOWS})
    asked = {"q": "ruzie op het plein", "bij": "ruzie op het plein", "skill": [peace.pk]}
    assert titles(director.get(URL, asked)) == ["Daan Kuiper"]


def test_other_words_tick_anew(director: Client, world: World) -> None:
    load_taxonomy()
    peace = Skill.objects.get(slug="ruzie-oplossen")
    answer = director.get(URL, {"q": "spelling", "bij": "ruzie", "skill": [peace.pk]})
    assert [chip["label"] for chip in answer.context["chips"] if chip["checked"]] == ["Spelling"]


def test_unknown_words_do_not_show_everybody(director: Client, world: World) -> None:
    make_expert(world.sister_staff_membership)
    answer = director.get(URL, {"q": "xqzt"})
    assert titles(answer) == []
    assert "kennen we nog niet" in answer.content.decode()


def test_half_days_ring_and_distance_are_the_address(director: Client, world: World) -> None:
    make_expert(world.sister_staff_membership, half_days=0b0000001000)
    make_expert(world.neighbour_staff_membership, half_days=0b0000001000)
    make_expert(world.foreign_staff_membership, half_days=0b0000000001)
    assert titles(director.get(URL, {"half_days": ["3"], "ring": "2"})) == ["Daan Kuiper"]
    assert set(titles(director.get(URL, {"half_days": ["3"]}))) == {"Daan Kuiper", "Aylin Demir"}
    assert titles(director.get(URL, {"km": "5"})) == ["Daan Kuiper"]


def test_nonsense_in_the_address_is_no_wish(director: Client, world: World) -> None:
    make_expert(world.sister_staff_membership)
    nonsense = {"ring": "9", "km": "x", "skill": ["abc"], "half_days": ["77"], "starts_on": "2026-13-45", "page": "x"}
    assert titles(director.get(URL, nonsense)) == ["Daan Kuiper"]


def test_who_is_not_released_is_not_there(director: Client, world: World) -> None:
    make_expert(world.sister_staff_membership, released_ring=1)
    answer = director.get(URL)
    assert titles(answer) == []
    assert "Daan" not in answer.content.decode()


def test_searchers_do_not_find_themselves(director: Client, world: World) -> None:
    make_expert(world.director.memberships.get())
    make_expert(world.staff_membership)
    assert titles(director.get(URL)) == ["Tessa Bloem"]


def test_twelve_a_page(director: Client, world: World) -> None:
    for n in range(13):
        user = UserFactory(first_name=f"Nummer {n}")
        make_expert(MembershipFactory(user=user, school=world.school))
    one, two = director.get(URL), director.get(URL, {"page": "2"})
    assert (len(titles(one)), len(titles(two))) == (12, 1)
    assert not set(titles(one)) & set(titles(two))


def test_one_and_three_people_cost_the_same_queries(
    director: Client, world: World, django_assert_num_queries: Any
) -> None:
    skill = SkillFactory()
    make_expert(world.staff_membership, skills={skill: Level.DOES})
    director.get(URL)
    with django_assert_num_queries(11) as captured:
        director.get(URL, {"skill": skill.pk})
    make_expert(world.sister_staff_membership, skills={skill: Level.DOES})
    make_expert(world.neighbour_staff_membership, skills={skill: Level.DOES})
    with django_assert_num_queries(len(captured)):
        director.get(URL, {"skill": skill.pk})


def test_who_may_not_ask_gets_no_button_to_ask(client: Client, world: World) -> None:
    make_expert(world.staff_membership)
    client.force_login(world.board_admin)
    answer = client.get(URL)
    assert titles(answer) == ["Tessa Bloem"]
    assert "Vraag Tessa" not in answer.content.decode()


def test_a_freelancer_is_marked_and_comes_last(director: Client, world: World) -> None:
    make_expert(world.freelancer.memberships.get())
    make_expert(world.neighbour_staff_membership)
    answer = director.get(URL)
    assert titles(answer) == ["Aylin Demir", "Bo Prins"]
    assert answer.context["page"].object_list[1]["tags"][0] == "Zzp'er"


def test_often_asked_is_said(director: Client, world: World) -> None:
    expert = make_expert(world.staff_membership)
    actions.record_load(expert.pk, open_invitations=2)
    assert "Wordt nu vaak gevraagd." in director.get(URL).content.decode()


def test_a_board_admin_does_not_find_who_is_there_for_colleagues_only(client: Client, world: World) -> None:
    make_expert(world.staff_membership, ring=Ring.SCHOOL)
    make_expert(world.sister_staff_membership, ring=Ring.BOARD)
    client.force_login(world.board_admin)
    assert titles(client.get(URL)) == ["Daan Kuiper"]


def test_an_english_reader_finds_english_skills(director: Client, world: World) -> None:
    load_taxonomy()
    play = Skill.objects.get(slug="buitenspel")
    make_expert(world.sister_staff_membership, skills={play: Level.SHOWS})
    answer = director.get(URL, {"q": "ruzie op het plein"}, headers={"accept-language": "en"})
    assert [chip["label"] for chip in answer.context["chips"] if chip["checked"]] == [play.label_en]
    assert [card["tags"] for card in answer.context["page"].object_list] == [[f"{play.label_en}: is happy to show it"]]
