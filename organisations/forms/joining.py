"""What people fill in who ask for a place at a school, and who answers them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role
from organisations.forms.accounts import NewAccountFields
from organisations.mail_domains import domain_of, is_public
from organisations.models import Board, School, WorkDomain
from users.addresses import confirmed_addresses_of
from users.models import User


class WorkAddressForm(forms.Form):
    """A work address. What is known is the board behind the domain; never whether somebody has an account."""

    email = forms.EmailField(
        label=_("Je e-mailadres van het werk"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        domain = domain_of(email)
        if is_public(domain):
            raise ValidationError(_("Dit is een privéadres. Vul je adres van school in, of vraag om een uitnodiging."))
        self.work_domain = WorkDomain.objects.select_related("board").filter(domain=domain).first()
        if self.work_domain is None:
            raise ValidationError(
                _("Dit adres kennen we nog niet. Vraag je directeur of bestuur om je uit te nodigen.")
            )
        return email

    @property
    def board(self) -> Board:
        assert self.work_domain is not None  # clean_email refuses the rest
        return self.work_domain.board


class OwnSchoolForm(forms.Form):
    """At which of these schools somebody works."""

    school = forms.ModelChoiceField(
        label=_("Op welke school werk je?"), queryset=School.objects.none(), empty_label=_("Kies je school")
    )

    def __init__(self, *args: Any, schools: QuerySet[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools.order_by("name", "pk")
        found = list(schools[:2])
        if len(found) == 1:
            self.fields["school"].initial = found[0].pk


class NewColleagueForm(NewAccountFields, OwnSchoolForm):
    """Somebody without an account, whose address the link has proven."""

    field_order = ("first_name", "last_name", "school", "password")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email


class JoinConfirmForm(forms.Form):
    """Yes, and as what."""

    role = forms.TypedChoiceField(label=_("Rol"), widget=forms.RadioSelect, coerce=Role, initial=Role.STAFF)
    job_title = forms.CharField(
        label=_("Functie"), max_length=80, required=False, help_text=_("Bijvoorbeeld: leraar groep 5.")
    )

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]


class WorkDomainForm(forms.Form):
    """A domain of the board. Whoever adds it has an address there themselves; a platform admin adds any."""

    domain = forms.CharField(label=_("Het deel achter de @"), max_length=200, help_text=_("Bijvoorbeeld: delinde.nl."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_domain(self) -> str:
        domain = str(self.cleaned_data["domain"]).strip().lower().rpartition("@")[2]
        try:
            forms.EmailField().clean(f"iemand@{domain}")
        except ValidationError:
            raise ValidationError(_("Vul een domein in, bijvoorbeeld delinde.nl.")) from None
        if is_public(domain):
            raise ValidationError(
                _("Bij dit domein kan iedereen een adres krijgen. Dat zegt niet wie er bij jullie werkt.")
            )
        own = {domain_of(email) for email in confirmed_addresses_of(self.user)}
        if domain not in own and not self.user.is_staff:
            raise ValidationError(
                _("Je kunt alleen een domein toevoegen waar je zelf een bevestigd e-mailadres hebt, bij je account.")
            )
        return domain
