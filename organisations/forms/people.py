"""Who belongs to a school, who leaves, and who stands in."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput
from organisations.forms.invitations import LONGEST_DEPUTY_DAYS
from organisations.models import Membership
from users.models import User


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return person.full_name


class MembershipEndForm(forms.Form):
    """The last day of someone's place, and who takes over what they were busy with."""

    last_day = forms.DateField(label=_("Laatste dag"), widget=DateInput, initial=timezone.localdate)
    successor = PersonField(
        label=_("Wie neemt het over?"), queryset=User.objects.none(), required=False, empty_label=_("Nog niemand")
    )

    def __init__(self, *args: Any, membership: Membership, successors: QuerySet[User] | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.membership = membership
        if successors is None:
            del self.fields["successor"]
        else:
            self.fields["successor"].queryset = successors

    def clean_last_day(self) -> Any:
        day = self.cleaned_data["last_day"]
        if day < timezone.localdate():
            raise ValidationError(_("Kies vandaag of een dag die nog komt."))
        return day


class DeputyForm(forms.Form):
    """Who stands in, until and with which day."""

    deputy = PersonField(label=_("Wie vervangt?"), queryset=User.objects.none(), empty_label=_("Kies een collega"))
    until = forms.DateField(
        label=_("Tot en met"), widget=DateInput, help_text=_("Daarna stopt het vanzelf. Hoogstens een jaar.")
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = colleagues

    def clean_until(self) -> Any:
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= day <= today + timedelta(days=LONGEST_DEPUTY_DAYS):
            raise ValidationError(_("Kies een dag vanaf vandaag, binnen een jaar."))
        return day
