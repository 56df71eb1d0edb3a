"""Days without lessons."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput

MOST_DAYS_AT_ONCE = 31


class StudyDayForm(forms.Form):
    """A day without lessons, or a few days on end."""

    day = forms.DateField(label=_("Dag"), widget=DateInput)
    until = forms.DateField(
        label=_("Tot en met"), widget=DateInput, required=False, help_text=_("Alleen als het meer dagen zijn.")
    )
    name = forms.CharField(label=_("Waarvoor"), max_length=80, required=False, help_text=_("Bijvoorbeeld: studiedag."))

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=3 * 365):
            raise forms.ValidationError(_("Kies een dag vanaf vandaag, binnen drie jaar."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("day"), data.get("until")
        if first and last and not 0 <= (last - first).days < MOST_DAYS_AT_ONCE:
            self.add_error("until", _("Kies een dag na de eerste, hoogstens een maand later."))
        return data

    @property
    def period(self) -> dict[str, Any]:
        """First and last day, and what they are for."""
        data = self.cleaned_data
        return {"first": data["day"], "last": data["until"] or data["day"], "name": data["name"]}
