from experts.models import Category, HelpForm, Skill, TargetGroup
from experts.taxonomy import load_taxonomy


def test_loads_everything_once(db: None) -> None:
    assert str(load_taxonomy()) == "new=182 changed=0 unchanged=0"
    assert (Category.objects.count(), Skill.objects.count()) == (13, 140)
    assert (HelpForm.objects.count(), TargetGroup.objects.count()) == (14, 15)


def test_a_second_time_changes_nothing(db: None) -> None:
    load_taxonomy()
    assert str(load_taxonomy()) == "new=0 changed=0 unchanged=182"


def test_numbers_are_small_and_dense(db: None) -> None:
    load_taxonomy()
    assert sorted(Skill.objects.values_list("number", flat=True)) == list(range(1, 141))


def test_brings_a_changed_label_back_but_not_whether_it_can_be_chosen(db: None) -> None:
    load_taxonomy()
    Skill.objects.filter(slug="pesten").update(label="Anders", is_active=False)
    assert str(load_taxonomy()) == "new=0 changed=1 unchanged=181"
    skill = Skill.objects.get(slug="pesten")
    assert (skill.label, skill.is_active) == ("Pesten aanpakken", False)


def test_a_merged_slug_does_not_come_back(db: None) -> None:
    load_taxonomy()
    Skill.objects.get(slug="online-pesten").delete()
    Skill.objects.filter(slug="pesten").update(aliases=["online-pesten"])
    load_taxonomy()
    assert not Skill.objects.filter(slug="online-pesten").exists()
