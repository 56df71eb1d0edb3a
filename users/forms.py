"""Someone's own account, and allauth's forms in our words: a label above each field, no hint inside it."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from users import devices
from users.addresses import confirm_address, ensure_address, owner_of
from users.mail_codes import MailCode, Verdict
from users.models import User


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("first_name", "last_name")
        labels = {"first_name": _("Voornaam"), "last_name": _("Achternaam")}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }


class AppearanceForm(forms.Form):
    """How this browser shows Expedu; kept in a cookie, so also for who is signed out."""

    theme = forms.ChoiceField(
        label=_("Licht of donker"),
        choices=[("system", _("Zoals mijn apparaat")), ("light", _("Licht")), ("dark", _("Donker"))],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES, widget=forms.RadioSelect)


class EraseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Ja, wis mijn gegevens. Ik weet dat dit niet terug te draaien is."),
        error_messages={"required": _("Zet een vinkje als je het zeker weet.")},
    )


class InOurWords:
    """Replaces labels and help by name, and takes away placeholders (they vanish when you need them)."""

    labels: dict[str, Any] = {}
    help_texts: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, field.help_text)


PASSWORD_HELP = _("Minstens 10 tekens. Een paar losse woorden achter elkaar zijn sterk en goed te onthouden.")
NEW_PASSWORD = {
    "oldpassword": _("Je wachtwoord van nu"),
    "password1": _("Nieuw wachtwoord"),
    "password2": _("Nog een keer je nieuwe wachtwoord"),
}


REMEMBER = _("Ingelogd blijven")
REMEMBER_HELP = _("Alleen op een computer of telefoon die van jou alleen is.")


class LoginForm(InOurWords, account_forms.LoginForm):
    labels = {"login": _("E-mailadres"), "password": _("Wachtwoord"), "remember": REMEMBER}
    help_texts = {"password": "", "remember": REMEMBER_HELP}

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response = super().login(request, redirect_url)
        # allauth sets how long a session lasts from the setting for who does not want to be remembered.
        if self.cleaned_data["remember"]:
            request.session.set_expiry(settings.REMEMBERED_SESSION_AGE)
        return response


class RequestCodeForm(InOurWords, account_forms.RequestLoginCodeForm):
    labels = {"email": _("E-mailadres")}

    def clean_email(self) -> str:
        try:
            email: str = super().clean_email()
        except forms.ValidationError:
            # Somebody else used up the codes for this address; a browser that signed in before has its own.
            email = self.cleaned_data["email"]
            if not devices.may_ask_code(context.request, email):
                raise
            user = owner_of(email)
            self._user = user if user is not None and user.is_active else None
        if self._user is not None:
            ensure_address(self._user)  # the code will confirm it
        return email


class ConfirmCodeForm(InOurWords, account_forms.ConfirmLoginCodeForm):
    labels = {"code": _("Code uit de mail")}

    remember = forms.BooleanField(label=REMEMBER, required=False, help_text=REMEMBER_HELP)
    field_order = ["code", "remember"]


class MailCodeForm(forms.Form):
    """The code that went to somebody's address."""

    code = forms.CharField(
        label=_("Code uit de mail"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, mail_code: MailCode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mail_code = mail_code

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        verdict = self.mail_code.check(code)
        if verdict == Verdict.WRONG:
            raise forms.ValidationError(_("Deze code klopt niet. Kijk goed in de mail."))
        if verdict == Verdict.GONE:
            raise forms.ValidationError(_("Deze code geldt niet meer. Vraag een nieuwe."))
        return code


class ResetPasswordForm(InOurWords, account_forms.ResetPasswordForm):
    labels = {"email": _("E-mailadres")}


class ResetPasswordKeyForm(InOurWords, account_forms.ResetPasswordKeyForm):
    labels = NEW_PASSWORD
    help_texts = {"password1": PASSWORD_HELP}

    def save(self) -> None:
        super().save()
        confirm_address(self.user, self.user.email)  # the link came by mail


class ChangePasswordForm(InOurWords, account_forms.ChangePasswordForm):
    labels = NEW_PASSWORD
    help_texts = {"oldpassword": "", "password1": PASSWORD_HELP}


class SetPasswordForm(InOurWords, account_forms.SetPasswordForm):
    labels = NEW_PASSWORD
    help_texts = {"password1": PASSWORD_HELP}


class ConfirmPasswordForm(InOurWords, account_forms.ReauthenticateForm):
    labels = {"password": _("Wachtwoord")}
    help_texts = {"password": ""}


class ChangeEmailForm(InOurWords, account_forms.AddEmailForm):
    labels = {"email": _("Nieuw e-mailadres")}


class SecondFactorForm(InOurWords, mfa_forms.AuthenticateForm):
    labels = {"code": _("Code van zes cijfers, of een reservecode")}


class ConfirmSecondFactorForm(InOurWords, mfa_forms.ReauthenticateForm):
    labels = {"code": _("Code van zes cijfers, of een reservecode")}


class ActivateAppForm(InOurWords, totp_forms.ActivateTOTPForm):
    labels = {"code": _("Code die je app nu laat zien")}


class AddPasskeyForm(InOurWords, webauthn_forms.AddWebAuthnForm):
    labels = {"name": _("Naam voor deze sleutel"), "passwordless": _("Hiermee ook inloggen zonder wachtwoord")}
    help_texts = {"name": _("Bijvoorbeeld: mijn telefoon."), "passwordless": ""}


class EditPasskeyForm(InOurWords, webauthn_forms.EditWebAuthnForm):
    labels = {"name": _("Naam voor deze sleutel")}
