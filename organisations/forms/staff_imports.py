"""Handing in a list of people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from organisations.giving import Giver
from organisations.models import School

# Five thousand colleagues take well under a megabyte.
MOST_BYTES = 5 * 1024 * 1024


class StaffImportForm(forms.Form):
    file = forms.FileField(
        label=_("Je lijst"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        help_text=_("Een Excelbestand (.xlsx) of CSV, met op de eerste regel de namen van de kolommen."),
    )
    school = forms.ModelChoiceField(
        label=_("Als er geen school bij staat"),
        queryset=School.objects.none(),
        required=False,
        empty_label=_("Dan klopt de regel niet"),
        help_text=_("Voor regels zonder school. Staat er wel een school bij, dan geldt die."),
    )

    def __init__(self, *args: Any, giver: Giver, school: School | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(giver.schools) == 1:
            del self.fields["school"]
        else:
            self.fields["school"].queryset = School.objects.filter(pk__in=giver.schools).order_by("name", "pk")
            self.fields["school"].initial = school

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Dit bestand is groter dan %(most)s.") % {"most": filesizeformat(MOST_BYTES)})
        return file


class SkipWrongForm(forms.Form):
    skip_wrong = forms.BooleanField(label=_("Sla de regels die niet kloppen over"), required=False)
