"""Who belongs to a school."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput
from organisations.choices import Role
from organisations.models import Membership


class MemberForm(forms.Form):
    """Someone who works at a school."""

    email = forms.EmailField(label=_("E-mailadres van het werk"))
    first_name = forms.CharField(label=_("Voornaam"), max_length=60)
    last_name = forms.CharField(label=_("Achternaam"), max_length=80)
    role = forms.TypedChoiceField(label=_("Rol"), widget=forms.RadioSelect, coerce=Role)
    job_title = forms.CharField(
        label=_("Functie"), max_length=80, required=False, help_text=_("Bijvoorbeeld: leraar groep 5.")
    )

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]
        self.fields["role"].initial = Role.STAFF


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
