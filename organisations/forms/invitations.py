"""Inviting someone, and answering an invitation."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateInput
from organisations.actions import Offer, Person
from organisations.choices import Role
from organisations.forms.accounts import NewAccountFields
from organisations.giving import Giver
from organisations.models import InvitedPlace, School, StaffInvitation

LONGEST_DEPUTY_DAYS = 366


class InvitationForm(forms.Form):
    """One person, one role, at one or more schools."""

    email = forms.EmailField(
        label=_("E-mailadres van het werk"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    first_name = forms.CharField(label=_("Voornaam"), max_length=60)
    last_name = forms.CharField(label=_("Achternaam"), max_length=80)
    schools = forms.ModelMultipleChoiceField(
        label=_("Op welke school?"), queryset=School.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    role = forms.TypedChoiceField(label=_("Rol"), widget=forms.RadioSelect, coerce=Role)
    job_title = forms.CharField(
        label=_("Functie"), max_length=80, required=False, help_text=_("Bijvoorbeeld: leraar groep 5.")
    )
    is_deputy = forms.BooleanField(
        label=_("Vervangt iemand, tot en met een dag"),
        required=False,
        help_text=_("Een vervanger mag in die tijd alles wat bij de rol hoort."),
    )
    ends_on = forms.DateField(label=_("Vervangt tot en met"), widget=DateInput, required=False)

    def __init__(self, *args: Any, giver: Giver, school: School | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        self.fields["schools"].queryset = School.objects.filter(pk__in=giver.schools).order_by("name", "pk")
        self.fields["role"].choices = [(role.value, role.label) for role in giver.roles_somewhere()]
        self.fields["role"].initial = Role.STAFF
        only = next(iter(giver.schools.values())) if len(giver.schools) == 1 else school
        self.fields["schools"].initial = [only.pk] if only else []

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        today, ends_on = timezone.localdate(), data.get("ends_on")
        if data.get("is_deputy") and not ends_on and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Kies tot en met welke dag."))
        if ends_on and not data.get("is_deputy"):
            self.add_error("ends_on", _("Een einddatum is er alleen voor wie iemand vervangt. Zet daar een vinkje."))
        elif ends_on and not 0 <= (ends_on - today).days <= LONGEST_DEPUTY_DAYS:
            self.add_error("ends_on", _("Kies een dag vanaf vandaag, binnen een jaar."))
        self._check_role(data)
        return data

    def _check_role(self, data: dict[str, Any]) -> None:
        role, as_deputy = data.get("role"), bool(data.get("is_deputy"))
        for school in data.get("schools") or () if role else ():
            if not self.giver.may_give(role, school.pk, as_deputy=as_deputy):
                self.add_error("role", _("Deze rol geeft het bestuur. Jij kunt wel iemand aanwijzen die vervangt."))
                return

    @property
    def person(self) -> Person:
        data = self.cleaned_data
        offers = tuple(
            Offer(
                role=data["role"],
                school=school,
                job_title=data["job_title"],
                is_deputy=data["is_deputy"],
                ends_on=data["ends_on"],
            )
            for school in data["schools"]
        )
        return Person(data["email"], data["first_name"], data["last_name"], offers)


class PlacesForm(forms.Form):
    """Which of the places in an invitation somebody says yes to; they remember which ones were on the page."""

    seen = forms.CharField(widget=forms.HiddenInput)
    places = forms.ModelMultipleChoiceField(
        label=_("Waar zeg je ja op?"), queryset=InvitedPlace.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, invitation: StaffInvitation, places: list[InvitedPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["places"]
        field.queryset = invitation.places.to_accept().select_related("school", "invitation__board")
        field.initial = [place.pk for place in places]
        if len(places) == 1:
            field.widget = forms.MultipleHiddenInput()
        self.fields["seen"].initial = ",".join(str(place.pk) for place in places)

    @property
    def answer(self) -> dict[str, list[int]]:
        seen = [int(pk) for pk in self.cleaned_data["seen"].split(",") if pk.isascii() and pk.isdigit()]
        return {"place_ids": [place.pk for place in self.cleaned_data["places"]], "seen_ids": seen}


class NewAccountForm(NewAccountFields, PlacesForm):
    """Yes, from somebody without an account."""

    field_order = ("seen", "places", "first_name", "last_name", "password")

    def __init__(self, *args: Any, invitation: StaffInvitation, **kwargs: Any) -> None:
        super().__init__(*args, invitation=invitation, **kwargs)
        self.email = invitation.email
        self.fields["first_name"].initial = invitation.first_name
        self.fields["last_name"].initial = invitation.last_name
