"""What a board fills in about its policy."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.forms import DateInput, RingSelect
from organisations import reach
from organisations.actions import Policy
from organisations.choices import Ring
from organisations.models import Board

MOST_DAYS = 40
RING_LABELS = {
    Ring.SCHOOL: _("De eigen school"),
    Ring.BOARD: _("Ons bestuur"),
    Ring.NETWORK: _("Het netwerk"),
    Ring.REGION: _("De regio"),
    Ring.NATIONAL: _("Heel Nederland"),
}
RING_HINTS = {
    Ring.SCHOOL: _("Alleen door collega's van dezelfde school."),
    Ring.BOARD: _("Door alle scholen van ons bestuur."),
    Ring.NETWORK: _("Door alle scholen van het samenwerkingsverband."),
    Ring.REGION: _("Door alle scholen in de regio."),
    Ring.NATIONAL: _("Door alle scholen in Nederland."),
}


def _previews(board: Board) -> dict[int, str]:
    """What each ceiling means today, in a sentence."""
    further = reach.seen_further_than(board.pk)
    found = {}
    for ring in Ring:
        if ring > board.ring_ceiling:
            found[ring.value] = _("Hier wordt niemand vanzelf verder door gezien. We vragen het wie dat eerder wilde.")
        elif further[ring]:
            found[ring.value] = ngettext(
                "%(n)s collega is dan meteen minder ver te zien dan nu.",
                "%(n)s collega's zijn dan meteen minder ver te zien dan nu.",
                further[ring],
            ) % {"n": further[ring]}
        else:
            found[ring.value] = _("Niemand is dan minder ver te zien dan nu.")
    return found


class PolicyForm(forms.Form):
    """A board's policy. Days are school days."""

    ring_ceiling = forms.TypedChoiceField(
        label=_("Hoe ver mogen onze mensen gezien worden?"),
        help_text=_("Minder ver telt meteen. Verder laat niemand verder zien: daar zegt iedereen eerst zelf ja op."),
        choices=[(ring.value, label) for ring, label in RING_LABELS.items()],
        coerce=lambda value: Ring(int(value)),
        widget=RingSelect(hints=RING_HINTS),
    )
    days_before_board = forms.IntegerField(label=_("Schooldagen op de eigen school"), min_value=0, max_value=MOST_DAYS)
    days_before_network = forms.IntegerField(label=_("Schooldagen bij het bestuur"), min_value=0, max_value=MOST_DAYS)
    days_before_region = forms.IntegerField(label=_("Schooldagen in het netwerk"), min_value=0, max_value=MOST_DAYS)
    days_before_national = forms.IntegerField(label=_("Schooldagen in de regio"), min_value=0, max_value=MOST_DAYS)
    reminder_days = forms.IntegerField(
        label=_("Herinneren na zoveel schooldagen"), min_value=1, max_value=MOST_DAYS, help_text=_("Meestal 3.")
    )
    escalation_days = forms.IntegerField(
        label=_("Een ander erbij halen na zoveel schooldagen"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Meestal 7."),
    )
    requester_budget_limit = forms.DecimalField(
        label=_("Tot dit bedrag mag wie iets aanvraagt zelf over het budget beslissen (in euro)"),
        help_text=_("Daarboven beslist altijd iemand anders."),
        min_value=0,
        max_value=100_000,
        max_digits=8,
        decimal_places=2,
        localize=True,
    )
    freelancers_enabled = forms.BooleanField(
        label=_("Laat ook zzp'ers zien"), help_text=_("Zij staan altijd onder de eigen mensen."), required=False
    )
    reviews_consent_on = forms.DateField(
        label=_("Personeelsgeleding van de (G)MR stemde in op"), required=False, widget=DateInput
    )
    reviews_dpia_on = forms.DateField(label=_("DPIA is klaar sinds"), required=False, widget=DateInput)

    WIDENING = ("days_before_board", "days_before_network", "days_before_region", "days_before_national")
    ANSWERING = ("reminder_days", "escalation_days", "requester_budget_limit")
    REVIEWS = ("reviews_consent_on", "reviews_dpia_on")

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        initial = {name: getattr(board, name) for name in Policy.__slots__}
        initial["requester_budget_limit"] = (Decimal(board.requester_budget_limit_cents) / 100).quantize(
            Decimal("0.01")
        )
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["ring_ceiling"].widget.previews = _previews(board)

    def clean_reviews_consent_on(self) -> Any:
        return self._not_ahead("reviews_consent_on")

    def clean_reviews_dpia_on(self) -> Any:
        return self._not_ahead("reviews_dpia_on")

    def _not_ahead(self, name: str) -> Any:
        day = self.cleaned_data[name]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Vul hem in als het zover is."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        reminder, escalation = data.get("reminder_days"), data.get("escalation_days")
        if reminder and escalation and escalation <= reminder:
            self.add_error("escalation_days", _("Kies meer dagen dan voor de herinnering."))
        return data

    @property
    def policy(self) -> Policy:
        data = dict(self.cleaned_data)
        limit = data.pop("requester_budget_limit")
        return Policy(**data, requester_budget_limit_cents=int(limit * 100))

    def group(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def widening(self) -> list[forms.BoundField]:
        return self.group(self.WIDENING)

    @property
    def answering(self) -> list[forms.BoundField]:
        return self.group(self.ANSWERING)

    @property
    def reviews(self) -> list[forms.BoundField]:
        return self.group(self.REVIEWS)
