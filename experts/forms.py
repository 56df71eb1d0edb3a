"""What someone fills in about their own offer, and what a director decides about a release."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.forms import ChipsSelect, DateInput, HalfDaysField, RingSelect
from experts.choices import Level, TimeMode
from experts.models import Expert, HelpForm, Position, Skill, TargetGroup
from organisations.choices import Ring

TRAVEL_CHOICES = [(0, _("Ik reis niet")), (5, "5 km"), (10, "10 km"), (15, "15 km"), (25, "25 km"), (50, "50 km")]
TRAVEL_CHOICES += [(500, _("Maakt niet uit"))]


def per_week_choices() -> list[tuple[int, str]]:
    """One to ten half-days a week, in words."""
    return [(n, ngettext("%(n)s dagdeel per week", "%(n)s dagdelen per week", n) % {"n": n}) for n in range(1, 11)]


def per_week_or_own_choices() -> list[tuple[Any, str]]:
    return [("", _("Wat je collega zelf koos")), *per_week_choices()]


class SkillsForm(forms.Form):
    """Ticked skills, each with one of three sentences in a field of its own (`level-12`)."""

    skill = forms.ModelMultipleChoiceField(
        Skill.objects.filter(is_active=True),
        required=False,
        label=_("Wat je kunt"),
        error_messages={"required": _("Vink minstens één ding aan.")},
    )

    def levels(self) -> dict[int, Level]:
        """Skill primary key -> chosen sentence; the modest one when the browser sent none or nonsense."""
        return {skill.pk: self._level(skill.pk) for skill in self.cleaned_data["skill"]}

    def _level(self, skill_id: int) -> Level:
        try:
            return Level(int(self.data.get(f"level-{skill_id}", Level.DOES)))
        except ValueError:
            return Level.DOES


class HalfDaysForm(forms.Form):
    """When, at most how much and from which time, at one employer."""

    marks_optional = False

    half_days = HalfDaysField(label=_("Tik de dagdelen aan waarop het kan"), required=False)
    max_per_week = forms.TypedChoiceField(
        label=_("Hoeveel per week, op zijn hoogst?"), choices=per_week_choices, coerce=int
    )
    time_mode = forms.ChoiceField(
        label=_("Welke tijd is dat?"), choices=TimeMode.choices, widget=forms.RadioSelect, required=True
    )

    def __init__(self, *args: Any, position: Position, **kwargs: Any) -> None:
        initial = {
            "half_days": position.half_days,
            "max_per_week": position.max_half_days_per_week,
            "time_mode": position.time_mode,
        }
        super().__init__(*args, initial=initial, prefix=f"p{position.pk}", **kwargs)
        self.position = position
        if position.membership.school_id is None:
            # A freelancer's time is their own.
            del self.fields["time_mode"]


class ReachForm(forms.Form):
    """How far, for what and how far to travel."""

    marks_optional = False

    wanted_ring = forms.TypedChoiceField(
        label=_("Wie mag jou zien?"), choices=Ring.choices, coerce=lambda value: Ring(int(value)), widget=RingSelect
    )
    ask_release = forms.BooleanField(
        label=_("Vraag mijn directeur meteen of dat goed is"), required=False, initial=True
    )
    form_of_help = forms.ModelMultipleChoiceField(
        HelpForm.objects.all(),
        required=False,
        widget=ChipsSelect,
        label=_("Wat doe je graag? Niets gekozen is: alles mag."),
    )
    target_groups = forms.ModelMultipleChoiceField(
        TargetGroup.objects.all(),
        required=False,
        widget=ChipsSelect,
        label=_("Voor wie? Niets gekozen is: maakt niet uit."),
    )
    travel_km = forms.TypedChoiceField(
        label=_("Hoe ver wil je reizen, op zijn hoogst?"), choices=TRAVEL_CHOICES, coerce=int
    )

    def __init__(
        self,
        *args: Any,
        expert: Expert,
        rings: list[Ring],
        hints: dict[int, Any],
        previews: dict[int, Any],
        has_director: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            *args,
            initial={
                "wanted_ring": expert.wanted_ring if expert.onboarded_at else next(r for r in rings if r >= Ring.BOARD),
                "ask_release": True,
                "form_of_help": expert.forms.all(),
                "target_groups": expert.target_groups.all(),
                "travel_km": expert.travel_km,
            },
            **kwargs,
        )
        ring = self.fields["wanted_ring"]
        ring.choices = [(r.value, r.label) for r in rings]
        ring.widget.hints, ring.widget.previews = hints, previews
        if expert.travel_km not in dict(TRAVEL_CHOICES):
            self.fields["travel_km"].choices = sorted([*TRAVEL_CHOICES, (expert.travel_km, f"{expert.travel_km} km")])
        if not has_director:
            del self.fields["ask_release"]

    def more_is_chosen(self) -> bool:
        """Open the fold when something in it has been chosen or is wrong."""
        return bool(self.initial["form_of_help"] or self.initial["target_groups"] or self.errors)


class DaysForm(forms.Form):
    """Which half-days of these weeks are free."""

    half_days = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": _("Een van de dagdelen kan niet (meer). Kijk nog eens.")}
    )

    def __init__(self, *args: Any, values: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["half_days"].choices = [(value, value) for value in values]  # type: ignore[attr-defined]


class PauseForm(forms.Form):
    until = forms.DateField(label=_("Tot en met welke dag?"), widget=DateInput)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise ValidationError(_("Kies een dag die nog komt."))
        return until


class ReleaseForm(forms.Form):
    """The director decides how far, until when and how much."""

    GIVE, NOT_NOW = "give", "not_now"

    ring = forms.TypedChoiceField(
        label=_("Hoe ver?"), choices=Ring.choices, coerce=lambda value: Ring(int(value)), widget=RingSelect
    )
    until = forms.DateField(
        label=_("Tot en met"), widget=DateInput, required=False, help_text=_("Leeg is: tot je het verandert.")
    )
    half_days_per_week = forms.TypedChoiceField(
        label=_("Hoogstens per week"),
        choices=per_week_or_own_choices,
        coerce=int,
        empty_value=None,
        required=False,
    )
    conditions = forms.CharField(
        label=_("Afspraken"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: niet in de week van de toetsen."),
    )

    def __init__(self, *args: Any, position: Position, hints: dict[int, Any], **kwargs: Any) -> None:
        school = position.membership.school
        assert school is not None  # releasable positions are at a school
        ceiling = Ring(school.board.ring_ceiling)
        asked = min(Ring(position.expert.wanted_ring), ceiling)
        super().__init__(
            *args,
            initial={
                "ring": asked if asked > Ring.SCHOOL else position.released_ring,
                "until": position.released_until,
                "half_days_per_week": position.released_half_days_per_week or "",
                "conditions": position.release_conditions,
            },
            **kwargs,
        )
        ring = self.fields["ring"]
        ring.choices = [(r.value, r.label) for r in Ring if Ring.SCHOOL < r <= ceiling]
        ring.widget.hints = hints

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and until < timezone.localdate():
            raise ValidationError(_("Kies een dag die nog komt."))
        return until
