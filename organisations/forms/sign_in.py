"""How people find their school's sign-in, and how a board sets it up."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.choices import Affiliation, SignInKind
from organisations.models import Board, IdentityProvider, School

SIGN_IN_HINTS = {
    SignInKind.ENTREE: _("Voor scholen die via Entree Federatie van Kennisnet inloggen."),
    SignInKind.ENTRA: _("Voor besturen met Microsoft 365. Alleen accounts van jullie eigen tenant, geen gasten."),
    SignInKind.GOOGLE: _("Voor besturen met Google Workspace. Alleen accounts van jullie eigen domein."),
}
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class ProviderField(forms.ModelChoiceField):
    def label_from_instance(self, row: IdentityProvider) -> str:
        return f"{row.board} ({row.get_kind_display()})"


class SchoolSignInForm(forms.Form):
    """A work address or a board; never an answer to whether somebody has an account."""

    marks_optional = False

    email = forms.EmailField(
        label=_("Je e-mailadres van school"),
        required=False,
        help_text=_("We kijken alleen naar het deel achter de @."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    provider = ProviderField(
        label=_("Of kies je bestuur"),
        queryset=IdentityProvider.objects.none(),
        required=False,
        empty_label=_("Kies een bestuur"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = (
            IdentityProvider.objects.on().select_related("board").order_by("board__name", "kind")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors or cleaned.get("provider"):
            return cleaned
        if not cleaned.get("email"):
            raise ValidationError(_("Vul je e-mailadres van school in, of kies je bestuur."))
        domain = cleaned["email"].rpartition("@")[2]
        found = list(self.fields["provider"].queryset.for_domain(domain))
        if len(found) == 1:
            cleaned["provider"] = found[0]
        elif found:
            self.add_error("provider", _("Bij dit adres horen meer manieren om in te loggen. Kies er hier een."))
        else:
            self.add_error(
                "email",
                _("Met dit adres kun je niet via je school inloggen. Kies je bestuur, of vraag een code per mail."),
            )
        return cleaned


class OwnAddressForm(forms.Form):
    """For whom the school says no address."""

    email = forms.EmailField(
        label=_("Je e-mailadres van school"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class SchoolJoinForm(forms.Form):
    """The last step of somebody new: how they are called and where they work."""

    first_name = forms.CharField(
        label=_("Voornaam"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Achternaam"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    school = forms.ModelChoiceField(
        label=_("Op welke school werk je?"), queryset=School.objects.none(), empty_label=_("Kies je school")
    )

    def __init__(self, *args: Any, school_ids: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = School.objects.open().filter(pk__in=school_ids).order_by("name", "pk")
        self.fields["school"].queryset = schools
        if len(school_ids) == 1:
            self.fields["school"].initial = school_ids[0]


class IdentityProviderForm(forms.Form):
    """What the ICT person of a board fills in; fields per kind of provider."""

    tenant = forms.CharField(max_length=120)
    client_id = forms.CharField(label=_("Client-id"), max_length=191)
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    affiliations = forms.MultipleChoiceField(
        label=_("Wie mag erin?"),
        choices=Affiliation.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leerlingen komen er nooit in."),
    )
    keeps_pupils_out = forms.BooleanField(
        label=_(
            "Leerlingen kunnen hier niet mee inloggen: zij hebben een ander domein, of mogen deze app niet gebruiken."
        ),
        required=False,
        help_text=_("Google vertelt ons niet wie leerling is. Zonder dit vinkje kan de inlog niet aan."),
    )

    def __init__(self, *args: Any, board: Board, kind: SignInKind, row: IdentityProvider | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind == SignInKind.ENTREE:
            del self.fields["tenant"]
        if kind == SignInKind.GOOGLE:
            del self.fields["affiliations"]
        else:
            del self.fields["keeps_pupils_out"]
        if kind == SignInKind.ENTRA:
            self.fields["tenant"].label = _("Tenant-id (map-id)")
        if kind == SignInKind.GOOGLE:
            self.fields["tenant"].label = _("Hoofddomein van jullie Google Workspace")
        self.initial["affiliations"] = Affiliation.values
        if row is not None:
            fields = ("tenant", "client_id", "affiliations", "keeps_pupils_out")
            self.initial |= {name: getattr(row, name) for name in fields}
            self.fields["secret"].required = False
            self.fields["secret"].help_text = _("Leeg laten als het hetzelfde blijft.")

    def clean_tenant(self) -> str:
        tenant = str(self.cleaned_data["tenant"]).strip().lower()
        if self.kind == SignInKind.ENTRA and not GUID.fullmatch(tenant):
            raise ValidationError(
                _("Een tenant-id ziet eruit als 8-4-4-4-12 tekens. Je vindt hem in Microsoft Entra bij Overzicht.")
            )
        if self.kind == SignInKind.GOOGLE and ("." not in tenant or "@" in tenant):
            raise ValidationError(_("Vul het domein in, bijvoorbeeld delinde.nl."))
        return tenant
