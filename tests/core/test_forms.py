import pytest
from django import forms
from django.http import QueryDict

from core.forms import ChipsSelect, HalfDaysField, RingSelect


class WeekForm(forms.Form):
    when = HalfDaysField(label="Wanneer")


def test_ticked_half_days_become_a_mask():
    form = WeekForm(QueryDict("when=3&when=6&when=7"))
    assert form.is_valid()
    assert form.cleaned_data["when"] == 1 << 3 | 1 << 6 | 1 << 7


@pytest.mark.parametrize("query", ["when=10", "when=-1", "when=dinsdag"])
def test_what_is_no_half_day_is_refused(query):
    form = WeekForm(QueryDict(query))
    assert form.errors["when"] == ["Dit is geen dagdeel van een schoolweek."]


def test_an_empty_week_is_refused_when_an_answer_is_needed():
    assert WeekForm(QueryDict("")).errors["when"] == ["Tik minstens één dagdeel aan."]


def test_an_empty_week_is_fine_when_it_is_not():
    field = HalfDaysField(required=False)
    assert field.clean([]) == 0


def test_the_week_shows_what_was_ticked():
    html = str(WeekForm(initial={"when": 1 << 8})["when"])
    assert html.count(" checked") == 1
    assert 'value="8" id="id_when_8" aria-labelledby="id_when-d4 id_when-p0" checked' in html


def test_the_week_shows_what_was_sent_even_when_refused():
    html = str(WeekForm(QueryDict("when=8&when=niets"))["when"])
    assert html.count(" checked") == 1


def test_an_unchanged_week_has_not_changed():
    assert not HalfDaysField().has_changed(1 << 3, ["3"])
    assert HalfDaysField().has_changed(1 << 3, ["3", "4"])


def test_the_ring_chooser_shows_only_rings_that_are_offered_with_their_hint():
    class RingForm(forms.Form):
        ring = forms.TypedChoiceField(coerce=int, choices=[(1, "School"), (3, "Netwerk")], widget=RingSelect)

    form = RingForm(initial={"ring": 3})
    form.fields["ring"].widget.hints = {3: "64 scholen"}
    html = str(form["ring"])
    assert 'value="3" data-step="3" id="id_ring_1" required checked' in html
    assert "<small>64 scholen</small>" in html
    assert 'data-step="2"' not in html


def test_chips_show_how_many_people_there_are():
    class SkillForm(forms.Form):
        skill = forms.MultipleChoiceField(choices=[("a", "Rekenen")], widget=ChipsSelect(counts={"a": 1}))

    assert ", 1 mens<" in str(SkillForm()["skill"])


def test_what_may_stay_empty_says_so():
    class NameForm(forms.Form):
        name = forms.CharField(label="Naam", required=False)

    class FilterForm(NameForm):
        marks_optional = False

    assert "(hoeft niet)" in str(NameForm())
    assert "(hoeft niet)" not in str(FilterForm())
