from datetime import date, timedelta

from experts import actions, personal_data
from experts.choices import Level, Part
from experts.models import AvailabilityException, BookedHalfDay, Expert, SearchCard
from tests.experts.factories import SkillFactory, make_expert, position_of
from tests.organisations.world import World

DAY = date(2026, 11, 30)


def test_export_tells_what_is_known(world: World) -> None:
    expert = make_expert(world.staff_membership, skills={SkillFactory(label="Goed buitenspelen"): Level.SHOWS})
    actions.book_half_days(position_of(expert), [(DAY, Part.MORNING)])
    told = personal_data.export(world.staff)
    assert told["vaardigheden"][0]["vaardigheid"] == "Goed buitenspelen"
    assert told["geboekte dagdelen"] == [{"dag": DAY, "dagdeel": "Ochtend"}]
    assert told["bij werkgevers"][0]["waar"] == "De Wilgenhof"


def test_export_of_who_offers_nothing(world: World) -> None:
    assert personal_data.export(world.staff) == {}


def test_erase_leaves_the_half_days_of_schools_and_nothing_of_the_person(world: World) -> None:
    expert = make_expert(world.staff_membership)
    other = make_expert(world.sister_staff_membership)
    actions.book_half_days(position_of(expert), [(DAY, Part.MORNING)])
    personal_data.erase(world.staff)
    personal_data.erase(world.staff)
    assert list(Expert.objects.findable()) == [other]
    assert [card.expert for card in SearchCard.objects.all()] == [other]
    assert not expert.expert_skills.exists()
    assert not expert.events.exists()
    assert BookedHalfDay.objects.filter(expert=expert).count() == 1


def test_old_exceptions_go_and_the_index_follows(world: World) -> None:
    expert = make_expert(world.staff_membership)
    for day in (DAY, DAY - timedelta(days=400)):
        AvailabilityException.objects.create(expert=expert, day=day, part=Part.MORNING)
    actions.rebuild_reach([expert])
    assert personal_data.retain(DAY) == 1
    assert len(SearchCard.objects.get().taken) == 1
    assert personal_data.retain(DAY) == 0
