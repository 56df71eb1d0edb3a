"""Who belongs to a school."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput
from organisations.models import Membership


class MembershipEndForm(forms.Form):
    """The last day of someone's place."""

    last_day = forms.DateField(label=_("Laatste dag"), widget=DateInput, initial=timezone.localdate)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean_last_day(self) -> Any:
        day = self.cleaned_data["last_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een dag die nog komt."))
        return day
