"""Handing in files of DUO, and going on past the brake."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from core.forms import ManyFilesInput
from organisations.choices import SchoolKind
from organisations.duo.files import NamedFile, recognise
from organisations.errors import FileRefusedError

# The largest file there is, all pupils since 1996, is below 2 MB.
MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 8


class DuoFilesField(forms.FileField):
    """One or more CSV files, each known by its columns. Cleans to a list of NamedFile."""

    widget = ManyFilesInput(attrs={"accept": ".csv,text/csv"})

    def clean(self, data: Any, initial: Any = None) -> list[NamedFile]:
        uploads = data if isinstance(data, list | tuple) else [data]
        files = [super(DuoFilesField, self).clean(upload, initial) for upload in uploads or [None]]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Kies hoogstens %(most)s bestanden tegelijk.") % {"most": MOST_FILES})
        return [_named(file) for file in files]


def _named(upload: UploadedFile) -> NamedFile:
    """What a file is, by its content. Raises ValidationError for one that is too large or nothing we know."""
    name = upload.name or ""
    if upload.size > MOST_BYTES:
        words = {"name": name, "most": filesizeformat(MOST_BYTES)}
        raise ValidationError(_("%(name)s is groter dan %(most)s.") % words)
    data = upload.read()
    try:
        return NamedFile(name, recognise(data), data)
    except FileRefusedError as refused:
        raise ValidationError(f"{name}: {refused}") from None


class DuoImportForm(forms.Form):
    files = DuoFilesField(
        label=_("Bestanden"),
        help_text=_("CSV-bestanden van DUO: scholen, besturen, samenwerkingsverbanden, leerlingen of coördinaten."),
    )
    is_partial = forms.BooleanField(
        label=_("Dit is maar een deel van de scholen: sluit er geen"),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Welke soort scholen?"),
        choices=[("", _("Dat staat in het bestand")), *SchoolKind.choices],
        required=False,
        help_text=_("Alleen kiezen als het bestand geen kolom met de soort heeft."),
    )

    def clean_kind(self) -> SchoolKind | None:
        kind = self.cleaned_data["kind"]
        return SchoolKind(kind) if kind else None


class OverrideForm(forms.Form):
    """Going on past the brake: with a reason, and a tick that says one has looked."""

    reason = forms.CharField(
        label=_("Waarom klopt dit toch?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dit blijft bij de import staan, met je naam."),
    )
    is_sure = forms.BooleanField(label=_("Ik heb de verschillen bekeken en wil dit toch toepassen"))
