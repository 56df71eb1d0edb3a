"""What is written in the story is Dutch for everybody; whole sentences of ours are told in the reader's language."""

import pytest
from django.utils import translation

from secondments.choices import StepKind
from secondments.story import story_of
from tests.organisations.world import World
from tests.secondments.factories import propose, say_yes

pytestmark = pytest.mark.django_db


def test_someone_who_reads_english_writes_dutch(world: World) -> None:
    with translation.override("en"):
        secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
        say_yes(secondment, StepKind.EXPERT, world.staff)
    assert [line["text"] for line in story_of(secondment, world.sister_director)] == [
        f"{world.sister_director.full_name} stelde dit voor namens {world.sister_school.name}.",
        f"{world.staff.full_name} zei ja.",
    ]


def test_a_reader_of_english_reads_a_whole_sentence_in_english(world: World) -> None:
    secondment = propose(world.sister_director, world.sister_school, world.staff_membership)
    say_yes(secondment, StepKind.EXPERT, world.staff)
    with translation.override("en"):
        last = story_of(secondment, world.sister_director)[-1]["text"]
    assert last == f"{world.staff.full_name} said yes."
