"""Amounts as people write them."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
        typed = super().clean(value).replace("€", "").replace(" ", "").replace("\xa0", "")
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
