"""Amounts as people write them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.choices import Purpose
from funding.permissions import Owner

# "1.250" and "1.250,50" as the Dutch write it; "1250", "1250,5" and "1250.50" too.
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", re.ASCII)
_PLAIN = re.compile(r"\d+([.,]\d{1,2})?", re.ASCII)
MOST_CENTS = 10_000_000_00


class AmountField(forms.CharField):
    """An amount in euros as typed, eurocents as cleaned; more than nothing and at most ten million."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, "max_length": 20, **kwargs})

    def clean(self, value: Any) -> int:
        """Eurocents; 0 for an empty field that may stay empty."""
        given = super().clean(value)
        if not given:
            return 0
        typed = given.replace("€", "").replace(" ", "").replace("\xa0", "")
        if _GROUPED.fullmatch(typed):
            typed = typed.replace(".", "")
        elif not _PLAIN.fullmatch(typed):
            raise forms.ValidationError(_("Schrijf een bedrag in euro's, bijvoorbeeld 1.250 of 1.250,50."))
        whole, _sign, rest = typed.replace(".", ",").partition(",")
        cents = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
        if not 0 < cents <= MOST_CENTS:
            raise forms.ValidationError(_("Vul een bedrag in dat groter is dan nul en kleiner dan tien miljoen euro."))
        return cents


class GrantForm(forms.Form):
    """More money for a budget, and why."""

    amount_cents = AmountField(label=gettext_lazy("Hoeveel euro komt erbij?"))
    note = forms.CharField(
        label=gettext_lazy("Waarom of waarvandaan?"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld het besluit of het kenmerk. Geen namen van leerlingen."),
    )


MOST_FILE_BYTES = 2_000_000


class GrantFileForm(forms.Form):
    """A list of grants from Excel."""

    file = forms.FileField(
        label=gettext_lazy("Excelbestand"),
        help_text=gettext_lazy("Met de kolommen budget, bedrag en kenmerk. Geen namen van leerlingen."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_FILE_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot. Knip het in stukken."))
        return file


class BudgetForm(forms.Form):
    """A new budget; `owners` are who it may belong to."""

    owner = forms.ChoiceField(label=gettext_lazy("Van wie is het geld?"))
    name = forms.CharField(label=gettext_lazy("Hoe heet dit budget?"), max_length=120)
    purpose = forms.ChoiceField(label=gettext_lazy("Waarvoor is het?"), choices=Purpose, widget=forms.RadioSelect)
    starts_on = forms.DateField(label=gettext_lazy("Vanaf"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=gettext_lazy("Tot en met"), widget=forms.DateInput(attrs={"type": "date"}))
    amount_cents = AmountField(label=gettext_lazy("Hoeveel euro zit erin?"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Waar komt het vandaan?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld het besluit of het kenmerk. Geen namen van leerlingen."),
    )

    def __init__(self, *args: Any, owners: list[Owner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {f"{owner._meta.model_name}-{owner.pk}": owner for owner in owners}
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, str(owner)) for key, owner in self.owners.items()]

    def clean_owner(self) -> Owner:
        return self.owners[self.cleaned_data["owner"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste. Kies een latere dag."))
        return cleaned
