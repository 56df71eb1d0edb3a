"""Which mail someone wants: one choice per registered type of message, and a pause for everything."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications import registry
from notifications.choices import Delivery
from notifications.models import MailPause, Preference
from users.models import User


class PreferenceForm(forms.Form):
    """One field per type of message, named after its kind."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(Preference.objects.filter(user=user).values_list("kind", "delivery"))
        for message in registry.optional_messages():
            choices = [(each.value, each.label) for each in message.deliveries]
            initial = chosen.get(message.kind)
            self.fields[message.kind] = forms.ChoiceField(
                label=message.label,
                choices=choices,
                initial=initial if initial in message.deliveries else message.default_delivery,
                widget=forms.RadioSelect(attrs={"class": "picks-row"}),
            )

    @property
    def deliveries(self) -> dict[str, Delivery]:
        return {kind: Delivery(value) for kind, value in self.cleaned_data.items()}


class PauseForm(forms.Form):
    """No mail for a while, or not at all."""

    FOREVER, UNTIL, OFF = "forever", "until", "off"

    pause = forms.ChoiceField(
        label=gettext_lazy("Mail van Expedu"),
        choices=[
            (OFF, gettext_lazy("Ik wil mail, zoals hieronder gekozen")),
            (UNTIL, gettext_lazy("Even geen mail, tot en met een dag")),
            (FOREVER, gettext_lazy("Helemaal geen mail")),
        ],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label=gettext_lazy("Geen mail tot en met"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        pause = MailPause.objects.filter(user=user).first()
        today = timezone.localdate()
        if pause is None or not pause.covers(today):
            initial = {"pause": self.OFF}
        elif pause.until is None:
            initial = {"pause": self.FOREVER}
        else:
            initial = {"pause": self.UNTIL, "until": pause.until}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("pause") == self.UNTIL and "until" not in self.errors:
            until = cleaned.get("until")
            if until is None:
                self.add_error("until", _("Kies de laatste dag zonder mail."))
            elif until < timezone.localdate():
                self.add_error("until", _("Kies vandaag of een dag die nog komt."))
        return cleaned
