from django.test import Client
from django.urls import reverse

from experts.choices import Level
from experts.models import Expert, Skill
from experts.taxonomy import load_taxonomy
from tests.experts.factories import SkillFactory, make_expert
from tests.organisations.world import World

URL = reverse("experts:onboarding_skills")


def test_looking_makes_nobody_an_expert(client: Client, world: World) -> None:
    client.force_login(world.staff)
    assert client.get(URL).status_code == 200
    assert not Expert.objects.exists()


def test_saves_the_ticked_sentences_and_goes_on(client: Client, world: World) -> None:
    play, peace = SkillFactory(), SkillFactory()
    client.force_login(world.staff)
    answer = client.post(URL, {"skill": [play.pk, peace.pk], f"level-{play.pk}": "3", f"level-{peace.pk}": "9"})
    assert answer.url == reverse("experts:onboarding_half_days")
    levels = dict(world.staff.expert.expert_skills.values_list("skill_id", "level"))
    assert levels == {play.pk: Level.TEACHES, peace.pk: Level.DOES}


def test_nothing_ticked_asks_kindly(client: Client, world: World) -> None:
    client.force_login(world.staff)
    answer = client.post(URL, {})
    assert "Vink minstens één ding aan." in answer.content.decode()


def test_a_skill_that_cannot_be_chosen_is_refused(client: Client, world: World) -> None:
    hidden = SkillFactory(is_active=False)
    client.force_login(world.staff)
    client.post(URL, {"skill": [hidden.pk]})
    assert not world.staff.expert.expert_skills.exists()


def test_searching_saves_first_and_shows_what_fits_on_top(client: Client, world: World) -> None:
    load_taxonomy()
    reading = Skill.objects.get(slug="leesplezier")
    client.force_login(world.staff)
    posted = client.post(URL, {"skill": [reading.pk], "q": "ruzie op het plein", "search": "1"}, follow=True)
    found = posted.context["found"]
    assert found[0].slug == "buitenspel"
    assert list(world.staff.expert.expert_skills.values_list("skill_id", flat=True)) == [reading.pk]


def test_every_skill_stands_once(client: Client, world: World) -> None:
    load_taxonomy()
    client.force_login(world.staff)
    page = client.get(URL, {"q": "ruzie op het plein"}).content.decode()
    assert page.count('name="skill"') == 140


def test_who_is_ready_goes_back_to_the_own_page(client: Client, world: World) -> None:
    skill = SkillFactory()
    make_expert(world.staff_membership, skills={skill: Level.DOES})
    client.force_login(world.staff)
    answer = client.post(URL, {"skill": [skill.pk], f"level-{skill.pk}": "2"})
    assert answer.url == reverse("experts:expert_me")


def test_a_board_admin_has_no_offer(client: Client, world: World) -> None:
    client.force_login(world.board_admin)
    assert client.get(URL).status_code == 403


def test_an_english_reader_reads_what_a_skill_is_about(client: Client, world: World) -> None:
    load_taxonomy()
    client.force_login(world.staff)
    page = client.get(URL, headers={"accept-language": "en"}).content.decode()
    assert "<strong>Spelling</strong><small>Children spell words correctly, in their own texts too.</small>" in page
