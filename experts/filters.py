"""The search form: an address in, what is wanted out."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.forms import ChipsSelect, DateInput, HalfDaysField, HalfDaysWidget
from experts.choices import Level
from experts.half_days import EVERY_HALF_DAY
from experts.lexicon import suggest_skills
from experts.matching import Wanted
from experts.models import Expert, HelpForm, Skill, TargetGroup
from experts.search import days_off
from experts.suggestion import Suggestion
from organisations.choices import Ring
from organisations.models import School

KM_CHOICES = [(5, "5 km"), (10, "10 km"), (15, "15 km"), (25, "25 km"), (50, "50 km")]
# Skills that fit the words this well, against the best one, are ticked at once.
SHARE_TICKED = 0.75
# Others are proposed to tick.
SHARE_PROPOSED, MOST_PROPOSED = 0.1, 5
MOST_TICKED = 3
# A longer period is a typing error.
LONGEST_PERIOD = timedelta(days=400)


class SearchForm(forms.Form):
    """Every choice may stay empty, so nothing says so."""

    marks_optional = False


class HalfDaysFilter(django_filters.Filter):
    field_class = HalfDaysField


class ExpertFilter(django_filters.FilterSet):
    """Reads the address of a search. The gates themselves are one statement: see `experts.search`."""

    q = django_filters.CharFilter(label=_("Wat zoek je?"), max_length=300)
    skill = django_filters.ModelMultipleChoiceFilter(
        label=_("Wat moet die collega kunnen?"), queryset=Skill.objects.filter(is_active=True), widget=ChipsSelect
    )
    all = django_filters.BooleanFilter(label=_("Alles tegelijk"), widget=forms.CheckboxInput)
    level = django_filters.ChoiceFilter(label=_("Minstens"), choices=Level.choices, empty_label=_("Elke zin is goed"))
    half_days = HalfDaysFilter(label=_("Wanneer?"), widget=HalfDaysWidget(is_small=True))
    starts_on = django_filters.DateFilter(label=_("Vanaf"), widget=DateInput)
    ends_on = django_filters.DateFilter(label=_("Tot en met"), widget=DateInput)
    ring = django_filters.ChoiceFilter(label=_("Hoe ver mag het zijn?"), choices=Ring.choices)
    form_of_help = django_filters.ModelMultipleChoiceFilter(
        label=_("Hoe?"), queryset=HelpForm.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    target_group = django_filters.ModelMultipleChoiceFilter(
        label=_("Voor wie?"), queryset=TargetGroup.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    km = django_filters.ChoiceFilter(label=_("Afstand"), choices=KM_CHOICES, empty_label=_("Maakt niet uit"))

    class Meta:
        model = Expert
        fields: list[str] = []
        form = SearchForm

    def __init__(self, data: Any, *, school: School, **kwargs: Any) -> None:
        super().__init__(data, queryset=Expert.objects.none(), **kwargs)
        self.school = school

    @cached_property
    def cleaned(self) -> dict[str, Any]:
        """What is right of the address; what is wrong counts as no wish."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @cached_property
    def words(self) -> str:
        return str(self.cleaned.get("q", "")).strip()

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        return suggest_skills(self.words, most=MOST_PROPOSED, share=SHARE_PROPOSED) if self.words else []

    @cached_property
    def is_new_question(self) -> bool:
        """Other words than the ticked skills were proposed for: tick anew."""
        return bool(self.words) and self.data.get("bij", "") != self.words

    @cached_property
    def skill_ids(self) -> tuple[int, ...]:
        """Ticked by hand, or by the words when those are new."""
        if not self.is_new_question:
            return tuple(skill.pk for skill in self.cleaned.get("skill", ()))
        best = max((s.score for s in self.suggestions), default=0.0)
        return tuple(s.skill_id for s in self.suggestions if s.score >= SHARE_TICKED * best)[:MOST_TICKED]

    @cached_property
    def finds_no_words(self) -> bool:
        """Words were given and none of them is known: showing everyone would be a wrong answer."""
        return bool(self.words) and not self.suggestions and not self.skill_ids

    @cached_property
    def wanted(self) -> Wanted:
        c = self.cleaned
        starts_on, ends_on = c.get("starts_on"), c.get("ends_on")
        has_period = starts_on and ends_on and timedelta(0) <= ends_on - starts_on <= LONGEST_PERIOD
        forms_of_help = list(c.get("form_of_help", ()))
        half_days = c.get("half_days", 0)
        return Wanted(
            skill_ids=self.skill_ids,
            needs_all_skills=bool(c.get("all")),
            least_level=Level(int(c.get("level", Level.DOES))),
            form_ids=tuple(form.pk for form in forms_of_help),
            target_group_ids=tuple(group.pk for group in c.get("target_group", ())),
            half_days=0 if half_days == EVERY_HALF_DAY else half_days,
            starts_on=starts_on if has_period else None,
            ends_on=ends_on if has_period else None,
            days_off=days_off(self.school, starts_on, ends_on) if has_period else frozenset(),
            ring=Ring(int(c.get("ring", Ring.NATIONAL))),
            max_km=float(c["km"]) if "km" in c else None,
            needs_travel=not forms_of_help or any(form.needs_travel for form in forms_of_help),
        )

    @property
    def count_of_wishes(self) -> int:
        """How many choices are on, besides the words."""
        return sum(1 for name, value in self.cleaned.items() if name not in ("q", "skill") and value)
