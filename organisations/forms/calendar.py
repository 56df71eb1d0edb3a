"""Days without lessons."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput


class StudyDayForm(forms.Form):
    """A day without lessons."""

    day = forms.DateField(label=_("Dag"), widget=DateInput)
    name = forms.CharField(label=_("Waarvoor"), max_length=80, required=False, help_text=_("Bijvoorbeeld: studiedag."))

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if not timezone.localdate() <= day <= timezone.localdate() + timedelta(days=3 * 365):
            raise forms.ValidationError(_("Kies een dag vanaf vandaag, binnen drie jaar."))
        return day
